import { tendTrials } from '#trials/tending.server.ts';
import type { Job } from './job.ts';

export const trialsJob: Job = {
	name: 'trials',
	run: ({ db, keys, erasing }, now) => tendTrials(db, keys, erasing, now),
};
