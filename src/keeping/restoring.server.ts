import { link, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DatabasePlace, openDatabase } from '#platform/database/database.server.ts';
import type { Sealed } from './archive.server.ts';
import { refuseUnlessEmpty, syncFolder, writeFileFrom } from './files.server.ts';
import { fillTables } from './filling.server.ts';
import { holdingsOf } from './holdings.server.ts';
import { differences } from './manifest.ts';
import { embeddedIn, exists, filesOf, hasNoDatabase } from './place.server.ts';
import { BrokenBackup, KeepingProblem } from './problem.ts';
import { readBackup } from './reading.server.ts';
import { makeTables, refuseUnknownSchema } from './schema.server.ts';
import { type View, viewOf } from './snapshot.server.ts';
import { tablesIn } from './tables.server.ts';

/** What was put back, and how many sign-ins that were in it were not. */
export interface Restored extends Sealed {
	endedSignIns: number;
}

/**
 * Puts a backup back where nothing is yet, on whichever engine. Everything is made ready in a folder of its own and compared
 * with the manifest; the database comes last, so that what is half there never looks whole. Sign-ins do not come back: who ended
 * theirs since would be signed in again, and so would who found an old cookie.
 */
export async function restore(place: DatabasePlace, source: string, identities: string[]): Promise<Restored> {
	const sealed = await readBackup(source, identities);
	if (sealed.manifest.holds !== 'installation')
		throw new KeepingProblem('This file holds keys and no installation: use it as --with-keys FILE.');
	refuseUnknownSchema(sealed.manifest.schema);
	if (!(await hasNoDatabase(place))) throw new KeepingProblem('There is a database already. A backup is only put back where nothing is.');
	await refuseUnlessEmpty(filesOf(place));
	const endedSignIns = await inScratch(place, async (scratch) => {
		const files = new Arriving(join(scratch, 'files'), filesOf(place));
		try {
			const ended = await fill(place.databaseUrl ? place : { databaseUrl: null, dataFolder: scratch }, source, identities, sealed, files);
			// A link is refused where a database came in the meantime; a rename would have replaced it.
			if (!place.databaseUrl) await link(embeddedIn(scratch), embeddedIn(place.dataFolder));
			return ended;
		} catch (error) {
			await files.takeBack();
			throw error;
		}
	});
	return { ...sealed, endedSignIns };
}

/** In one transaction: the tables, the rows, the comparison, and the files just before it ends. Gives how many sign-ins were ended after it. */
async function fill(
	place: DatabasePlace,
	source: string,
	identities: string[],
	{ manifest, fingerprint }: Sealed,
	files: Arriving,
): Promise<number> {
	const db = openDatabase(place);
	try {
		// SQLite's migrations want a transaction of their own; its database is still in the scratch folder.
		if (db.engine === 'sqlite') await makeTables(viewOf(db, db.engine), manifest.schema);
		return await db.transaction().execute(async (tx) => {
			const view = viewOf(tx, db.engine);
			if (db.engine === 'postgres') await makeTables(view, manifest.schema);
			await fillTables(view, async (rows) => {
				const again = await readBackup(source, identities, { rows, file: (name, pieces) => writeFileFrom(files.at(name), pieces) });
				if (again.fingerprint !== fingerprint) throw new BrokenBackup('it became another one while it was read');
			});
			const differing = differences(await holdingsOf(view), manifest);
			if (differing.length > 0) throw new BrokenBackup(`what came out of it differs in ${differing.join(', ')}`);
			const ended = await endSignIns(view);
			await files.arrive();
			return ended;
		});
	} finally {
		await db.destroy();
	}
}

/** What lets somebody in without showing who they are: the sign-ins, and the tokens of programs. What was revoked since would live again. */
const WAYS_IN = ['sign_ins', 'api_tokens'];

async function endSignIns(view: View): Promise<number> {
	// A backup of before there were accounts has no such tables.
	const tables = new Set((await tablesIn(view)).map(({ name }) => name));
	let ended = 0;
	for (const table of WAYS_IN.filter((one) => tables.has(one)))
		ended += Number((await view.connection.deleteFrom(table).executeTakeFirst()).numDeletedRows);
	return ended;
}

/** A folder that is made ready elsewhere on the same disk, and moved as a whole. */
class Arriving {
	readonly #from: string;
	readonly #to: string;
	#arrived = false;

	constructor(from: string, to: string) {
		this.#from = from;
		this.#to = to;
	}

	at = (name: string): string => join(this.#from, name);

	async arrive(): Promise<void> {
		if (!(await exists(this.#from))) return;
		await rename(this.#from, this.#to);
		this.#arrived = true;
		await syncFolder(dirname(this.#to));
	}

	async takeBack(): Promise<void> {
		if (this.#arrived) await rename(this.#to, this.#from);
	}
}

async function inScratch<T>(place: DatabasePlace, work: (scratch: string) => Promise<T>): Promise<T> {
	const scratch = join(place.dataFolder, 'restoring');
	try {
		await mkdir(scratch, { mode: 0o700 });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		throw new KeepingProblem(`Another restore is busy, or one was cut short. When none is, remove ${scratch} and try again.`);
	}
	try {
		return await work(scratch);
	} finally {
		await rm(scratch, { recursive: true });
		await syncFolder(place.dataFolder);
	}
}
