import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Administrator } from '../account.ts';
import { confirmersOf } from './who-confirms.server.ts';

/** What nobody stopped, withdrew or used, and is not over. */
export const openResets = (db: Database | Tx, now: Date) =>
	db
		.selectFrom('factor_resets as r')
		.innerJoin('accounts as p', 'p.id', 'r.account')
		.leftJoin('accounts as s', 's.id', 'r.starter')
		.leftJoin('accounts as c', 'c.id', 'r.confirmer')
		.select(['r.id', 'r.account', 'r.starter', 'r.confirmer', 'r.reason', 'r.started_at as startedAt', 'r.confirmed_at as confirmedAt'])
		.select(['r.ready_at as readyAt', 'r.expires_at as expiresAt', 'p.pseudonym', 'p.name as person'])
		.select(['s.name as starterName', 'c.name as confirmerName'])
		.where('r.stopped_at', 'is', null)
		.where('r.withdrawn_at', 'is', null)
		.where('r.used_at', 'is', null)
		.where('r.expires_at', '>', now.toISOString())
		.orderBy('r.started_at');

export interface OpenReset {
	id: string;
	/** Whose second factor it is. */
	account: string;
	person: string;
	/** Null when they were erased since. */
	starterName: string | null;
	reason: string;
	startedAt: string;
	/** Null as long as nobody confirmed it. */
	readyAt: string | null;
	confirmerName: string | null;
	expiresAt: string;
	/** Who can confirm it: administrators by name, and whether there are leaders of a project too. */
	administrators: string[];
	hasLeaders: boolean;
}

/** What is open in the administrator's own organisation, the oldest first. */
export async function resetsOf(db: Database, administrator: Administrator, now: Date = new Date()): Promise<OpenReset[]> {
	const rows = await openResets(db, now).where('p.organisation', '=', administrator.organisation).execute();
	return Promise.all(
		rows.map(async ({ id, account, person, starter, starterName, reason, startedAt, readyAt, confirmerName, expiresAt }) => {
			const confirmers = starter === null ? [] : await confirmersOf(db, { account, starter }, now);
			return {
				...{ id, account, person, starterName, reason, startedAt, readyAt, confirmerName, expiresAt },
				administrators: confirmers.filter(({ isAdministrator }) => isAdministrator).map(({ name }) => name),
				hasLeaders: confirmers.some(({ isAdministrator }) => !isAdministrator),
			};
		}),
	);
}
