import { statfs } from 'node:fs/promises';
import type { Database } from '#platform/database/database.server.ts';

/** Longer than this without an answer from the database, and it is taken to be away. In milliseconds. */
const PATIENCE = 2_000;
/** Of a hundred. Below it a write can fail at any moment. */
const LEAST_FREE = 5;

/** Whether something could really be written, and how long that took in milliseconds. */
export async function writeTest(db: Database, now: Date = new Date()): Promise<{ good: boolean; took: number }> {
	const began = performance.now();
	const at = now.toISOString();
	const tooLate = new Promise<false>((resolve) => setTimeout(resolve, PATIENCE, false).unref());
	const written = db
		.insertInto('write_tests')
		.values({ id: 1, at })
		.onConflict((c) => c.column('id').doUpdateSet({ at }))
		.execute()
		.then(
			() => true,
			() => false,
		);
	const good = await Promise.race([written, tooLate]);
	return { good, took: Math.round(performance.now() - began) };
}

export interface Disk {
	/** In bytes. */
	free: number;
	size: number;
	hasRoom: boolean;
}

/** The disk that holds a folder. */
export async function diskAt(folder: string): Promise<Disk> {
	const { bavail, blocks, bsize } = await statfs(folder);
	return { free: bavail * bsize, size: blocks * bsize, hasRoom: bavail * 100 > blocks * LEAST_FREE };
}
