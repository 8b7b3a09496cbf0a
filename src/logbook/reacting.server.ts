import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { handsIn } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { isLocked } from '#projects/level.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { locked, unlocked } from './content.ts';
import { entryFor } from './entries.server.ts';
import { type Entry, mayReact } from './entry.ts';
import { tellFollowers } from './news.server.ts';
import { about } from './recording.ts';
import { destroyDetailsOn } from './removing.server.ts';

export interface Reaction {
	id: string;
	/** Empty for somebody who was erased. */
	authorName: string;
	isOwn: boolean;
	writtenAt: string;
	/** Empty when it was taken back. */
	text: string;
	removedAt: string | null;
}

/** What people said of an entry, in the order they said it. Whoever holds the entry may read them. */
export async function reactionsTo(db: Database, keys: Keys, member: Member, { id, level }: Entry): Promise<Reaction[]> {
	const own = await projectKeys(db, keys, member.project.id);
	const rows = await db
		.selectFrom('entry_reactions as r')
		.leftJoin('accounts as a', 'a.id', 'r.author')
		.select(['r.id', 'r.author', 'a.name', 'r.written_at', 'r.text', 'r.removed_at'])
		.where('r.entry', '=', id)
		.orderBy('r.written_at')
		.orderBy('r.id')
		.execute();
	const hands = await handsIn(
		db,
		member.project.id,
		['entry_reactions'],
		rows.map((row) => row.id),
	);
	return rows.map((row) => ({
		id: row.id,
		authorName: row.name ?? hands('entry_reactions', row.id, 'author'),
		isOwn: row.author === member.account,
		writtenAt: row.written_at,
		text: unlocked(own, level, `reaction ${row.id}`, row.text),
		removedAt: row.removed_at,
	}));
}

/** Says something of an entry. Gives the id of what was said. */
export async function react(
	db: Database,
	keys: Keys,
	member: Member,
	{ entry: to, text }: { entry: string; text: string },
	now: Date = new Date(),
): Promise<string> {
	const id = newId(now);
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const entry = await entryFor(tx, keys, member, to);
			if (!mayReact(member, entry)) throw notAllowed(member);
			const own = await projectKeys(tx, keys, member.project.id);
			const kept = locked(own, entry.level, `reaction ${id}`, text);
			await tx
				.insertInto('entry_reactions')
				.values({ id, entry: to, author: member.account, text: kept, written_at: now.toISOString(), removed_at: null })
				.execute();
			await tellFollowers(tx, keys, member, entry, 'reacted', now);
			const after = isLocked(entry.level) ? {} : { text };
			return record({ ...about(member, entry), action: 'logbook.reacted', object: id, after }, id);
		},
		now,
	);
}

/** Takes one's own words back, for good. That something was said stays. */
export async function takeBack(db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const row = found(await tx.selectFrom('entry_reactions').select(['entry', 'author']).where('id', '=', id).executeTakeFirst());
			const entry = await entryFor(tx, keys, member, row.entry);
			if (row.author !== member.account || !mayReact(member, entry)) throw notAllowed(member);
			await tx
				.updateTable('entry_reactions')
				.set({ text: '', removed_at: now.toISOString() })
				.where('id', '=', id)
				.where('removed_at', 'is', null)
				.execute();
			const happening = about(member, entry);
			await destroyDetailsOn(tx, happening.chain, id);
			return record({ ...happening, action: 'logbook.reaction-taken-back', object: id });
		},
		now,
	);
}
