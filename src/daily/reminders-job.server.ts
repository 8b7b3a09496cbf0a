import { remind } from '#logbook/reminding.server.ts';
import type { Job } from './job.ts';

/** Reminds people of the actions that are due in a week, or today. */
export const remindersJob: Job = {
	name: 'reminders',
	async run({ db, keys, settings }, now) {
		return `wrote ${await remind(db, keys, settings.origin, now)} reminders`;
	},
};
