import type { Holding } from '#accounts/erasing/holdings.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { destroyLetters } from '#platform/letters/kept-letters.server.ts';

/** Takes away what was asked for, with the letters it went out by. Gives how many that were. */
export async function destroyRequests(tx: Tx, which: { addressKey: string } | { expiredAt: string }): Promise<number> {
	const gone = await tx
		.deleteFrom('trial_requests')
		.where((e) => ('addressKey' in which ? e('address_key', '=', which.addressKey) : e('expires_at', '<=', which.expiredAt)))
		.returning('letter')
		.execute();
	await destroyLetters(
		tx,
		gone.map(({ letter }) => letter),
	);
	return gone.length;
}

/** What somebody asked for before they had an account, and why they wanted a trial. */
const requests: Holding = async ({ tx }, { address }) => {
	await destroyRequests(tx, { addressKey: foldedAddress(address) });
};
const purpose: Holding = async ({ tx }, { id }) => {
	await tx.updateTable('trials').set({ purpose: '' }).where('asker', '=', id).execute();
};

export const ALL_OF_TRIALS: Holding[] = [requests, purpose];

/** What somebody once asked for, to be read by themselves. */
export async function ownTrialsOf(
	db: Database,
	account: string,
): Promise<{ organisation: string; purpose: string; beganAt: string; until: string }[]> {
	return db
		.selectFrom('trials')
		.select(['wished_name as organisation', 'purpose', 'began_at as beganAt', 'until'])
		.where('asker', '=', account)
		.execute();
}
