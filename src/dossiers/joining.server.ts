import type { Tx } from '#platform/database/database.server.ts';
import type { Body } from '#platform/journal/journal.ts';
import type { Content, Row } from './dossier.ts';
import type { History } from './history.ts';
import { textsIn } from './people.server.ts';
import { DossierProblem } from './problem.ts';
import { anyTable, insertAll } from './rows.server.ts';

const BATCH = 500;

/**
 * Nobody in a project from elsewhere is somebody who has an account here: who wrote an archive could make our own people say things in it.
 * A project that was removed here left its chain behind, and may come back to it with the people of then; what went on elsewhere since was
 * done by none of them.
 */
export async function assertNobodyOfHere(tx: Tx, chain: string, { people, journal_details }: Content, { entries }: History): Promise<void> {
	const known = (await bodiesHere(tx, chain)).length;
	const bodies = entries.slice(known).map(({ body }): Body => JSON.parse(body));
	const said =
		known > 0
			? bodies.map(({ actor }) => actor)
			: [
					...people.map(({ pseudonym }) => pseudonym),
					...bodies.flatMap(({ actor, object }) => [actor, object]),
					...textsIn(journal_details),
				];
	const pseudonyms = [...new Set(said)].filter((one) => one.startsWith('p_'));
	for (let from = 0; from < pseudonyms.length; from += BATCH) {
		const ours = await tx
			.selectFrom('accounts')
			.select('pseudonym')
			.where('pseudonym', 'in', pseudonyms.slice(from, from + BATCH))
			.executeTakeFirst();
		if (ours) throw new DossierProblem('dossiers.badPeople', ours.pseudonym);
	}
}

const bodiesHere = (tx: Tx, chain: string) =>
	tx.selectFrom('journal').select(['seq', 'body']).where('chain', '=', chain).orderBy('seq').execute();

/** Writes the journal down, to the byte. Where its chain is here already, it goes on where that ended, or is another history. */
export async function putHistory(tx: Tx, chain: string, { journal_places }: Content, { entries, witnesses }: History): Promise<void> {
	const here = await bodiesHere(tx, chain);
	const fork = here.find(({ body }, index) => index < entries.length && entries[index]?.body !== body);
	if (fork) throw new DossierProblem('dossiers.badOtherHistory', String(fork.seq));
	await insertAll(
		tx,
		'journal',
		entries.slice(here.length).map(({ content: _, ...row }) => row as unknown as Row),
	);
	// What was destroyed with the project comes back with it.
	const details = entries.flatMap(({ seq, content }) => (content === null ? [] : [{ chain, seq, content }]));
	await insertUnlessThere(tx, 'journal_details', details);
	await insertUnlessThere(
		tx,
		'journal_places',
		journal_places.map((one) => ({ chain, ...one })),
	);
	await insertUnlessThere(tx, 'journal_witnesses', witnesses as unknown as Row[]);
}

async function insertUnlessThere(tx: Tx, table: string, rows: Row[]): Promise<void> {
	for (let from = 0; from < rows.length; from += BATCH)
		await anyTable(tx)
			.insertInto(table)
			.values(rows.slice(from, from + BATCH))
			.onConflict((c) => c.doNothing())
			.execute();
}
