import { createPublicKey, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { hashOfBody, link, START } from '#platform/journal/chaining.ts';
import { type Checkpoint, checkpointIn, isSigned, openNote, signedNote } from '#platform/journal/checkpoint.ts';
import { type Change, sealDetail } from '#platform/journal/detail.ts';
import type { JournalWitnessTable } from '#platform/journal/journal.tables.ts';
import { type StoredEntry, verifyRows } from '#platform/journal/verifying.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Archive } from './archive.server.ts';
import { count, id, line, moment } from './columns.ts';
import { CHECKPOINT, type Content, JOURNAL, KEY, SIGNATURE, WITNESSES } from './dossier.ts';
import { DossierProblem } from './problem.ts';

/** The journal of a dossier, held against what was signed of it. */
export interface History {
	/** As the database keeps them, with each detail sealed by the keys of this installation. */
	entries: StoredEntry[];
	signed: Checkpoint;
	/** What the installation it comes from signed, and those before it. */
	witnesses: JournalWitnessTable[];
}

const CHANNELS = ['screen', 'api', 'paper', 'phone', 'meeting', 'import', 'command', 'system'] as const;
const BODY = v.object({
	v: v.literal(1),
	log: id,
	seq: count,
	at: moment,
	actor: id,
	action: line,
	object: line,
	channel: v.picklist(CHANNELS),
});
const NOTES = v.array(v.strictObject({ note: v.pipe(v.string(), v.maxLength(10_000)), key: v.pipe(v.string(), v.maxLength(2_000)) }));

export async function historyIn(archive: Archive, { project, journal_details, journal_places }: Content, keys: Keys): Promise<History> {
	const chain = String(project.id);
	const signed = await checkpointOf(archive);
	const entries = entriesIn(await archive.text(JOURNAL), chain, new Map(journal_details.map((one) => [Number(one.seq), one])), keys);
	const witnesses = [signed, ...(await witnessesIn(archive))];
	const verdict = await verifyRows(chain, entries, keys, witnesses);
	if (!verdict.ok) throw new DossierProblem('dossiers.badJournal', String(verdict.seq));
	if (signed.chain !== chain || signed.size !== verdict.size || witnesses.some((one) => one.chain !== chain))
		throw new DossierProblem('dossiers.badCheckpoint', CHECKPOINT);
	const beyond = [...journal_details, ...journal_places].find(({ seq }) => Number(seq) < 1 || Number(seq) > entries.length);
	if (beyond) throw new DossierProblem('dossiers.badReference', `journal ${beyond.seq}`);
	return { entries, signed, witnesses };
}

function entriesIn(journal: string, chain: string, details: Map<number, Record<string, unknown>>, keys: Keys): StoredEntry[] {
	if (!journal.endsWith('\n')) throw new DossierProblem('dossiers.badJournal', 'journal.ndjson');
	let head = START;
	return journal
		.slice(0, -1)
		.split('\n')
		.map((body, index) => {
			const { seq, at, actor, action, object, channel } = bodyIn(body, index + 1);
			const body_hash = hashOfBody(body);
			head = link(head, body_hash);
			const detail = details.get(seq);
			const content = detail ? sealDetail(keys, chain, seq, detail as Change, String(detail.key)).sealed : null;
			return { chain, seq, at, actor, action, object, channel, body, body_hash, hash: head, content };
		});
}

function bodyIn(text: string, seq: number) {
	try {
		return v.parse(BODY, JSON.parse(text));
	} catch {
		throw new DossierProblem('dossiers.badJournal', String(seq));
	}
}

/** What was signed of the whole of it, as the outside checks it, kept as a signed note. */
async function checkpointOf(archive: Archive): Promise<JournalWitnessTable> {
	const [text, signature, pem] = [await archive.text(CHECKPOINT), await archive.bytes(SIGNATURE), await archive.text(KEY)];
	const [checkpoint, key] = [checkpointIn(text), keyIn(pem)];
	if (!checkpoint || !isSigned(text, signature, key)) throw new DossierProblem('dossiers.badCheckpoint', CHECKPOINT);
	return { ...checkpoint, note: signedNote(checkpoint, { publicKey: key, sign: () => signature }), key: pemOf(key) };
}

async function witnessesIn(archive: Archive): Promise<JournalWitnessTable[]> {
	const said = v.safeParse(v.pipe(v.string(), v.parseJson(), NOTES), await archive.text(WITNESSES));
	if (!said.success) throw new DossierProblem('dossiers.badCheckpoint', WITNESSES);
	return said.output.map(({ note, key: pem }) => {
		const key = keyIn(pem);
		const checkpoint = openNote(note, key);
		if (!checkpoint) throw new DossierProblem('dossiers.badCheckpoint', WITNESSES);
		return { ...checkpoint, note, key: pemOf(key) };
	});
}

/** An Ed25519 key, and no other. */
function keyIn(pem: string): KeyObject {
	try {
		const key = createPublicKey(pem);
		if (key.asymmetricKeyType === 'ed25519' && !pem.includes('PRIVATE')) return key;
	} catch {
		// Said below.
	}
	throw new DossierProblem('dossiers.badCheckpoint', KEY);
}

const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
