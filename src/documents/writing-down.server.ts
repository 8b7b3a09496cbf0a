import { enter } from '#logbook/entering.server.ts';
import type { Entry } from '#logbook/entry.ts';
import { findBy } from '#logbook/finding.server.ts';
import { tellFollowers } from '#logbook/news.server.ts';
import { about } from '#logbook/recording.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { type Acting, act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { newId } from '#platform/tokens.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { isLocked } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';
import { entryToRenew, type Purpose } from './asking.server.ts';
import { isLookedAt, type Scan } from './document.ts';
import { documentFor } from './documents.server.ts';
import { usedBy } from './quota.server.ts';
import type { PageText } from './reading-text.ts';
import type { Arrived } from './receiving.server.ts';
import type { Storeroom } from './storeroom.server.ts';
import { lockText, lockTold } from './told.ts';

/** The project has no room for it any more. */
export class NoRoom extends Error {}

/** A file on the shelf that the database does not know of yet. */
export interface Kept {
	id: string;
	arrived: Arrived;
	type: string;
	/** A small WebP in base64. */
	picture: string | null;
	pages: PageText[];
	scan: Scan;
}

/** Which entry it belongs to, which file it points at, and what the scanner thinks of that one. */
interface Made {
	document: string;
	file: string;
	scan: Scan;
}

const LONGEST_BATCH = 100;

/** Makes the entry where there is none, and writes the version down with what stands in it. */
export const writeDown = (
	db: Database,
	keys: Keys,
	{ mostOfProject }: Pick<Storeroom, 'mostOfProject'>,
	member: Member,
	purpose: Purpose,
	kept: Kept,
	now: Date,
): Promise<Made> =>
	act(
		db,
		keys,
		async (acting) => {
			const { tx, record } = acting;
			const own = await projectKeys(tx, keys, member.project.id);
			const entry = await entryOf(acting, keys, member, purpose, now);
			const { file, scan } = await fileIn(tx, own, member.project.id, kept, mostOfProject, now);
			const number = await addVersion(tx, own, member, entry, { ...kept, file, scan }, now);
			const { name, hash } = kept.arrived;
			const after = isLocked(entry.level) ? { number: `${number}` } : { number: `${number}`, name, hash };
			return record({ ...about(member, entry), action: 'documents.added', object: entry.id, after }, { document: entry.id, file, scan });
		},
		now,
	);

async function entryOf(acting: Acting, keys: Keys, member: Member, purpose: Purpose, now: Date): Promise<Entry> {
	if ('newerOf' in purpose) {
		const entry = await entryToRenew(acting.tx, keys, member, purpose.newerOf);
		await tellFollowers(acting.tx, keys, member, entry, 'changed', now);
		return entry;
	}
	const { result } = await enter(acting, keys, member, { ...purpose.entry, kind: 'document' }, now);
	return (await documentFor(acting.tx, keys, member, result)).entry;
}

/** The same bytes are kept once. Those who act wait for each other, so that two cannot fill the last room together. */
async function fileIn(
	tx: Tx,
	own: Keys,
	project: string,
	{ id, arrived, type, picture, scan }: Kept,
	mostOfProject: number,
	now: Date,
): Promise<{ file: string; scan: Scan }> {
	const mark = own.mark('file', `${type} ${arrived.hash}`);
	const there = await tx
		.selectFrom('files')
		.select(['id', 'scan'])
		.where('project', '=', project)
		.where('mark', '=', mark)
		.executeTakeFirst();
	if (there) return { file: there.id, scan: there.scan as Scan };
	if ((await usedBy(tx, project)) + arrived.bytes > mostOfProject) throw new NoRoom();
	await tx
		.insertInto('files')
		.values({
			...{ id, project, mark, bytes: arrived.bytes, type, scan, kept_at: now.toISOString() },
			lock: own.seal(`file ${id}`, JSON.stringify(arrived.lock)),
			scan_tried_at: scan === 'none' ? null : now.toISOString(),
			picture: picture === null ? null : own.seal(`picture ${id}`, picture),
		})
		.execute();
	return { file: id, scan };
}

async function addVersion(tx: Tx, own: Keys, member: Member, entry: Entry, kept: Kept & { file: string }, now: Date): Promise<number> {
	const { newest } = await tx
		.selectFrom('document_versions')
		.select((e) => e.fn.max<number | null>('number').as('newest'))
		.where('entry', '=', entry.id)
		.executeTakeFirstOrThrow();
	const [id, number] = [newId(now), (newest ?? 0) + 1];
	const { name, hash } = kept.arrived;
	await tx
		.insertInto('document_versions')
		.values({
			...{ id, entry: entry.id, number, file: kept.file, author: member.account, added_at: now.toISOString() },
			told: lockTold(own, entry.level, id, { name, hash }),
		})
		.execute();
	for (let from = 0; from < kept.pages.length; from += LONGEST_BATCH) {
		const pages = kept.pages.slice(from, from + LONGEST_BATCH);
		const rows = pages.map(({ page, text }) => ({ version: id, page, text: lockText(own, entry.level, id, page, text) }));
		await tx.insertInto('document_texts').values(rows).execute();
	}
	// What the scanner has not let through is not found either.
	if (!isLocked(entry.level) && isLookedAt(kept.scan))
		await findByVersion(tx, { project: member.project.id, entry: entry.id }, name, kept.pages);
	return number;
}

/** Has an internal document found by what stands in this version, and by what stood in no older one. */
export const findByVersion = (tx: Tx, at: { project: string; entry: string }, name: string, pages: PageText[]): Promise<void> =>
	findBy(tx, at, 'document', [name, ...pages.map(({ text }) => text)].join('\n'));
