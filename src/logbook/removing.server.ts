import type { Database, Tx } from '#platform/database/database.server.ts';
import { type Acting, act, destroyDetail, type Recorded } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { isLocked } from '#projects/level.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { locked } from './content.ts';
import { entryFor } from './entries.server.ts';
import { mayRemove } from './entry.ts';
import { tellFollowers } from './news.server.ts';
import { about } from './recording.ts';

export interface Removing {
	id: string;
	reason: string;
}

/**
 * Takes away what an entry says, for good: its words in every version, what was said of it, and what the journal kept beside it. That it
 * was there stays, with who took it away, when and why.
 */
export const removeEntry = (db: Database, keys: Keys, member: Member, given: Removing, now: Date = new Date()): Promise<void> =>
	act(db, keys, (acting) => takeAway(acting, keys, member, given, now), now);

/** The same for a verb that takes away more at once, such as the files of a document. */
export async function takeAway(
	{ tx, record }: Acting,
	keys: Keys,
	member: Member,
	{ id, reason }: Removing,
	now: Date,
): Promise<Recorded<void>> {
	const entry = await entryFor(tx, keys, member, id);
	if (!mayRemove(member, entry)) throw notAllowed(member);
	const own = await projectKeys(tx, keys, member.project.id);
	const { chain } = about(member, entry);
	const reactions = await tx.selectFrom('entry_reactions').select('id').where('entry', '=', id).execute();
	for (const object of [id, ...reactions.map((one) => one.id)]) await destroyDetailsOn(tx, chain, object);
	for (const table of ['entry_versions', 'entry_reactions', 'entry_words', 'entry_reminders'] as const)
		await tx.deleteFrom(table).where('entry', '=', id).execute();
	await tx.updateTable('entry_actions').set({ done_note: '' }).where('entry', '=', id).execute();
	await tx.updateTable('entries').set({ content: '' }).where('id', '=', id).execute();
	await tx
		.insertInto('entry_removals')
		.values({ entry: id, account: member.account, at: now.toISOString(), reason: locked(own, entry.level, `removal ${id}`, reason) })
		.execute();
	await tellFollowers(tx, keys, member, { ...entry, words: {} }, 'removed', now);
	return record({
		...about(member, entry),
		action: 'logbook.removed',
		object: id,
		before: { kind: entry.kind, level: entry.level },
		...(isLocked(entry.level) ? {} : { after: { reason } }),
	});
}

/** Destroys what a chain kept beside everything that happened to one record. */
export async function destroyDetailsOn(tx: Tx, chain: string, object: string): Promise<void> {
	const rows = await tx.selectFrom('journal').select('seq').where('chain', '=', chain).where('object', '=', object).execute();
	for (const { seq } of rows) await destroyDetail(tx, chain, seq);
}
