import { runsOf } from '#daily/runs.server.ts';
import { operator } from '../../signing.server.ts';
import { toldRun } from '../told-runs.ts';
import type { PageServerLoad } from './$types.ts';

/** How many of the last times are shown. */
const SHOWN = 14;

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	await operator(event);
	const { backup } = house.settings;
	const runs = await runsOf(house.db, { job: 'backup', limit: SHOWN });
	return {
		folder: backup?.folder ?? null,
		isEncrypted: backup !== null && backup.recipients.length > 0,
		runs: runs.map((run) => toldRun(run, speech)),
	};
};
