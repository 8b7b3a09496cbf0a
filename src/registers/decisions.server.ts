import { entriesFor } from '#logbook/entries.server.ts';
import { titleOf } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Member } from '#projects/member.ts';
import type { Titles } from './field.ts';
import type { RegisterLevel } from './register.ts';

export interface Decision {
	id: string;
	title: string;
	happenedOn: string;
	level: string;
}

/** Decisions of the logbook that this member may read, the newest first. */
export async function decisionsFor(db: Database | Tx, keys: Keys, member: Member): Promise<Decision[]> {
	const entries = await entriesFor(db, keys, member, { kind: 'decision' });
	return entries
		.filter(({ removed }) => removed === null)
		.map((entry) => ({ id: entry.id, title: titleOf(entry), happenedOn: entry.happenedOn, level: entry.level }));
}

/** What each is called for this member. */
export async function decisionTitles(db: Database | Tx, keys: Keys, member: Member): Promise<Titles> {
	const titles = new Map((await decisionsFor(db, keys, member)).map(({ id, title }) => [id, title]));
	return (id) => titles.get(id) ?? '';
}

/** Those that an item may name: one that fewer people read than the item would tell them that it is there. */
export const namedBy = (decisions: readonly Decision[], level: RegisterLevel): Decision[] =>
	decisions.filter((one) => one.level === 'internal' || (level === 'core' && one.level === 'core'));
