import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '#platform/database/database.server.ts';
import { type Link, link, START } from '#platform/journal/chaining.ts';
import { openNote } from '#platform/journal/checkpoint.ts';
import { checkpoint, verifyAgainst } from '#platform/journal/checkpoints.server.ts';
import { exportChain } from '#platform/journal/export.server.ts';
import { act, headOf } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { signingFrom } from '#platform/journal/signing.server.ts';
import { storedEntriesOf, verifyChain } from '#platform/journal/verifying.server.ts';
import { verifyRows } from '#platform/journal/verifying.ts';
import { keysFrom } from '#platform/keys/keys.server.ts';
import { withDatabase } from '../bench/databases.ts';
import { outsideCheck } from '../village/outside-check.ts';
import { conclude, type Finding } from './finding.ts';
import { chained, diceFrom, MUTATIONS } from './log-mutations.ts';
import { writeAtOnce } from './log-writers.ts';

/**
 * Proves that nobody changes the journal unseen. PROOF_SABOTAGE=link leaves the hash before out of every link, as a bad build
 * would: an entry rewritten with all its hashes then fits its checkpoint, and this has to go red. PROOF_SEED repeats a run.
 */

const MUTATED = 10_000;
const ENTRIES = 12;
const WRITERS = 16;
const DEEDS = 20;
/** PostgreSQL may take a conflict for possible that was none. */
const SELDOM = 0.05;
const seed = Number(process.env.PROOF_SEED || Date.now() % 1_000_000);
const master = randomBytes(32);
const keys = keysFrom(master);
const signing = signingFrom(generateKeyPairSync('ed25519').privateKey);
const linked: Link = process.env.PROOF_SABOTAGE === 'link' ? (_, bodyHash) => link(START, bodyHash) : link;

async function prove(): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const engine of ['sqlite', 'postgres'] as const) {
		await withDatabase(engine, async (db) => {
			await fill(db, ENTRIES);
			// The last part takes the triggers away, so it comes last.
			for (const part of [mutations, refusals, outside, writers, truncation]) {
				for (const { good, what } of await part(db)) findings.push({ good, what: `${engine}: ${what}` });
			}
		});
	}
	return findings;
}

async function fill(db: Database, entries: number): Promise<void> {
	for (let n = 0; n < entries; n++) {
		const told = { chain: 'wijk', actor: `p_${n % 3}`, action: 'decision.taken', object: `één-${n}`, channel: 'screen' } as const;
		await act(db, keys, ({ record }) => record({ ...told, before: n, after: 'x'.repeat(n) }));
	}
}

async function mutations(db: Database): Promise<Finding[]> {
	const rows = chained(await Array.fromAsync(storedEntriesOf(db, 'wijk')), linked);
	const checkpoints = [{ size: rows.length, head: rows.at(-1)?.hash ?? START }];
	const whole = await verifyRows('wijk', rows, keys, checkpoints, linked);
	const dice = diceFrom(seed);
	const ways = Object.entries(MUTATIONS);
	const unseen = new Map<string, number>();
	for (let n = 0; n < MUTATED; n++) {
		const [name, mutate] = ways[n % ways.length] ?? ['', () => rows];
		const { ok } = await verifyRows('wijk', mutate({ rows, dice, keys, linked }), keys, checkpoints, linked);
		if (ok) unseen.set(name, (unseen.get(name) ?? 0) + 1);
	}
	const undetected = [...unseen].map(([name, times]) => `${times} × ${name}`).join(', ') || '0';
	return [
		{ good: whole.ok, what: 'a chain that nobody touched holds' },
		{ good: unseen.size === 0, what: `${MUTATED} mutations in ${ways.length} ways (seed ${seed}), undetected: ${undetected}` },
	];
}

async function refusals(db: Database): Promise<Finding[]> {
	const head = await headOf(db, 'wijk');
	const tries = {
		UPDATE: () => db.updateTable('journal').set({ actor: 'p_vals' }).where('seq', '=', 2).execute(),
		DELETE: () => db.deleteFrom('journal').where('seq', '=', ENTRIES).execute(),
	};
	const findings: Finding[] = [];
	for (const [name, attempt] of Object.entries(tries)) {
		const refused = await attempt().then(
			() => false,
			(error: Error) => error.message.includes('the journal only grows'),
		);
		findings.push({ good: refused, what: `${name} is refused by the database` });
	}
	const verdict = await verifyChain(db, keys, 'wijk', [head]);
	return [...findings, { good: verdict.ok, what: 'nothing was changed by the attempts' }];
}

async function outside(db: Database): Promise<Finding[]> {
	const folder = await mkdtemp(join(tmpdir(), 'keten-'));
	try {
		await exportChain(db, signing, 'wijk', folder);
		const agreed = outsideCheck(folder);
		await spoil(join(folder, 'log.ndjson'), 40);
		await spoil(join(folder, 'checkpoint'), 16);
		const spoilt = outsideCheck(folder);
		return [
			{ good: agreed.chain && agreed.signature, what: 'Python and OpenSSL accept an export' },
			{ good: !spoilt.chain && !spoilt.signature, what: 'Python and OpenSSL refuse it with one bit changed' },
		];
	} finally {
		await rm(folder, { recursive: true });
	}
}

async function spoil(file: string, place: number): Promise<void> {
	const bytes = await readFile(file);
	bytes[place] = (bytes[place] ?? 0) ^ 1;
	await writeFile(file, bytes);
}

async function writers(db: Database): Promise<Finding[]> {
	const before = await headOf(db, 'wijk');
	const attempts = await writeAtOnce(db, master, WRITERS, DEEDS);
	const wanted = WRITERS * DEEDS;
	const again = attempts.reduce<number>((sum, count) => sum + (count ?? 0), 0) - wanted;
	const project = await verifyChain(db, keys, 'wijk', [before]);
	const installation = await verifyChain(db, keys, INSTALLATION);
	const whole = project.ok && installation.ok && project.size === before.size + wanted && installation.size === wanted;
	return [
		{ good: whole, what: `${WRITERS} processes at once wrote ${wanted} entries in each of two chains, without a gap or a fork` },
		{ good: again <= wanted * SELDOM, what: `they waited for each other: ${again} of ${wanted} tried again` },
	];
}

/** Somebody who owns the database puts it back to an older checkpoint, together with all that it stored since. */
async function truncation(db: Database): Promise<Finding[]> {
	const older = await checkpoint(db, signing, 'wijk');
	await fill(db, 3);
	const note = (await checkpoint(db, signing, 'wijk'))?.note ?? '';
	const kept = openNote(note, signing.publicKey);
	if (!older || !kept) return [{ good: false, what: 'a checkpoint could not be made' }];
	const trigger = db.engine === 'sqlite' ? sql`drop trigger journal_refuses_delete` : sql`drop trigger journal_refuses on journal`;
	await trigger.execute(db);
	await db.deleteFrom('journal_details').where('chain', '=', 'wijk').where('seq', '>', older.size).execute();
	await db.deleteFrom('journal').where('chain', '=', 'wijk').where('seq', '>', older.size).execute();
	const stored = await verifyAgainst(db, keys, signing.publicKey, 'wijk', []);
	await db.deleteFrom('journal_checkpoints').where('size', '>', older.size).execute();
	const elsewhere = await verifyAgainst(db, keys, signing.publicKey, 'wijk', [kept]);
	const isReported = (verdict: typeof stored) => !verdict.ok && verdict.fault === 'shorter' && verdict.seq === older.size + 1;
	return [
		{ good: isReported(stored), what: 'a chain cut back to an older checkpoint is reported by a stored one' },
		{ good: isReported(elsewhere), what: 'and by one kept elsewhere, when the stored ones are gone too' },
	];
}

await conclude(prove);
