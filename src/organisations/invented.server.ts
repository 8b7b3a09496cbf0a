import type { Database, Tx } from '#platform/database/database.server.ts';

/** Says of organisations that they do not exist. */
export async function markInvented(tx: Tx, organisations: string[], now: Date): Promise<void> {
	const rows = organisations.map((organisation) => ({ organisation, since: now.toISOString() }));
	await tx.insertInto('invented_organisations').values(rows).execute();
}

export const inventedOrganisations = async (db: Database | Tx): Promise<string[]> =>
	(await db.selectFrom('invented_organisations').select('organisation').execute()).map(({ organisation }) => organisation);

/** Asked for with every page of a project: what an invented organisation leads is invented too. */
export async function isInvented(db: Database | Tx, organisation: string): Promise<boolean> {
	const row = db.selectFrom('invented_organisations').select('organisation').where('organisation', '=', organisation);
	return (await row.executeTakeFirst()) !== undefined;
}
