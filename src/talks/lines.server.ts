import type { Channel } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { unpackedLine } from './content.ts';
import type { Line } from './line.ts';
import { isInPerson, type Talk } from './talk.ts';
import { talkFor } from './talks.server.ts';

/** What was written down in a talk that this member read, in the order in which it was. */
export async function linesOf(db: Database | Tx, keys: Keys, member: Member, talk: Talk): Promise<Line[]> {
	const rows = await rowsIn(db, member).where('l.talk', '=', talk.id).orderBy('l.id').execute();
	return opened(db, keys, member, rows, talk);
}

/** One’s own ambitions, the newest first: nobody else is ever told of those that are not shared. */
export async function ambitionsOf(db: Database | Tx, keys: Keys, member: Member): Promise<Line[]> {
	if (!isInPerson(member)) return [];
	const own = rowsIn(db, member).where('l.talk', 'is', null).where('l.author', '=', member.account);
	return opened(db, keys, member, await own.orderBy('l.id', 'desc').execute(), null);
}

/** One line of a talk of one’s own, or an ambition of one’s own; any other is not found. */
export async function lineFor(db: Database | Tx, keys: Keys, member: Member, id: string): Promise<Line> {
	const row = found(
		isInPerson(member)
			? await rowsIn(db, member)
					.where('l.id', '=', id)
					.where((e) => e.or([e('l.talk', 'is not', null), e('l.author', '=', member.account)]))
					.executeTakeFirst()
			: undefined,
	);
	const talk = row.talk === null ? null : await talkFor(db, keys, member, row.talk);
	const [line] = await opened(db, keys, member, [row], talk);
	return found(line);
}

const rowsIn = (db: Database | Tx, { project }: Member) =>
	db
		.selectFrom('talk_lines as l')
		.leftJoin('accounts as a', 'a.id', 'l.author')
		.leftJoin('shared_items as s', 's.line', 'l.id')
		.select(['l.id', 'l.talk', 'l.author', 'l.written_at', 'l.channel', 'l.version', 'l.content', 'a.name', 's.id as shared'])
		.where('l.project', '=', project.id);

type Row = Awaited<ReturnType<ReturnType<typeof rowsIn>['execute']>>[number];

async function opened(db: Database | Tx, keys: Keys, { project }: Member, rows: Row[], talk: Talk | null): Promise<Line[]> {
	if (rows.length === 0) return [];
	const own = await projectKeys(db, keys, project.id);
	return rows.map((row) => ({
		...{ id: row.id, talk, author: row.author, writtenAt: row.written_at, version: row.version, shared: row.shared },
		authorName: row.name ?? '',
		channel: row.channel as Channel,
		...unpackedLine(own, row.id, row.content),
	}));
}
