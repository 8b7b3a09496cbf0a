import { entriesFor } from '#logbook/entries.server.ts';
import { titleOf } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Member } from '#projects/member.ts';
import type { Titles } from './field.ts';
import type { Register, RegisterLevel } from './register.ts';

export interface Decision {
	id: string;
	title: string;
	happenedOn: string;
	level: string;
}

/** Decisions of the logbook that this member may read, the newest first. None for a register that names no decision. */
export async function decisionsFor(
	db: Database | Tx,
	keys: Keys,
	member: Member,
	{ fields }: Pick<Register, 'fields'>,
): Promise<Decision[]> {
	if (!Object.values(fields).some(({ as }) => as === 'decision')) return [];
	const entries = await entriesFor(db, keys, member, { kind: 'decision' });
	return entries
		.filter(({ removed }) => removed === null)
		.map((entry) => ({ id: entry.id, title: titleOf(entry), happenedOn: entry.happenedOn, level: entry.level }));
}

/** What each that a register may name is called for this member. */
export async function decisionTitles(db: Database | Tx, keys: Keys, member: Member, register: Pick<Register, 'fields'>): Promise<Titles> {
	const titles = new Map((await decisionsFor(db, keys, member, register)).map(({ id, title }) => [id, title]));
	return (id) => titles.get(id) ?? '';
}

/** Those that an item may name: one that fewer people read than the item would tell them that it is there. */
export const namedBy = (decisions: readonly Decision[], level: RegisterLevel): Decision[] =>
	decisions.filter((one) => one.level === 'internal' || (level === 'core' && one.level === 'core'));
