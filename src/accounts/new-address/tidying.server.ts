import { type Database, tx } from '#platform/database/database.server.ts';
import { destroyLetters } from '#platform/letters/kept-letters.server.ts';

/** Forgets the addresses that nobody confirmed in time, and those that nobody can go back to any more. Gives one line for the operator. */
export async function forgetOldAddresses(db: Database, now: Date = new Date()): Promise<string> {
	const at = now.toISOString();
	const forgotten = await tx(db, async (tx) => {
		const gone = await tx
			.deleteFrom('address_changes')
			.where((e) =>
				e.or([
					e.and([e('confirmed_at', 'is', null), e('expires_at', '<=', at)]),
					e('undo_until', '<=', at),
					e('undone_at', 'is not', null),
				]),
			)
			.returning(['letter', 'undo_letter'])
			.execute();
		await destroyLetters(
			tx,
			gone.flatMap(({ letter, undo_letter }) => [letter, undo_letter].filter((id) => id !== null)),
		);
		return gone.length;
	});
	return `forgot ${forgotten} changes of a mail address`;
}
