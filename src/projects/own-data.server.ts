import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Keys, keysFrom } from '#platform/keys/keys.server.ts';
import { isLocked, type Level } from './level.ts';
import type { Role } from './member.ts';

/** What projects keep of a person: where they take or took part, and what they wrote, also where they are no member any more. */
export interface OwnProjectData {
	memberships: { project: string; role: Role; part: string | null; from: string; to: string | null }[];
	notes: { project: string; part: string | null; level: Level; writtenAt: string; text: string }[];
}

export async function ownProjectDataOf(db: Database, keys: Keys, account: Account): Promise<OwnProjectData> {
	const [memberships, notes] = await Promise.all([
		db
			.selectFrom('memberships as m')
			.innerJoin('projects as p', 'p.id', 'm.project')
			.leftJoin('subprojects as s', 's.id', 'm.subproject')
			.select(['p.name as project', 'm.role', 's.name as part', 'm.since as from', 'm.until as to'])
			.where('m.account', '=', account.id)
			.orderBy('m.since')
			.orderBy('m.id')
			.execute(),
		db
			.selectFrom('notes as n')
			.innerJoin('projects as p', 'p.id', 'n.project')
			.leftJoin('subprojects as s', 's.id', 'n.subproject')
			.select(['n.id', 'p.id as of', 'p.key', 'p.name as project', 's.name as part', 'n.level', 'n.text', 'n.written_at'])
			.where('n.author', '=', account.id)
			.orderBy('n.written_at')
			.orderBy('n.id')
			.execute(),
	]);
	return {
		memberships: memberships.map((row) => ({ ...row, role: row.role as Role })),
		notes: notes.map(({ id, of, key, text, level: stored, written_at: writtenAt, project, part }) => {
			const level = stored as Level;
			const own = () => keysFrom(Buffer.from(keys.unseal(`project ${of}`, key), 'base64'));
			return { project, part, level, writtenAt, text: isLocked(level) ? own().unseal(`note ${id}`, text) : text };
		}),
	};
}
