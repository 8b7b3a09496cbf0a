import { setTimeout as pause } from 'node:timers/promises';
import { installationSince } from '#accounts/setting-up.server.ts';
import { note, noting } from '#platform/security-log/noting.server.ts';
import { newId } from '#platform/tokens.ts';
import { type Household, type Job, JobFailed } from './job.ts';
import { lastNight } from './nights.ts';
import { CLAIM, type Claimed, claim, renew, settle } from './runs.server.ts';
import { tellOfFailure } from './telling.server.ts';

/** What came of one job. */
export interface Outcome {
	job: string;
	good: boolean;
	/** One line in English. */
	said: string;
}

export interface Asked {
	/** Also what was done this night already, and before the installation has seen a night. */
	again?: boolean;
	/** Asked between two jobs. */
	isStopping?: () => boolean;
	clock?: () => Date;
}

/** Does what is due, one job after the other. What fails stops no other, is told to the operators, and is due again an hour later. */
export async function runDue(
	house: Household,
	jobs: Job[],
	{ again = false, isStopping = () => false, clock = () => new Date() }: Asked = {},
) {
	const outcomes: Outcome[] = [];
	const night = lastNight(house.settings.dailyAt, clock());
	const since = await installationSince(house.db);
	// What was set up after the hour has had no night yet.
	if (since === null || (!again && since > night.began.toISOString())) return outcomes;
	for (const job of jobs) {
		if (isStopping()) break;
		if (job.isWanted && !job.isWanted(house.settings)) continue;
		const claimed = await claim(house.db, { job: job.name, day: night.day, again }, clock());
		if (claimed) outcomes.push(await runClaimed(house, job, claimed, clock));
	}
	return outcomes;
}

async function runClaimed(house: Household, job: Job, claimed: Claimed, clock: () => Date): Promise<Outcome> {
	const { db, keys, securityLog } = house;
	const renewing = setInterval(() => void renew(db, claimed, clock()).catch(() => {}), CLAIM / 5).unref();
	return noting({ log: securityLog, origin: 'program', actor: 'system', request: newId() }, async () => {
		try {
			const said = await job.run(house, clock());
			await settle(db, claimed, { good: true, said }, clock());
			return { job: job.name, good: true, said };
		} catch (error) {
			if (!(error instanceof JobFailed)) console.error(error);
			const said = error instanceof Error ? error.message : String(error);
			note('daily.failed', 'refused', { object: job.name });
			await settle(db, claimed, { good: false, said }, clock());
			// One letter a night is enough; the desk tells of every attempt.
			if (claimed.attempt === 1) await tellOfFailure(db, keys, job, said, clock());
			return { job: job.name, good: false, said };
		} finally {
			clearInterval(renewing);
		}
	});
}

export interface Daily {
	/** Begins no other job, and waits for the one that is under way. */
	stop(): Promise<void>;
}

/** Looks every so often, in milliseconds, whether something is due. */
export function startDaily(house: Household, jobs: Job[], every: number): Daily {
	const stopping = new AbortController();
	const isStopping = () => stopping.signal.aborted;
	const work = async () => {
		while (!isStopping()) {
			await pause(every, undefined, { signal: stopping.signal }).catch(() => {});
			// A database that is away for a moment is noticed by /gezond; the next look tries again.
			if (!isStopping()) await runDue(house, jobs, { isStopping }).catch(() => {});
		}
	};
	const ended = work();
	return {
		async stop() {
			stopping.abort();
			await ended;
		},
	};
}
