import { forgetPrintouts } from '#printouts/forgetting.server.ts';
import type { Job } from './job.ts';

/** Removes printouts a week after they were asked for. */
export const printoutsJob: Job = {
	name: 'printouts',
	run: ({ db, settings }, now) => forgetPrintouts(db, settings.dataFolder, now),
};
