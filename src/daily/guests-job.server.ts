import { forgetGuests } from '#meetings/guests.server.ts';
import type { Job } from './job.ts';

/** Forgets who were at meetings a month ago. */
export const guestsJob: Job = {
	name: 'guests',
	async run({ db, keys }, now) {
		return `forgot the guests of ${await forgetGuests(db, keys, now)} meetings`;
	},
};
