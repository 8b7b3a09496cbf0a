import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../database/database.server.ts';
import { SettingsProblem } from '../settings.ts';
import { type Checkpoint, type Signing, textOf } from './checkpoint.ts';
import { checkpoint } from './checkpoints.server.ts';
import { storedEntriesOf } from './verifying.server.ts';

/**
 * Writes a chain for outsiders, who check it without us: `log.ndjson` (a body per line, to the byte), `checkpoint` (what was
 * signed), `checkpoint.sig` (the bare signature) and `log-key.pem` (the public key). No detail goes along.
 */
export async function exportChain(
	db: Database,
	signing: Signing,
	chain: string,
	folder: string,
	now: Date = new Date(),
): Promise<Checkpoint> {
	const signed = await checkpoint(db, signing, chain, now);
	if (!signed) throw new SettingsProblem(`Nothing was recorded in ${chain}, so there is nothing to export.`);
	await mkdir(folder, { recursive: true });
	// Somebody may lean on an earlier export; it is not written over.
	if ((await readdir(folder)).length > 0)
		throw new SettingsProblem(`${folder} is not empty. Name a folder that is, or that is not there yet.`);
	const text = textOf(signed);
	await pipeline(linesOf(db, signed), createWriteStream(join(folder, 'log.ndjson')));
	await writeFile(join(folder, 'log-key.pem'), signing.publicKey.export({ type: 'spki', format: 'pem' }));
	await writeFile(join(folder, 'checkpoint.sig'), signing.sign(text));
	await writeFile(join(folder, 'checkpoint'), text);
	return signed;
}

/** Entries that came after the checkpoint stay out. */
async function* linesOf(db: Database, { chain, size }: Checkpoint): AsyncGenerator<string> {
	for await (const { seq, body } of storedEntriesOf(db, chain)) {
		if (seq > size) return;
		yield `${body}\n`;
	}
}
