import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Database, Tx } from '../database/database.server.ts';
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
	await pipeline(linesOf(db, signed), createWriteStream(join(folder, 'log.ndjson')));
	for (const [name, bytes] of Object.entries(signedBeside(signing, signed))) await writeFile(join(folder, name), bytes);
	return signed;
}

/** The same files in memory, by their names, for who takes a project along. None for a chain in which nothing was recorded. */
export async function kitOf(db: Database, signing: Signing, chain: string, now: Date = new Date()): Promise<Record<string, Uint8Array>> {
	const signed = await checkpoint(db, signing, chain, now);
	if (!signed) return {};
	const lines = await Array.fromAsync(linesOf(db, signed));
	return { 'log.ndjson': Buffer.from(lines.join('')), ...signedBeside(signing, signed) };
}

/** What stands beside the lines, by its name. The checkpoint comes last: without it, an export was cut short. */
export function signedBeside(signing: Signing, signed: Checkpoint): Record<string, Uint8Array> {
	const text = textOf(signed);
	return {
		'log-key.pem': Buffer.from(signing.publicKey.export({ type: 'spki', format: 'pem' })),
		'checkpoint.sig': signing.sign(text),
		checkpoint: Buffer.from(text),
	};
}

/** Entries that came after the checkpoint stay out. */
export async function* linesOf(db: Database | Tx, { chain, size }: Checkpoint): AsyncGenerator<string> {
	for await (const { seq, body } of storedEntriesOf(db, chain)) {
		if (seq > size) return;
		yield `${body}\n`;
	}
}
