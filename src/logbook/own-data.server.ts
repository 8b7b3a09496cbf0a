import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Level } from '#projects/level.ts';
import { unlocked, unpacked } from './content.ts';
import { type Kind, textOf } from './entry.ts';

/** What logbooks keep of a person: what they wrote, said and follow, also where they are no member any more. */
export interface OwnLogbook {
	entries: { project: string; part: string | null; kind: Kind; level: Level; happenedOn: string; writtenAt: string; text: string }[];
	reactions: { project: string; writtenAt: string; text: string }[];
	actions: { project: string; dueOn: string | null; doneOn: string | null }[];
	follows: { project: string; kind: string; subject: string; since: string }[];
}

export async function ownLogbookOf(db: Database, keys: Keys, { id: account }: Account): Promise<OwnLogbook> {
	const entries = await db
		.selectFrom('entries as n')
		.innerJoin('projects as p', 'p.id', 'n.project')
		.leftJoin('subprojects as s', 's.id', 'n.subproject')
		.select([
			'n.id',
			'n.project as of',
			'p.name as project',
			's.name as part',
			'n.kind',
			'n.level',
			'n.happened_on',
			'n.entered_at',
			'n.content',
		])
		.where('n.author', '=', account)
		.orderBy('n.entered_at')
		.orderBy('n.id')
		.execute();
	const reactions = await db
		.selectFrom('entry_reactions as r')
		.innerJoin('entries as n', 'n.id', 'r.entry')
		.innerJoin('projects as p', 'p.id', 'n.project')
		.select(['r.id', 'n.project as of', 'p.name as project', 'n.level', 'r.written_at', 'r.text'])
		.where('r.author', '=', account)
		.orderBy('r.written_at')
		.orderBy('r.id')
		.execute();
	const actions = await db
		.selectFrom('entry_actions as x')
		.innerJoin('entries as n', 'n.id', 'x.entry')
		.innerJoin('projects as p', 'p.id', 'n.project')
		.select(['p.name as project', 'x.due_on as dueOn', 'x.done_on as doneOn'])
		.where('x.owner', '=', account)
		.orderBy('x.entry')
		.execute();
	const follows = await db
		.selectFrom('follows as f')
		.innerJoin('projects as p', 'p.id', 'f.project')
		.select(['p.name as project', 'f.kind', 'f.subject', 'f.since'])
		.where('f.account', '=', account)
		.orderBy('f.since')
		.orderBy('f.subject')
		.execute();
	const own = new Map<string, Keys>();
	for (const { of } of [...entries, ...reactions]) if (!own.has(of)) own.set(of, await projectKeys(db, keys, of));
	const keysOf = (project: string) => own.get(project) ?? keys;
	return {
		entries: entries.map(({ id, of, project, part, content, ...row }) => {
			const [kind, level] = [row.kind as Kind, row.level as Level];
			const text = textOf({ words: unpacked(keysOf(of), { id, kind, level }, content) });
			return { project, part, kind, level, happenedOn: row.happened_on, writtenAt: row.entered_at, text };
		}),
		reactions: reactions.map(({ id, of, project, level, written_at: writtenAt, text }) => ({
			...{ project, writtenAt },
			text: unlocked(keysOf(of), level as Level, `reaction ${id}`, text),
		})),
		actions,
		follows,
	};
}
