import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Trial } from './trial.ts';

/** The trial an organisation is here on, running or over; null for one that is here to stay. */
export async function trialOf(db: Database | Tx, organisation: string): Promise<Trial | null> {
	const row = await db
		.selectFrom('trials')
		.select(['organisation', 'until', 'extended_at as extendedAt'])
		.where('organisation', '=', organisation)
		.executeTakeFirst();
	return row ?? null;
}

/** When the first of these trials ended, for organisations of which one at least is over; null while none is. */
export async function trialOverOf(db: Database | Tx, organisations: string[], now: Date): Promise<string | null> {
	const row = await db
		.selectFrom('trials')
		.select('until')
		.where('organisation', 'in', organisations)
		.where('until', '<=', now.toISOString())
		.orderBy('until')
		.executeTakeFirst();
	return row?.until ?? null;
}
