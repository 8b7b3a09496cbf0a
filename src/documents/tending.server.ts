import { setTimeout as pause } from 'node:timers/promises';
import { tx } from '#platform/database/database.server.ts';
import { scanAgain } from './scanning-again.server.ts';
import { forgetUnneeded } from './sweeping.server.ts';
import type { Keeper } from './taking-in.server.ts';

export interface Tending {
	/** Begins nothing new, and waits for what is under way. */
	stop(): Promise<void>;
}

/** Looks every so often, in milliseconds, whether a file waits for the scanner, or lost its entry in the logbook. */
export function startTending(keeper: Keeper, every: number): Tending {
	const stopping = new AbortController();
	const work = async () => {
		while (!stopping.signal.aborted) {
			await pause(every, undefined, { signal: stopping.signal }).catch(() => {});
			// A database that is away for a moment is noticed elsewhere; the next look tries again.
			if (!stopping.signal.aborted) await tend(keeper).catch(() => {});
		}
	};
	const ended = work();
	return {
		async stop() {
			stopping.abort();
			await ended;
		},
	};
}

async function tend(keeper: Keeper): Promise<void> {
	const { db } = keeper;
	const lost = await db
		.selectFrom('document_versions')
		.select('id')
		.where('entry', 'in', db.selectFrom('entry_removals').select('entry'))
		.limit(1)
		.executeTakeFirst();
	if (lost) await tx(db, forgetUnneeded);
	await scanAgain(keeper);
}
