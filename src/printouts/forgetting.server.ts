import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#platform/database/database.server.ts';
import { folderIn } from './printouts.server.ts';

/** Removes what is over its time, and files that no printout points at any more. Gives one line for the operator. */
export async function forgetPrintouts(db: Database, dataFolder: string, now: Date = new Date()): Promise<string> {
	const { numDeletedRows } = await db.deleteFrom('printouts').where('expires_at', '<=', now.toISOString()).executeTakeFirst();
	const known = new Set((await db.selectFrom('printouts').select('id').execute()).map(({ id }) => id));
	const folder = folderIn(dataFolder);
	let removed = 0;
	for (const name of await readdir(folder).catch(() => [])) {
		// One that is being made stands there with a dot.
		if (known.has(name.replace(/^\./, ''))) continue;
		await rm(join(folder, name), { force: true });
		removed++;
	}
	return `forgot ${Number(numDeletedRows)} printouts, removed ${removed} files`;
}
