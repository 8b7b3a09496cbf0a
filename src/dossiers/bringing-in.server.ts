import { randomBytes } from 'node:crypto';
import { discard, isFull } from '#documents/receiving.server.ts';
import { onShelf } from '#documents/shelf.ts';
import type { Storeroom } from '#documents/storeroom.server.ts';
import { findAnew } from '#logbook/finding.server.ts';
import { type Database, isUniqueViolation } from '#platform/database/database.server.ts';
import type { Signing } from '#platform/journal/checkpoint.ts';
import { checkpoint } from '#platform/journal/checkpoints.server.ts';
import { type Acting, act } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import type { By } from '#projects/taking-part.server.ts';
import { type Archive, openArchive } from './archive.server.ts';
import { type ArrivedDocument, arrive, type Leftovers } from './arriving.server.ts';
import { contentIn } from './checking.ts';
import { type Content, nameOf, PROJECT } from './dossier.ts';
import { fill } from './filling.server.ts';
import { type History, historyIn } from './history.ts';
import { assertNobodyOfHere, putHistory } from './joining.server.ts';
import { DossierProblem } from './problem.ts';

/** Where a dossier is taken in. */
export interface Destination {
	db: Database;
	keys: Keys;
	signing: Signing;
	storeroom: Storeroom;
}

/** Which organisation leads it here: one that is there, or one that is made with it. */
export type LedBy = (acting: Acting, content: Content) => Promise<string>;

/**
 * Takes a whole project in from an archive, or says why not and keeps nothing. It keeps its id; the people in it stand there by name and
 * have no account by it. That it came is recorded in the chain of the installation: the project’s own stays as it was, to the byte.
 */
export async function bringIn(here: Destination, path: string, ledBy: LedBy, by: By, now: Date = new Date()): Promise<string> {
	const archive = await openArchive(path);
	try {
		const content = contentIn(await archive.text(PROJECT));
		const history = await historyIn(archive, content, here.keys);
		await assertNew(here.db, String(content.project.id));
		await archive.readAll();
		return await withDocuments(here, archive, content, (documents) => keep(here, { content, history, documents }, ledBy, by, now));
	} catch (error) {
		throw isFull(error) ? new Refusal('unavailable', 'documents.diskFull') : error;
	} finally {
		await archive.close();
	}
}

/** Whether a project of this id is here is asked again when it is written down. */
async function assertNew(db: Database, id: string): Promise<void> {
	if (await db.selectFrom('projects').select('id').where('id', '=', id).executeTakeFirst())
		throw new DossierProblem('dossiers.badExists', id);
}

/** Has all documents in before anything is kept, and takes away what is left behind whatever happens. */
async function withDocuments<T>(
	{ storeroom }: Destination,
	archive: Archive,
	{ documents }: Content,
	work: (arrived: ArrivedDocument[]) => Promise<T>,
): Promise<T> {
	const told = new Set(documents.map(nameOf));
	for (const name of archive.documents) if (!told.has(name)) throw new DossierProblem('dossiers.badExtra', name);
	for (const name of told) if (!archive.documents.has(name)) throw new DossierProblem('dossiers.badMissing', name);
	const bytes = documents.reduce((sum, one) => sum + one.bytes, 0);
	if (bytes > storeroom.mostOfProject) throw new DossierProblem('dossiers.badTooLarge', `${Math.ceil(bytes / 1_000_000)} MB`);
	const leftovers: Leftovers = [];
	try {
		const arrived: ArrivedDocument[] = [];
		for (const kept of documents) arrived.push(await arrive(archive, storeroom, kept, leftovers));
		return await work(arrived);
	} finally {
		for (const leftover of leftovers) await discard(leftover);
	}
}

interface Arrivals {
	content: Content;
	history: History;
	documents: ArrivedDocument[];
}

/** First the files have their place for good, then the database points at them. */
async function keep(here: Destination, { content, history, documents }: Arrivals, ledBy: LedBy, by: By, now: Date): Promise<string> {
	const { db, keys, signing, storeroom } = here;
	const id = String(content.project.id);
	const shelved: string[] = [];
	let isKept = false;
	try {
		for (const one of documents) {
			const name = onShelf(id, one.id);
			shelved.push(name);
			await storeroom.shelf.keep(one.arrived.path, name);
		}
		await act(
			db,
			keys,
			async (acting) => {
				const { tx, record } = acting;
				const secret = randomBytes(32);
				await assertNobodyOfHere(tx, id, content, history);
				const organisation = await ledBy(acting, content);
				await fill(tx, keys, secret, organisation, content, documents);
				await putHistory(tx, id, content, history);
				await checkpoint(tx, signing, id, now);
				return record({ ...by, chain: INSTALLATION, action: 'projects.brought-in', object: id, after: { head: history.signed.head } });
			},
			now,
		);
		isKept = true;
	} catch (error) {
		if (isUniqueViolation(error)) throw new DossierProblem('dossiers.badExists', id);
		if (error instanceof Refusal && error.code === 'projects.nameTaken')
			throw new DossierProblem('dossiers.badNameTaken', String(content.project.name));
		throw error;
	} finally {
		if (!isKept) for (const name of shelved) await storeroom.shelf.remove(name);
	}
	// What is found by its words follows; a start would do the same.
	await findAnew(db, keys);
	return id;
}

/** Tells the security log of an archive that was not taken in. */
export const noteRefused = ({ issue }: DossierProblem): void => note('project.brought-in', 'refused', { object: issue });
