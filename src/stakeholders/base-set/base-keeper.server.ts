import type { Account } from '#accounts/account.ts';
import { administratorOf } from '#accounts/sign-ins.server.ts';
import { organisationOf } from '#organisations/organisations.server.ts';
import { trialOverOf } from '#organisations/trial.server.ts';
import type { Database } from '#platform/database/database.server.ts';

declare const proven: unique symbol;

/** Somebody who looks after the base set of their own municipality. Only `baseKeeperOf` makes one. */
export interface BaseKeeper {
	readonly [proven]: 'base keeper';
	readonly account: string;
	readonly pseudonym: string;
	readonly organisation: string;
}

/** Who administers a municipality, or leads one of its projects; see docs/decisions/0027. */
export async function baseKeeperOf(db: Database, account: Account, now: Date = new Date()): Promise<BaseKeeper | null> {
	const { id, pseudonym, organisation } = account;
	if ((await organisationOf(db, organisation)).kind !== 'municipality') return null;
	if (await trialOverOf(db, [organisation], now)) return null;
	if (!(await administratorOf(db, account, now)) && !(await leadsOne(db, account))) return null;
	return { account: id, pseudonym, organisation } as BaseKeeper;
}

const leadsOne = async (db: Database, { id, organisation }: Account): Promise<boolean> =>
	(await db
		.selectFrom('memberships as m')
		.innerJoin('projects as p', 'p.id', 'm.project')
		.select('m.id')
		.where('m.account', '=', id)
		.where('m.role', '=', 'leader')
		.where('m.until', 'is', null)
		.where('p.organisation', '=', organisation)
		.where('p.archived_at', 'is', null)
		.executeTakeFirst()) !== undefined;
