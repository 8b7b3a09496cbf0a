import { findablesOf } from '#publishing/findables.ts';
import type { Problem } from '#publishing/manuscript.ts';
import { manuscriptIn } from '#publishing/manuscript.server.ts';
import type { Publication } from '#publishing/publication.ts';
import { readManuscript } from '#publishing/reading.ts';
import { manuscriptOf, newestRelease, release } from '#publishing/releases.server.ts';
import { index } from '#search/indexing.server.ts';
import { type Database, openDatabase } from './platform/database/database.server.ts';
import { migrate } from './platform/database/migrate.server.ts';
import type { Settings } from './platform/settings.ts';

/** Content that does not hold; everything that is wrong with it, at once. */
export class BrokenContent extends Error {
	readonly problems: Problem[];
	constructor(problems: Problem[]) {
		super(`The content was not loaded; ${problems.length === 1 ? 'one thing has' : `${problems.length} things have`} to be mended first.`);
		this.problems = problems;
	}
}

/** The running product: its settings, its database, and what readers can read now. */
export interface House {
	readonly settings: Settings;
	readonly db: Database;
	/** What readers see. Replaced as a whole when a release appears, also one made by another process. */
	readonly publication: Publication;
	close(): Promise<void>;
}

/** How soon readers see what was released elsewhere, in milliseconds. */
const LOOK_EVERY = 400;

export async function openHouse(settings: Settings, onRelease: () => void): Promise<House> {
	const db = openDatabase(settings);
	try {
		await migrate(db);
		let number = await loadContent(db, settings.contentFolder);
		let publication = await publicationOf(db, number);

		const look = async () => {
			const newest = await newestRelease(db);
			if (newest === null || newest === number) return;
			publication = await publicationOf(db, newest);
			number = newest;
			onRelease();
		};
		let looking: Promise<void> = Promise.resolve();
		const timer = setInterval(() => {
			// A database that is away for a moment is noticed by /gezond; the next look tries again.
			looking = looking.then(look).catch(() => {});
		}, LOOK_EVERY);
		return {
			settings,
			db,
			get publication() {
				return publication;
			},
			async close() {
				clearInterval(timer);
				await looking;
				await db.destroy();
			},
		};
	} catch (error) {
		await db.destroy();
		throw error;
	}
}

/** Checks the files of a folder and releases them. Broken content leaves what was released before in place. */
export async function loadContent(db: Database, folder: string): Promise<number> {
	const manuscript = await manuscriptIn(folder);
	const reading = readManuscript(manuscript);
	if (!reading.ok) throw new BrokenContent(reading.problems);
	return release(db, manuscript, (tx) => index(tx, findablesOf(reading.publication)));
}

async function publicationOf(db: Database, number: number): Promise<Publication> {
	const reading = readManuscript(await manuscriptOf(db, number));
	if (!reading.ok) throw new BrokenContent(reading.problems);
	return reading.publication;
}
