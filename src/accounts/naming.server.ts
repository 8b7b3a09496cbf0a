import type { Database } from '#platform/database/database.server.ts';

/** What people are called whom the journal knows by pseudonym. Who was erased is not among them. */
export async function namesOf(db: Database, pseudonyms: Iterable<string>): Promise<Map<string, string>> {
	const asked = [...new Set(pseudonyms)].filter((one) => one.startsWith('p_'));
	if (asked.length === 0) return new Map();
	const rows = await db.selectFrom('accounts').select(['pseudonym', 'name']).where('pseudonym', 'in', asked).execute();
	return new Map(rows.map(({ pseudonym, name }) => [pseudonym, name]));
}
