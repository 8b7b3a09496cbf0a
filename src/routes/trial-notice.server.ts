import type { Account } from '#accounts/account.ts';
import { isAdministrator } from '#accounts/sign-ins.server.ts';
import { trialOf } from '#organisations/trial.server.ts';
import { isOver, removalOf } from '#organisations/trial.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Speech } from '#platform/messages.ts';

export interface TrialNotice {
	/** Days, written out. */
	until: string;
	removal: string;
	isOver: boolean;
	mayTakeAlong: boolean;
}

/** What every page says to who is here on trial; null for everybody else. */
export async function trialNoticeFor(db: Database, account: Account, { day }: Speech): Promise<TrialNotice | null> {
	const trial = await trialOf(db, account.organisation);
	return (
		trial && {
			until: day(trial.until.slice(0, 10)),
			removal: day(removalOf(trial).toISOString().slice(0, 10)),
			isOver: isOver(trial, new Date()),
			mayTakeAlong: await isAdministrator(db, account),
		}
	);
}
