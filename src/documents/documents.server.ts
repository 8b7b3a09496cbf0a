import type { Readable } from 'node:stream';
import { entriesFor, entryFor } from '#logbook/entries.server.ts';
import type { Entry } from '#logbook/entry.ts';
import type { Question } from '#logbook/question.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { handsIn } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { mayReadVersion, type ProjectDocument, type Scan, type Version } from './document.ts';
import { type Lock, unsealed } from './sealed-file.server.ts';
import { onShelf } from './shelf.ts';
import type { Storeroom } from './storeroom.server.ts';
import { openTold } from './told.ts';

/** As many entries as one question names. */
const BATCH = 500;

/** The documents a member may read, the newest first. */
export async function documentsFor(db: Database, keys: Keys, member: Member, question: Question = {}): Promise<ProjectDocument[]> {
	const entries = await entriesFor(db, keys, member, { ...question, kind: 'document' });
	return withVersions(
		db,
		keys,
		member,
		entries.filter(({ removed }) => removed === null),
	);
}

/** One document; what this member may not read, or what is no document, is not found. */
export async function documentFor(db: Database | Tx, keys: Keys, member: Member, entry: string): Promise<ProjectDocument> {
	const there = await entryFor(db, keys, member, entry);
	if (there.kind !== 'document') found(null);
	if (there.removed !== null) throw new Refusal('gone', 'documents.removed');
	const [document] = await withVersions(db, keys, member, [there]);
	return found(document);
}

/** What entries that this member may read have of files. */
export async function withVersions(db: Database | Tx, keys: Keys, member: Member, entries: Entry[]): Promise<ProjectDocument[]> {
	if (entries.length === 0) return [];
	const own = await projectKeys(db, keys, member.project.id);
	const documents = new Map(entries.map((entry) => [entry.id, { entry, versions: [] as Version[] }]));
	for (let from = 0; from < entries.length; from += BATCH) {
		const ids = entries.slice(from, from + BATCH).map(({ id }) => id);
		const rows = await versionsOf(db, ids);
		const hands = await handsIn(
			db,
			member.project.id,
			['document_versions'],
			rows.map(({ id }) => id),
		);
		for (const { entry, told, ...row } of rows) {
			const document = documents.get(entry);
			const version = {
				...row,
				scan: row.scan as Scan,
				authorName: row.authorName ?? hands('document_versions', row.id, 'author'),
				hasPicture: Boolean(row.hasPicture),
			};
			if (!document || !mayReadVersion(member, version)) continue;
			document.versions.push({ ...version, ...openTold(own, document.entry.level, row.id, told) });
		}
	}
	return [...documents.values()];
}

const versionsOf = (db: Database | Tx, entries: string[]) =>
	db
		.selectFrom('document_versions as v')
		.innerJoin('files as f', 'f.id', 'v.file')
		.leftJoin('accounts as a', 'a.id', 'v.author')
		.select(['v.id', 'v.entry', 'v.number', 'v.told', 'v.author', 'a.name as authorName', 'v.added_at as addedAt'])
		.select(['f.type', 'f.bytes', 'f.scan'])
		.select((e) => e('f.picture', 'is not', null).as('hasPicture'))
		.where('v.entry', 'in', entries)
		.orderBy('v.number', 'desc')
		.execute();

/** A version of a document this member may read; one that they may not see yet is not found. */
export async function versionFor(
	db: Database,
	keys: Keys,
	member: Member,
	{ entry, number }: { entry: string; number: number },
): Promise<Version> {
	const { versions } = await documentFor(db, keys, member, entry);
	return found(versions.find((version) => version.number === number));
}

/** The bytes of a version, proven whole before the first of them is handed out. */
export async function bytesOf(db: Database, keys: Keys, storeroom: Storeroom, member: Member, version: Version): Promise<Readable> {
	const project = member.project.id;
	const own = await projectKeys(db, keys, project);
	const { file, lock } = await fileOf(db, version);
	try {
		return await unsealed(() => storeroom.shelf.open(onShelf(project, file)), JSON.parse(own.unseal(`file ${file}`, lock)) as Lock);
	} catch (error) {
		// Changed or gone: somebody who operates it has to know, and nobody gets something else than was sent.
		console.error(`The file ${file} cannot be given out: ${(error as Error).message}`);
		throw new Refusal('unavailable', 'documents.cannotGive');
	}
}

/** The small picture of a version, in WebP. */
export async function pictureOf(db: Database, keys: Keys, member: Member, version: Version): Promise<Buffer> {
	const own = await projectKeys(db, keys, member.project.id);
	const { file, picture } = await fileOf(db, version);
	return Buffer.from(own.unseal(`picture ${file}`, found(picture)), 'base64');
}

const fileOf = (db: Database, { id }: Version) =>
	db
		.selectFrom('document_versions as v')
		.innerJoin('files as f', 'f.id', 'v.file')
		.select(['f.id as file', 'f.lock', 'f.picture'])
		.where('v.id', '=', id)
		.executeTakeFirstOrThrow();
