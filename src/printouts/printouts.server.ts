import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Lock, unsealed } from '#documents/sealed-file.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { type Choice, mayPrint, type Printout, type State, type Step } from './printout.ts';
import type { PrintoutTable } from './printouts.tables.ts';

/** Where the files lie. No backup takes them along: what they hold is made anew in a moment. */
export const folderIn = (dataFolder: string): string => join(dataFolder, 'printouts');

/** Those of this member that are there still, as what they are in the project now; the newest first. */
const own = (db: Database, member: Member, now: Date) =>
	db
		.selectFrom('printouts as o')
		.selectAll('o')
		.select((e) =>
			e
				.selectFrom('printouts as w')
				.select((w) => w.fn.countAll<number | string>().as('ahead'))
				.where('w.made_at', 'is', null)
				.where('w.failed_at', 'is', null)
				.whereRef('w.id', '<', 'o.id')
				.as('ahead'),
		)
		.where('o.project', '=', member.project.id)
		.where('o.account', '=', member.account)
		.where('o.role', '=', member.role)
		.where('o.subproject', member.subproject === null ? 'is' : '=', member.subproject)
		.where('o.expires_at', '>', now.toISOString())
		.orderBy('o.id', 'desc');

export async function printoutsFor(db: Database, member: Member, now: Date = new Date()): Promise<Printout[]> {
	if (!mayPrint(member)) return [];
	return (await own(db, member, now).execute()).map(printoutIn);
}

/** One of them; that of somebody else, or of what they were before, is not found. */
export async function printoutFor(db: Database, member: Member, id: string, now: Date = new Date()): Promise<Printout> {
	const row = mayPrint(member) ? await own(db, member, now).where('o.id', '=', id).executeTakeFirst() : undefined;
	return printoutIn(found(row));
}

/** The bytes of one that was made, proven whole before the first of them is handed out. */
export async function bytesOf(db: Database, keys: Keys, dataFolder: string, member: Member, { id }: Printout): Promise<Readable> {
	const { lock } = await db.selectFrom('printouts').select('lock').where('id', '=', id).executeTakeFirstOrThrow();
	const opens = JSON.parse((await projectKeys(db, keys, member.project.id)).unseal(`printout ${id}`, found(lock))) as Lock;
	try {
		const bytes = await unsealed(() => opened(join(folderIn(dataFolder), id)), opens);
		note('printout.taken', 'done', { object: id });
		return bytes;
	} catch (error) {
		// A backup that was put back has the row and not the file.
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
			console.error(`Printout ${id} cannot be given out: ${(error as Error).message}`);
		throw new Refusal('gone', 'printouts.gone');
	}
}

async function opened(path: string): Promise<Readable> {
	const stream = createReadStream(path);
	await new Promise<void>((resolve, reject) => stream.once('open', () => resolve()).once('error', reject));
	return stream;
}

const printoutIn = (row: PrintoutTable & { ahead: number | string | null }): Printout => ({
	id: row.id,
	choice: JSON.parse(row.choice) as Choice,
	askedAt: row.asked_at,
	expiresAt: row.expires_at,
	state: stateIn(row),
});

function stateIn(row: PrintoutTable & { ahead: number | string | null }): State {
	if (row.failed_at !== null) return { kind: 'failed' };
	if (row.made_at !== null) return { kind: 'made', at: row.made_at, bytes: row.bytes ?? 0 };
	if (row.begun_at !== null) return { kind: 'busy', step: (row.step ?? 'reading') as Step };
	return { kind: 'waiting', ahead: Number(row.ahead ?? 0) };
}
