import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Lock } from '#documents/sealed-file.server.ts';
import type { Edition, EditionParts } from '#guide/edition.ts';
import type { Database, DatabasePlace } from '#platform/database/database.server.ts';
import type { Signing } from '#platform/journal/checkpoint.ts';
import { checkpoint } from '#platform/journal/checkpoints.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Choice, Step } from './printout.ts';
import { folderIn } from './printouts.server.ts';
import type { PrintoutTable } from './printouts.tables.ts';

/** As many are made at once; others wait in line. */
const AT_ONCE = 2;
/** How often one is begun that was broken off, such as by a restart. */
const MOST_TRIES = 3;
/** How long one may take, in milliseconds, and how much it may use, in megabytes. */
const PATIENCE = 120_000;
/** What was begun longer ago than that, in milliseconds, was broken off by somebody who could not say so. */
const BROKEN_OFF = PATIENCE + 30_000;
const MEMORY = { maxOldGenerationSizeMb: 1024 };

/** What the press works with. */
export interface Workshop {
	db: Database;
	keys: Keys;
	signing: Signing;
	settings: DatabasePlace & { keyFolder: string; municipalityFile: string };
	/** The edition a project stands on; null is the newest. */
	editionOf(id: string | null): Edition;
}

/** What a worker is given. */
export interface Making {
	place: DatabasePlace;
	keyFolder: string;
	municipalityFile: string;
	account: string;
	project: string;
	role: string;
	subproject: string | null;
	choice: Choice;
	edition: EditionParts;
	/** Where it puts the sealed file. */
	path: string;
	at: string;
}

/** What a worker says, in this order. */
export type Said = { step: Exclude<Step, 'reading'> } | { step: 'made'; lock: Lock; bytes: number };

export interface Press {
	/** Somebody asked for something. */
	wake(): void;
	/** Breaks off what is being made and puts it back in line, for whoever starts next. */
	stop(): Promise<void>;
}

/** Makes what waits in line, the oldest first and two at once, each in a thread of its own. Looks by itself every so often, in milliseconds. */
export function startPress(workshop: Workshop, every: number): Press {
	const stopping = new AbortController();
	const busy = new Set<Promise<void>>();
	let looking = Promise.resolve();
	const look = async () => {
		while (busy.size < AT_ONCE && !stopping.signal.aborted) {
			const next = await takeNext(workshop.db);
			if (!next) return;
			const work = make(workshop, next, stopping.signal).finally(() => {
				busy.delete(work);
				wake();
			});
			busy.add(work);
		}
	};
	// A database that is away for a moment is noticed elsewhere; the next look tries again.
	const wake = () => {
		looking = looking.then(look).catch(() => {});
	};
	wake();
	const timer = setInterval(wake, every);
	return {
		wake,
		async stop() {
			clearInterval(timer);
			stopping.abort();
			await looking;
			await Promise.all(busy);
		},
	};
}

/** Takes the oldest that waits or was broken off, so that no other server does; one that was broken off too often is told as failed. */
async function takeNext(db: Database, now: Date = new Date()): Promise<PrintoutTable | undefined> {
	const at = now.toISOString();
	const before = new Date(now.getTime() - BROKEN_OFF).toISOString();
	const unfinished = db.updateTable('printouts').where('made_at', 'is', null).where('failed_at', 'is', null);
	await unfinished.set({ failed_at: at }).where('tries', '>=', MOST_TRIES).where('begun_at', '<', before).execute();
	const oldest = db
		.selectFrom('printouts')
		.select('id')
		.where('made_at', 'is', null)
		.where('failed_at', 'is', null)
		.where('expires_at', '>', at)
		.where((e) => e.or([e('begun_at', 'is', null), e('begun_at', '<', before)]))
		.orderBy('id')
		.limit(1);
	return unfinished
		.set((e) => ({ begun_at: at, step: 'reading', tries: e('tries', '+', 1) }))
		.where('id', '=', oldest)
		.where((e) => e.or([e('begun_at', 'is', null), e('begun_at', '<', before)]))
		.returningAll()
		.executeTakeFirst();
}

async function make(workshop: Workshop, row: PrintoutTable, signal: AbortSignal): Promise<void> {
	const { db, keys, settings, signing } = workshop;
	const folder = folderIn(settings.dataFolder);
	const draft = join(folder, `.${row.id}`);
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		// So that the paper names a history that is signed up to this moment.
		await checkpoint(db, signing, row.project);
		const { lock, bytes } = await madeApart(workshop, row, draft, signal);
		await rename(draft, join(folder, row.id));
		const sealed = (await projectKeys(db, keys, row.project)).seal(`printout ${row.id}`, JSON.stringify(lock));
		const made = { made_at: new Date().toISOString(), step: null, bytes, lock: sealed };
		const { numUpdatedRows } = await db.updateTable('printouts').set(made).where('id', '=', row.id).executeTakeFirst();
		// Thrown away while it was made.
		if (Number(numUpdatedRows) === 0) await rm(join(folder, row.id), { force: true });
	} catch (error) {
		await rm(draft, { force: true });
		if (signal.aborted) {
			await db
				.updateTable('printouts')
				.set({ begun_at: null, step: null, tries: row.tries - 1 })
				.where('id', '=', row.id)
				.execute();
			return;
		}
		// What stands in it is never told: only which one it was, and why.
		console.error(`Printout ${row.id} could not be made: ${(error as Error).message}`);
		await db.updateTable('printouts').set({ failed_at: new Date().toISOString() }).where('id', '=', row.id).execute();
	}
}

/** Has a worker make it. What does not end in time is broken off. */
async function madeApart({ db, settings, editionOf }: Workshop, row: PrintoutTable, path: string, signal: AbortSignal) {
	const { databaseUrl, dataFolder, keyFolder, municipalityFile } = settings;
	const { edition } = await db.selectFrom('projects').select('edition').where('id', '=', row.project).executeTakeFirstOrThrow();
	const data: Making = {
		...{ place: { databaseUrl, dataFolder }, keyFolder, municipalityFile, path, at: new Date().toISOString() },
		...{ account: row.account, project: row.project, role: row.role, subproject: row.subproject },
		choice: JSON.parse(row.choice) as Choice,
		edition: editionOf(edition).parts,
	};
	signal.throwIfAborted();
	// What it needs stands in what it is given; the settings, with their passwords, are none of it.
	const worker = new Worker(new URL('./making.worker.ts', import.meta.url), { workerData: data, resourceLimits: MEMORY, env: {} });
	const ended = new AbortController();
	try {
		return await new Promise<{ lock: Lock; bytes: number }>((resolve, reject) => {
			worker.on('message', (said: Said) => {
				if (said.step === 'made') resolve(said);
				// A page that shows it is worth a write, and no more than that.
				else
					void db
						.updateTable('printouts')
						.set({ step: said.step })
						.where('id', '=', row.id)
						.execute()
						.catch(() => {});
			});
			worker.on('error', reject);
			worker.on('exit', () => reject(new Error('The worker ended without a word.')));
			signal.addEventListener('abort', () => reject(new Error('The house is closing.')), { once: true });
			pause(PATIENCE, undefined, { signal: ended.signal, ref: false }).then(
				() => reject(new Error('It took too long.')),
				() => {},
			);
		});
	} finally {
		ended.abort();
		await worker.terminate();
	}
}
