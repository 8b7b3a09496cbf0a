import { sendDigests } from '#accounts/digests.server.ts';
import type { Job } from './job.ts';

/** Tells those who want it so, in one mail, what came into their inbox. */
export const digestsJob: Job = {
	name: 'digests',
	async run({ db, keys, settings }, now) {
		return `wrote ${await sendDigests(db, keys, settings.origin, now)} digests`;
	},
	isWanted: ({ mail }) => mail !== null,
};
