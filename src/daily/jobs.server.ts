import { forgetOldResets } from '#accounts/lost-second-factor/tidying.server.ts';
import { forgetOldAddresses } from '#accounts/new-address/tidying.server.ts';
import { backupJob } from './backup-job.server.ts';
import { checkpointsJob } from './checkpoints-job.server.ts';
import { digestsJob } from './digests-job.server.ts';
import { documentsJob } from './documents-job.server.ts';
import { forgettingJob } from './forgetting-job.server.ts';
import { guestsJob } from './guests-job.server.ts';
import type { Job } from './job.ts';
import { printoutsJob } from './printouts-job.server.ts';
import { projectsJob } from './projects-job.server.ts';
import { remindersJob } from './reminders-job.server.ts';
import { tokensJob } from './tokens-job.server.ts';
import { trialsJob } from './trials-job.server.ts';
import { verifyingJob } from './verifying-job.server.ts';

/** Everything the house does by itself once a day, in this order. The backup comes last, so that it holds what the others did. */
export const JOBS: Job[] = [
	verifyingJob,
	checkpointsJob,
	forgettingJob,
	guestsJob,
	remindersJob,
	digestsJob,
	trialsJob,
	projectsJob,
	tokensJob,
	documentsJob,
	printoutsJob,
	{ name: 'resets', run: ({ db }, now) => forgetOldResets(db, now) },
	{ name: 'addresses', run: ({ db }, now) => forgetOldAddresses(db, now) },
	backupJob,
];
