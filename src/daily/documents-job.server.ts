import { scanAgain } from '#documents/scanning-again.server.ts';
import { bringOver } from '#documents/shelves.server.ts';
import { openStoreroom } from '#documents/storeroom.server.ts';
import { sweep } from '#documents/sweeping.server.ts';
import type { Job } from './job.ts';

/** Has the virus scanner look at what it could not look at, brings files over to the object store, and takes away what nothing points at any more. */
export const documentsJob: Job = {
	name: 'documents',
	async run({ settings, db, keys }, now) {
		const storeroom = openStoreroom(settings);
		const brought = await bringOver(settings);
		const settled = await scanAgain({ db, keys, storeroom }, now);
		return `${await sweep({ db, storeroom }, now)}, settled ${settled} that waited for the scanner, brought ${brought} over`;
	},
};
