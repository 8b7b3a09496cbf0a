import { tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { tellOfInfection } from './infected-letters.server.ts';
import type { Lock } from './sealed-file.server.ts';
import { unsealed } from './sealed-file.server.ts';
import { onShelf } from './shelf.ts';
import type { Keeper } from './taking-in.server.ts';
import { findByVersion } from './writing-down.server.ts';

/** As many as are looked at in one go; the rest a minute later. */
const AT_ONCE = 20;

/** Has the scanner look at what it could not look at before. Gives how many of them are settled now. */
export async function scanAgain(keeper: Keeper, now: Date = new Date()): Promise<number> {
	const { db, keys, storeroom } = keeper;
	const { scanner, shelf } = storeroom;
	if (!scanner) return 0;
	const waiting = await db
		.selectFrom('files')
		.select(['id', 'project', 'lock'])
		.where('scan', 'in', ['pending', 'error'])
		.orderBy('scan_tried_at')
		.limit(AT_ONCE)
		.execute();
	let settled = 0;
	for (const file of waiting) {
		const own = await projectKeys(db, keys, file.project);
		const lock: Lock = JSON.parse(own.unseal(`file ${file.id}`, file.lock));
		const found = await scanner.scan(() => unsealed(() => shelf.open(onShelf(file.project, file.id)), lock));
		if (found === 'clean') await letThrough(keeper, file, now);
		else if (found === 'infected') await destroy(keeper, file, now);
		else await db.updateTable('files').set({ scan: found, scan_tried_at: now.toISOString() }).where('id', '=', file.id).execute();
		if (found === 'clean' || found === 'infected') settled++;
		// A scanner that is away is away for the others too.
		if (found === 'pending') break;
	}
	return settled;
}

interface WaitingFile {
	id: string;
	project: string;
}

/** From now on everybody who may read the entry sees it, and finds it by its words. */
async function letThrough({ db }: Keeper, { id, project }: WaitingFile, now: Date): Promise<void> {
	await tx(db, async (tx) => {
		await tx.updateTable('files').set({ scan: 'clean', scan_tried_at: now.toISOString() }).where('id', '=', id).execute();
		const newest = await tx
			.selectFrom('document_versions as v')
			.innerJoin('entries as n', 'n.id', 'v.entry')
			.select(['v.id', 'v.entry', 'v.told'])
			.where('v.file', '=', id)
			.where('n.level', '=', 'internal')
			.where('n.id', 'not in', tx.selectFrom('entry_removals').select('entry'))
			.where((e) =>
				e(
					'v.number',
					'=',
					e
						.selectFrom('document_versions as w')
						.select((f) => f.fn.max('w.number').as('newest'))
						.whereRef('w.entry', '=', 'v.entry'),
				),
			)
			.execute();
		for (const version of newest) {
			const pages = await tx
				.selectFrom('document_texts')
				.select(['page', 'text'])
				.where('version', '=', version.id)
				.orderBy('page')
				.execute();
			await findByVersion(tx, { project, entry: version.entry }, JSON.parse(version.told).name, pages);
		}
	});
}

/** Nothing of it stays but that it was there. Who sent it hears of it. */
async function destroy({ db, keys, storeroom }: Keeper, { id, project }: WaitingFile, now: Date): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const versions = await tx
				.selectFrom('document_versions as v')
				.innerJoin('entries as n', 'n.id', 'v.entry')
				.leftJoin('accounts as a', 'a.id', 'n.author')
				.select(['v.entry', 'v.author', 'n.level', 'n.subproject', 'a.pseudonym'])
				.where('v.file', '=', id)
				.execute();
			for (const { author } of versions) if (author !== null) await tellOfInfection(tx, keys, { author, project }, now);
			await tx.deleteFrom('files').where('id', '=', id).execute();
			let recorded = null;
			for (const { entry, level, subproject, pseudonym } of versions) {
				const isPersonal = level === 'personal' && pseudonym !== null;
				recorded = await record({
					...(isPersonal ? { chain: `personal-${pseudonym}` } : { chain: project, place: { level, part: subproject } }),
					actor: 'system',
					action: 'documents.infected',
					object: entry,
					channel: 'system',
				});
			}
			return recorded ?? record({ chain: project, actor: 'system', action: 'documents.infected', object: id, channel: 'system' });
		},
		now,
	);
	note('upload.infected', 'refused', { object: project });
	await storeroom.shelf.remove(onShelf(project, id));
}
