import { forgetWhatIsOver } from '#accounts/forgetting-over.server.ts';
import { forgetExpiredLinks } from '#platform/letters/letters.server.ts';
import { forgetOldLimits } from '#platform/limits/limits.server.ts';
import type { Job } from './job.ts';
import { forgetOldRuns } from './runs.server.ts';

/** Throws away what is over. Nothing of it could still be used; it is only not to be kept. */
export const forgettingJob: Job = {
	name: 'forgetting',
	async run({ db }, now) {
		await forgetExpiredLinks(db, now);
		const { signIns, challenges, resets } = await forgetWhatIsOver(db, now);
		const limits = await forgetOldLimits(db, now);
		const runs = await forgetOldRuns(db, now);
		return `forgot ${signIns} sign-ins, ${challenges} challenges, ${resets} password links, ${limits} limits, ${runs} old runs`;
	},
};
