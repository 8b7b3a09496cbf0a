import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import type { Account } from './account.ts';
import { entry } from './entry.ts';

/** Changes one's own name and the language of one's letters. */
export async function changeOwnData(
	db: Database,
	keys: Keys,
	account: Account,
	after: { name: string; language: Language },
	now: Date = new Date(),
): Promise<void> {
	const before = { name: account.name, language: account.language };
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx.updateTable('accounts').set(after).where('id', '=', account.id).execute();
			// What was there before is destroyed with the rest when they are erased.
			return record({ ...entry(account.pseudonym, 'changed', account.pseudonym, after), before });
		},
		now,
	);
}
