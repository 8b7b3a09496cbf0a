import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { memberOf } from '#projects/members.server.ts';
import type { Neighbourhood, Resident } from '../../village/neighbourhood.ts';

export type Action = (db: Database, account: Account, village: Neighbourhood) => Promise<unknown>;
/** What a guest needs no account for: only with the sign of theirs, which nobody else has. */
export type GuestAction = (db: Database, sign: string | undefined, village: Neighbourhood) => Promise<unknown>;

export const asMember = (
	work: (db: Database, member: Awaited<ReturnType<typeof memberOf>>, village: Neighbourhood) => Promise<unknown>,
): Action => {
	return async (db, account, village) => work(db, await memberOf(db, account, village.project), village);
};
export const needed = <T>(one: T | null): T => {
	if (one === null) throw new Refusal('not-allowed', 'accounts.onlyAdministrators');
	return one;
};
/** The membership somebody has in the project now. */
export const membershipOf = async (db: Database, { project, people }: Neighbourhood, who: Resident) =>
	(
		await db
			.selectFrom('memberships')
			.select('id')
			.where('project', '=', project)
			.where('account', '=', people[who].account.id)
			.where('until', 'is', null)
			.executeTakeFirst()
	)?.id ?? '';
