import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';

/** What a person asked of a trial, as long as it is kept. */
export interface OwnTrialRequest {
	organisation: string;
	purpose: string;
	askedAt: string;
	until: string;
}

export const ownTrialRequestsOf = (db: Database, { address }: Account): Promise<OwnTrialRequest[]> =>
	db
		.selectFrom('trial_requests')
		.select(['organisation', 'purpose', 'asked_at as askedAt', 'expires_at as until'])
		.where('address_key', '=', foldedAddress(address))
		.orderBy('asked_at')
		.execute();
