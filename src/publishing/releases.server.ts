import { createHash } from 'node:crypto';
import { type Database, type Tx, tx } from '#platform/database/database.server.ts';
import type { Manuscript } from './manuscript.ts';

/** How many texts go into one statement; both engines limit the number of parameters. */
const BATCH = 400;

/** The number of the newest release, or null when nothing was released yet. */
export async function newestRelease(db: Database | Tx): Promise<number | null> {
	const row = await db
		.selectFrom('releases')
		.select((e) => e.fn.max('id').as('id'))
		.executeTakeFirst();
	return row?.id ?? null;
}

/** SHA-256 over all paths and texts: the same content has the same hash, whoever holds it. */
export function hashOf(manuscript: Manuscript): string {
	const whole = createHash('sha256');
	for (const [path, text] of [...manuscript].toSorted(([a], [b]) => (a < b ? -1 : 1))) whole.update(`${path}\0${sha256(text)}\n`);
	return whole.digest('hex');
}

/** Whether this content was released before, now or in the past. */
export async function wasReleased(db: Database, manuscript: Manuscript): Promise<boolean> {
	const row = await db.selectFrom('releases').select('id').where('hash', '=', hashOf(manuscript)).limit(1).executeTakeFirst();
	return row !== undefined;
}

/** The texts of a release, exactly as they were released. */
export async function manuscriptOf(db: Database, release: number): Promise<Manuscript> {
	const rows = await db
		.selectFrom('release_files')
		.innerJoin('release_texts', 'release_texts.hash', 'release_files.text_hash')
		.where('release', '=', release)
		.orderBy('path')
		.select(['path', 'text'])
		.execute();
	return new Map(rows.map(({ path, text }) => [path, text]));
}

/**
 * Releases a content that was checked. Readers see the old one until the whole of the new one is there.
 * What follows from it, such as the search index, is written by `together` in the same transaction.
 * Returns the number of the release; the same content twice stays one release.
 */
export async function release(
	db: Database,
	manuscript: Manuscript,
	together: (tx: Tx, release: number) => Promise<void>,
	now: Date = new Date(),
): Promise<number> {
	const files = [...manuscript].map(([path, text]) => ({ path, text, text_hash: sha256(text) }));
	const hash = hashOf(manuscript);
	return tx(db, async (tx) => {
		const newest = await tx.selectFrom('releases').select(['id', 'hash']).orderBy('id', 'desc').limit(1).executeTakeFirst();
		if (newest?.hash === hash) return newest.id;
		const id = (newest?.id ?? 0) + 1;
		await tx.insertInto('releases').values({ id, at: now.toISOString(), hash }).execute();
		for (let from = 0; from < files.length; from += BATCH) {
			const batch = files.slice(from, from + BATCH);
			const texts = batch.map(({ text, text_hash }) => ({ hash: text_hash, text }));
			await tx
				.insertInto('release_texts')
				.values(texts)
				.onConflict((c) => c.doNothing())
				.execute();
			await tx
				.insertInto('release_files')
				.values(batch.map(({ path, text_hash }) => ({ release: id, path, text_hash })))
				.execute();
		}
		await together(tx, id);
		return id;
	});
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
