import type { Run } from '#daily/runs.server.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';

const WORDS: Record<Run['state'], MessageKey> = {
	good: 'operating.runGood',
	failed: 'operating.runFailed',
	busy: 'operating.runBusy',
	'cut short': 'operating.runCut',
};

/** A run of a job, worded for one reader. What the job itself said is in English. */
export interface ToldRun {
	key: string;
	job: string;
	word: string;
	isGood: boolean;
	when: string;
	said: string;
}

export function toldRun({ job, day, attempt, beganAt, took, state, said }: Run, { say, moment }: Speech): ToldRun {
	const when = moment(beganAt);
	return {
		key: `${job} ${day} ${attempt}`,
		job,
		word: say(WORDS[state]),
		isGood: state === 'good' || state === 'busy',
		when: took === null ? when : say('operating.runTook', { when, seconds: Math.ceil(took / 1000) }),
		said,
	};
}
