import type { Database, Tx } from '#platform/database/database.server.ts';

/** How much the files of a project hold together, in bytes. The same bytes count once. */
export async function usedBy(db: Database | Tx, project: string): Promise<number> {
	const { used } = await db
		.selectFrom('files')
		.select((e) => e.fn.sum<number | string | null>('bytes').as('used'))
		.where('project', '=', project)
		.executeTakeFirstOrThrow();
	return Number(used ?? 0);
}
