import { setTimeout as pause } from 'node:timers/promises';
import { ALL_OF_ACCOUNTS, type Erasing } from '#accounts/erasing/forgetting.server.ts';
import { replayErasures } from '#accounts/erasing/replaying.server.ts';
import { startDaily } from '#daily/daily.server.ts';
import { JOBS } from '#daily/jobs.server.ts';
import { type Themes, themesIn } from '#design/themes.server.ts';
import { ALL_OF_DOCUMENTS } from '#documents/erasing.server.ts';
import { openStoreroom, type Storeroom } from '#documents/storeroom.server.ts';
import { startTending } from '#documents/tending.server.ts';
import { ALL_OF_LOGBOOK } from '#logbook/erasing.server.ts';
import { findAnew } from '#logbook/finding.server.ts';
import { type Press, startPress } from '#printouts/press.server.ts';
import { ALL_OF_PROJECTS } from '#projects/erasing.server.ts';
import { municipalitiesIn } from '#projects/municipalities.server.ts';
import type { Municipalities } from '#projects/municipality.ts';
import { findablesOf } from '#publishing/findables.ts';
import { manuscriptIn } from '#publishing/manuscript.server.ts';
import type { Manuscript, Problem } from '#publishing/manuscript.ts';
import type { Publication } from '#publishing/publication.ts';
import { readManuscript } from '#publishing/reading.ts';
import { manuscriptOf, newestRelease, release, wasReleased } from '#publishing/releases.server.ts';
import { index, isIndexed } from '#search/indexing.server.ts';
import { ALL_OF_STAKEHOLDERS } from '#stakeholders/erasing.server.ts';
import { ALL_OF_TALKS } from '#talks/erasing.server.ts';
import { ALL_OF_TRIALS } from '#trials/requests.server.ts';
import packageFile from '../package.json' with { type: 'json' };
import { type Database, openDatabase, tx } from './platform/database/database.server.ts';
import { migrate, schemaVersion } from './platform/database/migrate.server.ts';
import type { Signing } from './platform/journal/checkpoint.ts';
import { openSigning } from './platform/journal/signing.server.ts';
import { type Keys, openKeys } from './platform/keys/keys.server.ts';
import { refusalAddress } from './platform/letters/refusal.server.ts';
import { startSending } from './platform/letters/sending.server.ts';
import { note, noting } from './platform/security-log/noting.server.ts';
import { openSecurityLog, type SecurityLog } from './platform/security-log/security-log.server.ts';
import type { Settings } from './platform/settings.ts';
import { newId } from './platform/tokens.ts';

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
	readonly keys: Keys;
	/** Of the program, and of what it keeps. */
	readonly version: string;
	readonly schema: string;
	/** Signs how far the journal has grown. */
	readonly signing: Signing;
	/** What readers see. Replaced as a whole when a release appears, also one made by another process. */
	readonly publication: Publication;
	readonly securityLog: SecurityLog;
	/** What an organisation can choose to look like. */
	readonly themes: Themes;
	/** All of the country, as they come with the product. */
	readonly municipalities: Municipalities;
	/** Where files of documents come in, are looked at, and are kept. */
	readonly storeroom: Storeroom;
	/** Makes what people want on paper. */
	readonly press: Press;
	/** How somebody is erased here: everything of everybody's folders goes. */
	readonly erasing: Erasing;
	close(): Promise<void>;
}

/** How somebody is erased at a place. */
export const erasingBy = ({ dataFolder }: Settings): Erasing => ({
	folder: dataFolder,
	holdings: [
		...ALL_OF_TRIALS,
		...ALL_OF_DOCUMENTS,
		...ALL_OF_STAKEHOLDERS,
		...ALL_OF_TALKS,
		...ALL_OF_LOGBOOK,
		...ALL_OF_PROJECTS,
		...ALL_OF_ACCOUNTS,
	],
});

/** How often is looked whether letters wait, in milliseconds. */
const POST_EVERY = 5_000;

/** How often is looked whether daily work is due, in milliseconds. */
const DAILY_EVERY = 60_000;

/** How often is looked whether a file waits for the virus scanner, in milliseconds. */
const TEND_EVERY = 60_000;

/** How often is looked whether something waits to be printed, in milliseconds; who asks wakes the press at once. */
const PRINT_EVERY = 30_000;

/** How long a letter or a job that is under way may hold up the end, in milliseconds. Either is done again by whoever comes next. */
const PATIENCE = 3_000;

/** How soon readers see what was released elsewhere, in milliseconds. */
const LOOK_EVERY = 400;

export async function openHouse(settings: Settings, onRelease: () => void): Promise<House> {
	const securityLog = openSecurityLog(settings.securityLog);
	const byProgram = { log: securityLog, origin: 'program', actor: 'system', request: newId() };
	const db = openDatabase(settings);
	try {
		const keys = openKeys(settings.keyFolder);
		const signing = openSigning(settings.keyFolder, keys);
		const erasing = erasingBy(settings);
		const themes = themesIn(settings.themeFolder);
		const municipalities = municipalitiesIn(settings.municipalityFile);
		await migrate(db);
		await noting(byProgram, () => replayErasures(db, keys, erasing));
		await loadNewContent(db, settings.contentFolder);
		let number = await newestRelease(db);
		let publication = await publicationOf(db, number);
		await keepFindable(db, number, publication);
		await findAnew(db, keys);

		const sender = settings.mail
			? startSending(db, keys, settings.mail, { every: POST_EVERY, refuseAt: (letter) => refusalAddress(keys, settings.origin, letter) })
			: null;
		const storeroom = openStoreroom(settings);
		const tending = noting(byProgram, () => startTending({ db, keys, storeroom }, TEND_EVERY));
		const editionOf = (id: string | null) => publication.parts.editions.find((one) => one.id === id) ?? publication.current;
		const press = noting(byProgram, () => startPress({ db, keys, signing, settings, editionOf }, PRINT_EVERY));
		const daily = startDaily({ settings, db, keys, securityLog, erasing }, JOBS, DAILY_EVERY);
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
		noting(byProgram, () => note('installation.started', 'done', { object: packageFile.version }));
		return {
			settings,
			db,
			keys,
			signing,
			securityLog,
			themes,
			municipalities,
			erasing,
			storeroom,
			press,
			version: packageFile.version,
			schema: schemaVersion(),
			get publication() {
				return publication;
			},
			async close() {
				clearInterval(timer);
				await Promise.race([
					Promise.all([sender?.stop(), daily.stop(), tending.stop(), press.stop()]),
					pause(PATIENCE, undefined, { ref: false }),
				]);
				await looking;
				await db.destroy();
				noting(byProgram, () => note('installation.stopped', 'done', { object: packageFile.version }));
				securityLog.close();
			},
		};
	} catch (error) {
		await db.destroy();
		securityLog.close();
		throw error;
	}
}

/** What readers can read now, for a program that does not open the house. */
export async function publicationAt(db: Database, { contentFolder }: Pick<Settings, 'contentFolder'>): Promise<Publication> {
	await loadNewContent(db, contentFolder);
	return publicationOf(db, await newestRelease(db));
}

/**
 * Releases the content the program came with, once. Content that was released before is left alone: an operator may have
 * loaded something newer since.
 */
async function loadNewContent(db: Database, folder: string): Promise<void> {
	const manuscript = await manuscriptIn(folder);
	if (!(await wasReleased(db, manuscript))) await releaseChecked(db, manuscript);
}

/** Checks the files of a folder and releases them. Broken content leaves what was released before in place. */
export const loadContent = async (db: Database, folder: string): Promise<number> => releaseChecked(db, await manuscriptIn(folder));

async function releaseChecked(db: Database, manuscript: Manuscript): Promise<number> {
	const publication = read(manuscript);
	return release(db, manuscript, (tx, number) => index(tx, number, findablesOf(publication)));
}

/** Fills the search index anew where it was made by an older program. */
async function keepFindable(db: Database, number: number | null, publication: Publication): Promise<void> {
	if (number === null || (await isIndexed(db, number))) return;
	await tx(db, async (tx) => {
		// Another process may have released something since; its index is not to be spoilt.
		if ((await newestRelease(tx)) === number) await index(tx, number, findablesOf(publication));
	});
}

const publicationOf = async (db: Database, number: number | null): Promise<Publication> =>
	read(number === null ? new Map() : await manuscriptOf(db, number));

function read(manuscript: Manuscript): Publication {
	const reading = readManuscript(manuscript);
	if (!reading.ok) throw new BrokenContent(reading.problems);
	return reading.publication;
}
