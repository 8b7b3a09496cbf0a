import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Database, Tx } from '../database/database.server.ts';
import type { Keys } from '../keys/keys.server.ts';
import { SettingsProblem } from '../settings.ts';
import { type Checkpoint, checkpointIn, isSigned, openNote, type Signing, signedNote } from './checkpoint.ts';
import { headOf } from './journal.server.ts';
import type { JournalCheckpointTable, JournalWitnessTable } from './journal.tables.ts';
import { verifyChain } from './verifying.server.ts';
import type { Verdict } from './verifying.ts';

/** Signs how far the chain has grown, when it grew since the last time. Returns the newest, or null for a chain without entries. */
export async function checkpoint(
	db: Database | Tx,
	signing: Signing,
	chain: string,
	now: Date = new Date(),
): Promise<JournalCheckpointTable | null> {
	const { size, head } = await headOf(db, chain);
	if (size === 0) return null;
	const note = signedNote({ chain, size, head }, signing);
	await db
		.insertInto('journal_checkpoints')
		.values({ chain, size, head, at: now.toISOString(), note })
		.onConflict((c) => c.doNothing())
		.execute();
	return db.selectFrom('journal_checkpoints').selectAll().where('chain', '=', chain).where('size', '=', size).executeTakeFirstOrThrow();
}

/** The newest checkpoint of a chain, to be copied and kept elsewhere; null while there is none. */
export async function newestCheckpoint(db: Database, chain: string): Promise<JournalCheckpointTable | null> {
	const row = await db
		.selectFrom('journal_checkpoints')
		.selectAll()
		.where('chain', '=', chain)
		.orderBy('size', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ?? null;
}

/** Holds a chain against its stored checkpoints, against those of installations it came from, and against those that were kept elsewhere. */
export async function verifyAgainst(
	db: Database,
	keys: Keys,
	key: KeyObject,
	chain: string,
	elsewhere: readonly Checkpoint[],
): Promise<Verdict> {
	// Read before the entries, so that a checkpoint made meanwhile is not ahead of them.
	const stored = await db.selectFrom('journal_checkpoints').selectAll().where('chain', '=', chain).orderBy('size').execute();
	const forged = stored.find((row) => !isSignedAs(row, key));
	if (forged) return { ok: false, seq: forged.size, fault: 'forged' };
	const witnesses = await witnessesOf(db, chain);
	const untrue = witnesses.find((row) => !isSignedAs(row, createPublicKey(row.key)));
	if (untrue) return { ok: false, seq: untrue.size, fault: 'forged' };
	return verifyChain(db, keys, chain, [...stored, ...witnesses, ...elsewhere.filter((checkpoint) => checkpoint.chain === chain)]);
}

/** What other installations signed about a chain, from the oldest on. */
export const witnessesOf = (db: Database | Tx, chain: string): Promise<JournalWitnessTable[]> =>
	db.selectFrom('journal_witnesses').selectAll().where('chain', '=', chain).orderBy('size').orderBy('key').execute();

function isSignedAs(row: Pick<JournalCheckpointTable, 'chain' | 'size' | 'head' | 'note'>, key: KeyObject): boolean {
	const signed = openNote(row.note, key);
	return signed !== null && signed.chain === row.chain && signed.size === row.size && signed.head === row.head;
}

/** Every chain there is, or that a checkpoint says there should be. */
export async function chainsOf(db: Database, elsewhere: readonly Checkpoint[]): Promise<string[]> {
	const rows = await db
		.selectFrom('journal')
		.select('chain')
		.union((e) => e.selectFrom('journal_checkpoints').select('chain'))
		.execute();
	return [...new Set([...rows, ...elsewhere].map(({ chain }) => chain))].sort();
}

/** A checkpoint that was kept elsewhere: a signed note, or the text of an export with its signature beside it as `.sig`. */
export async function readCheckpoint(file: string, key: KeyObject): Promise<Checkpoint> {
	const text = await readFile(file, 'utf8').catch(() => {
		throw new SettingsProblem(`${file} cannot be read.`);
	});
	const signature = await readFile(`${file}.sig`).catch(() => null);
	const checkpoint = openNote(text, key) ?? (signature && isSigned(text, signature, key) ? checkpointIn(text) : null);
	if (!checkpoint) throw new SettingsProblem(`${file} is no checkpoint that this installation signed.`);
	return checkpoint;
}
