import { removeEndedApiTokens } from '#api-tokens/api-tokens.server.ts';
import type { Job } from './job.ts';

/** Takes away tokens that expired a month ago. */
export const tokensJob: Job = {
	name: 'tokens',
	async run({ db }, now) {
		return `removed ${await removeEndedApiTokens(db, now)} expired tokens`;
	},
};
