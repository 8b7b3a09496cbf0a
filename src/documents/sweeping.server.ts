import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Tx, tx } from '#platform/database/database.server.ts';
import { onShelf } from './shelf.ts';
import type { Keeper } from './taking-in.server.ts';

/** What is younger may still be on its way. */
const A_DAY = 86_400_000;

/**
 * Takes away what nothing points at any more: files of entries that were removed, of projects and people that are gone, and what was left
 * behind where it arrived. Gives one line for the operator.
 */
export async function sweep({ db, storeroom }: Pick<Keeper, 'db' | 'storeroom'>, now: Date = new Date()): Promise<string> {
	const forgotten = await tx(db, forgetUnneeded);
	const known = new Set((await db.selectFrom('files').select(['id', 'project']).execute()).map(({ id, project }) => onShelf(project, id)));
	const before = new Date(now.getTime() - A_DAY);
	let removed = 0;
	for await (const { name, keptAt } of storeroom.shelf.names()) {
		if (known.has(name) || keptAt > before) continue;
		await storeroom.shelf.remove(name);
		removed++;
	}
	const left = await removeOlder(storeroom.arrivals.folder, before);
	return `forgot ${forgotten} files, removed ${removed} that nothing points at and ${left} that never arrived`;
}

/** From here on their bytes are noise; the shelf loses them when they are a day old. */
export async function forgetUnneeded(tx: Tx): Promise<number> {
	const removed = tx.selectFrom('entry_removals').select('entry');
	await tx.deleteFrom('document_versions').where('entry', 'in', removed).execute();
	const unneeded = tx.deleteFrom('files').where('id', 'not in', tx.selectFrom('document_versions').select('file'));
	return Number((await unneeded.executeTakeFirst()).numDeletedRows);
}

async function removeOlder(folder: string, before: Date): Promise<number> {
	let removed = 0;
	for (const name of await readdir(folder).catch(() => [])) {
		const path = join(folder, name);
		const there = await stat(path).catch(() => null);
		if (!there || there.mtime > before) continue;
		await rm(path, { force: true });
		removed++;
	}
	return removed;
}
