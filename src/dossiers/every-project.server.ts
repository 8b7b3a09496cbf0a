import type { Database } from '#platform/database/database.server.ts';

export interface ListedProject {
	id: string;
	name: string;
	organisation: string;
	/** Its CBS code, where it is known. */
	municipality: string | null;
	began: string;
	ended: string | null;
}

/** Every project there is, for the operator of the machine. */
export const everyProject = (db: Database): Promise<ListedProject[]> =>
	db
		.selectFrom('projects as p')
		.innerJoin('organisations as o', 'o.id', 'p.organisation')
		.select(['p.id', 'p.name', 'o.name as organisation', 'p.municipality', 'p.began_at as began', 'p.archived_at as ended'])
		.orderBy('p.id')
		.execute();
