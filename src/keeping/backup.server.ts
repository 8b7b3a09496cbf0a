import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { onShelf } from '#documents/shelf.ts';
import { type ShelfPlace, shelfOf } from '#documents/shelves.server.ts';
import type { Database, DatabasePlace } from '#platform/database/database.server.ts';
import { addShelf } from './files.server.ts';
import { holdingsOf } from './holdings.server.ts';
import type { KeptFile } from './manifest.ts';
import { openExisting } from './place.server.ts';
import { cannotWrite, KeepingProblem } from './problem.ts';
import { inSnapshot } from './snapshot.server.ts';
import { about, FILES, type Made, TABLES, written } from './writing.server.ts';

const compressed = promisify(gzip);

/**
 * Writes everything the installation holds into one new file in a folder, while it runs. Encrypted to every recipient, public
 * keys of age; to nobody when there are none. The keys of the installation are not in it.
 *
 * Rows are kept as text on SQLite too, and no copy of its file: so there is one form to check, it goes from one engine to
 * the other, no unencrypted copy stands on the disk meanwhile, and nothing that was deleted comes along in unused pages.
 */
export async function backUp(
	place: DatabasePlace & ShelfPlace,
	folder: string,
	recipients: string[],
	now: Date = new Date(),
): Promise<Made> {
	const db = await openExisting(place);
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 }).catch(cannotWrite(folder));
		return await written(join(folder, nameAt(now)), recipients, async (archive) => {
			const holdings = await inSnapshot(db, (view) =>
				holdingsOf(view, async (table, part, number) =>
					archive.add(`${TABLES}${table.name}/${String(number).padStart(6, '0')}.ndjson.gz`, await compressed(part)),
				),
			);
			// Files never change and rows point at them: taken after the rows, none that is pointed at can be missing.
			const files = await addShelf(archive, shelfOf(place), FILES);
			await assertAllThere(db, files);
			return archive.finish({ ...about('installation', db.engine, now), ...holdings, files });
		});
	} finally {
		await db.destroy();
	}
}

/** A backup that lacks what its rows point at is none. What was taken away while it was made, nothing points at any more. */
async function assertAllThere(db: Database, files: KeptFile[]): Promise<void> {
	const there = new Set(files.map(({ name }) => name));
	// A database of before there were documents has no such table.
	const tables = await db.introspection.getTables();
	if (!tables.some(({ name }) => name === 'files')) return;
	const pointedAt = await db.selectFrom('files').select(['id', 'project']).execute();
	const missing = pointedAt.filter(({ id, project }) => !there.has(onShelf(project, id)));
	if (missing.length > 0)
		throw new KeepingProblem(`${missing.length} files of documents are not where files are kept, such as ${missing[0]?.id}.`);
}

/** `wijkspoor-2026-11-22T051500Z.backup` */
const nameAt = (now: Date): string => `wijkspoor-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;
