import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { note } from '#platform/security-log/noting.server.ts';
import type { Member } from '#projects/member.ts';
import { assertMayTake, type Purpose } from './asking.server.ts';
import type { Scan } from './document.ts';
import type { UploadIssue } from './kind-of-file.ts';
import { type Arrived, discard, isFull } from './receiving.server.ts';
import type { Finding } from './scanning.server.ts';
import { unsealed } from './sealed-file.server.ts';
import { onShelf } from './shelf.ts';
import type { Storeroom } from './storeroom.server.ts';
import { type Kept, NoRoom, writeDown } from './writing-down.server.ts';

/** As much of the house as documents need. */
export interface Keeper {
	readonly db: Database;
	readonly keys: Keys;
	readonly storeroom: Storeroom;
}

/** A file that arrived, and what it is for. */
export interface Upload {
	arrived: Arrived;
	purpose: Purpose;
}

/** A document is named by its entry in the logbook. */
export type TakenIn = { ok: true; document: string; scan: Scan } | { ok: false; issue: UploadIssue };

/**
 * Keeps a file that arrived, or says why not. A worker and the virus scanner look at it first; then it gets its place on the shelf, and
 * only then the database knows of it. Whatever happens, nothing of it stays behind where it arrived.
 */
export async function takeIn(keeper: Keeper, member: Member, { arrived, purpose }: Upload, now: Date = new Date()): Promise<TakenIn> {
	const { db, keys, storeroom } = keeper;
	const leftovers: Pick<Arrived, 'path'>[] = [arrived];
	try {
		await assertMayTake(db, keys, member, purpose);
		const looked = await storeroom.look(arrived);
		if (!looked.ok) return refused(looked.issue);
		const whole: Arrived = { ...arrived, ...looked.anew };
		leftovers.push(whole);
		const scan = await scanned(storeroom, whole);
		if (scan === 'infected') return refused('documents.infected');
		const { type, picture, pages } = looked;
		const kept = { id: randomBytes(16).toString('hex'), arrived: whole, type, picture, pages, scan };
		return { ok: true, ...(await shelved(keeper, member, purpose, kept, now)) };
	} catch (error) {
		if (error instanceof NoRoom) return refused('documents.quota');
		if (isFull(error)) return refused('documents.diskFull');
		throw error;
	} finally {
		for (const leftover of leftovers) await discard(leftover);
	}
}

/** First the file has its place for good, then the database points at it: never the other way round. */
async function shelved({ db, keys, storeroom }: Keeper, member: Member, purpose: Purpose, kept: Kept, now: Date) {
	const name = onShelf(member.project.id, kept.id);
	await storeroom.shelf.keep(kept.arrived.path, name);
	let isPointedAt = false;
	try {
		const { file, ...made } = await writeDown(db, keys, storeroom, member, purpose, kept, now);
		isPointedAt = file === kept.id;
		return made;
	} finally {
		// The same bytes were there already, or the database did not want them.
		if (!isPointedAt) await storeroom.shelf.remove(name);
	}
}

async function scanned({ scanner }: Storeroom, { path, lock }: Arrived): Promise<Scan | 'infected'> {
	const open = () => unsealed(async (): Promise<Readable> => createReadStream(path), lock);
	const found: Finding | 'none' = scanner ? await scanner.scan(open) : 'none';
	return found;
}

/** What somebody should see who watches over the house; nothing of what it was. */
function refused(issue: UploadIssue): TakenIn {
	note(issue === 'documents.infected' ? 'upload.infected' : 'upload', 'refused', { object: issue });
	return { ok: false, issue };
}
