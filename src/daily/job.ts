import type { Erasing } from '#accounts/erasing/forgetting.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { MessageKey } from '#platform/messages.ts';
import type { SecurityLog } from '#platform/security-log/security-log.server.ts';
import type { Settings } from '#platform/settings.ts';

/** As much of the house as its daily work needs. */
export interface Household {
	readonly settings: Settings;
	readonly db: Database;
	readonly keys: Keys;
	readonly securityLog: SecurityLog;
	readonly erasing: Erasing;
}

/** Something the house does by itself, once a day. Safe to run again: a process that is killed leaves it to another. */
export interface Job {
	/** One word, which stays. */
	name: string;
	/** Gives one plain English line for the operator; throws when it did not succeed. */
	run(house: Household, now: Date): Promise<string>;
	/** Whether it is to be done here at all; without it, always. */
	isWanted?(settings: Settings): boolean;
	/** The subject of the letter that tells of a failure, where that is worse than work that was not done. */
	alarm?: MessageKey;
}

/** Why a job did not succeed, in one line for the operator. Anything else that is thrown is told as a mistake of ours. */
export class JobFailed extends Error {}
