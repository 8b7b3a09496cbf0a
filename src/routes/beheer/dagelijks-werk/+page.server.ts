import { JOBS } from '#daily/jobs.server.ts';
import { lastRuns } from '#daily/runs.server.ts';
import type { Speech } from '#platform/messages.ts';
import { operator } from '../../signing.server.ts';
import { type ToldRun, toldRun } from '../told-runs.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	await operator(event);
	const last = await lastRuns(house.db);
	return {
		hour: house.settings.dailyAt,
		runs: JOBS.map(({ name, isWanted }) => {
			const run = last.get(name);
			if (isWanted && !isWanted(house.settings)) return notDone(name, 'operating.dailyUnwanted', speech);
			return run ? toldRun(run, speech) : notDone(name, 'operating.dailyNever', speech);
		}),
	};
};

const notDone = (job: string, word: 'operating.dailyUnwanted' | 'operating.dailyNever', { say }: Speech): ToldRun => ({
	key: job,
	job,
	word: say(word),
	isGood: true,
	when: '',
	said: '',
});
