import type { Database } from '#platform/database/database.server.ts';

export interface OwnReset {
	startedAt: string;
	reason: string;
	confirmedAt: string | null;
	stoppedAt: string | null;
	withdrawnAt: string | null;
	usedAt: string | null;
}

/** That others wanted somebody's second factor removed, for who takes their own data along. */
export async function ownResetsOf(db: Database, account: string): Promise<OwnReset[]> {
	return db
		.selectFrom('factor_resets')
		.select(['started_at as startedAt', 'reason', 'confirmed_at as confirmedAt'])
		.select(['stopped_at as stoppedAt', 'withdrawn_at as withdrawnAt', 'used_at as usedAt'])
		.where('account', '=', account)
		.orderBy('started_at')
		.execute();
}
