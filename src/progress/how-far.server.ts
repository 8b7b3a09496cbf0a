import type { Edition } from '#guide/edition.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Summary, summaryOf } from './progress.ts';
import type { Status } from './status.ts';

/** How far a project is as a whole, for who compares it with others. Whether they may is for the caller to ask. */
export async function howFar(db: Database, project: string, edition: Edition): Promise<Summary> {
	const rows = await db.selectFrom('progress_changes').select(['junction', 'status']).where('place', '=', project).orderBy('seq').execute();
	return summaryOf(edition, new Map(rows.map(({ junction, status }) => [junction, { status: status as Status }])));
}
