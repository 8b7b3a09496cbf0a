import { type Database, type Tx, tx } from '#platform/database/database.server.ts';
import { chainsOf, checkpoint, verifyAgainst } from '#platform/journal/checkpoints.server.ts';
import { headOf } from '#platform/journal/journal.server.ts';
import type { JournalCheckpointTable } from '#platform/journal/journal.tables.ts';
import { INSTALLATION, isInConfidence } from '#platform/journal/journal.ts';
import { openSigning } from '#platform/journal/signing.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import { type Job, JobFailed } from './job.ts';
import { checkpointsIn, keepCheckpoint } from './kept-checkpoints.server.ts';
import { type Addressee, operatorsIn } from './telling.server.ts';

/**
 * Signs how far every chain has grown and lets that leave the server: to the leaders of the project and the operators, in one letter
 * a day at most, and into a folder. Whoever rewrites the database later cannot rewrite those. What is in confidence is signed, too, but
 * stays here: a name and a size would tell others that two people talked, and how much.
 */
export const checkpointsJob: Job = {
	name: 'checkpoints',
	async run({ db, keys, settings }, now) {
		const signing = openSigning(settings.keyFolder, keys);
		const elsewhere = await checkpointsIn(settings.checkpointFolder, signing.publicKey);
		const [grown, broken]: [string[], string[]] = [[], []];
		for (const chain of await grownChains(db)) {
			// What does not hold is not signed: the signature would say that it does.
			const verdict = await verifyAgainst(db, keys, signing.publicKey, chain, elsewhere);
			(verdict.ok ? grown : broken).push(chain);
		}
		const made = await tx(db, async (tx) => {
			const signed = [];
			for (const chain of grown) signed.push(await checkpoint(tx, signing, chain, now));
			const notes = signed.flatMap((one) => (one === null || isInConfidence(one.chain) ? [] : [one]));
			await sendNotes(tx, keys, notes, now);
			return notes;
		});
		if (settings.checkpointFolder !== null)
			for (const one of await newestCheckpoints(db)) if (!isInConfidence(one.chain)) await keepCheckpoint(settings.checkpointFolder, one);
		if (broken.length > 0) throw new JobFailed(`signed ${made.length} checkpoints, and left out what does not hold: ${broken.join(', ')}`);
		return `signed ${made.length} checkpoints`;
	},
};

async function grownChains(db: Database): Promise<string[]> {
	const known = new Map((await newestCheckpoints(db)).map(({ chain, size }) => [chain, size]));
	const grown: string[] = [];
	for (const chain of await chainsOf(db, [])) if ((await headOf(db, chain)).size !== known.get(chain)) grown.push(chain);
	return grown;
}

/** The newest of each chain. */
async function newestCheckpoints(db: Database): Promise<JournalCheckpointTable[]> {
	const rows = await db.selectFrom('journal_checkpoints').selectAll().orderBy('chain').orderBy('size').execute();
	return [...new Map(rows.map((row) => [row.chain, row])).values()];
}

/** One letter for each person, with the notes of all that concerns them. */
async function sendNotes(tx: Tx, keys: Keys, checkpoints: JournalCheckpointTable[], now: Date): Promise<void> {
	const operators = await operatorsIn(tx);
	const post = new Map<string, { to: Addressee; notes: string[] }>();
	for (const { chain, note } of checkpoints) {
		const readers = new Map([...operators, ...(await leadersOf(tx, chain))].map((to) => [to.address, to]));
		for (const [address, to] of readers) {
			const known = post.get(address) ?? { to, notes: [] };
			known.notes.push(note);
			post.set(address, known);
		}
	}
	for (const { to, notes } of post.values()) {
		const { say } = speechIn(to.language);
		const subject = say('daily.checkpointSubject');
		await write(tx, keys, { to, kind: 'daily.checkpoint', subject, paragraphs: [say('daily.checkpointText'), ...notes] }, now);
	}
}

/** The chain of a project carries its id. */
async function leadersOf(tx: Tx, chain: string): Promise<Addressee[]> {
	if (chain === INSTALLATION) return [];
	const rows = await tx
		.selectFrom('memberships as m')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select(['a.id as account', 'a.address', 'a.language'])
		.where('m.project', '=', chain)
		.where('m.role', '=', 'leader')
		.where('m.until', 'is', null)
		.execute();
	return rows.map((row) => ({ ...row, language: row.language as Language }));
}
