import type { Operator } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import { nameKey } from '#organisations/organisation.ts';
import { findOrganisationNamed } from '#organisations/organisations.server.ts';
import { aMonthAfter } from '#organisations/trial.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { entry } from './entry.ts';
import { administratorsOf, type Told, tell } from './telling.server.ts';

/** What an operator decides about one trial; the people who look after it get a letter. */

/** A month more, once. One that is over opens again. */
export async function extendTrial(
	db: Database,
	keys: Keys,
	operator: Operator,
	organisation: string,
	now: Date = new Date(),
): Promise<void> {
	assertFresh(operator, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const trial = await trialAt(tx, organisation);
			if (trial.extended_at !== null) throw new Refusal('conflict', 'trials.extendedAlready');
			const from = new Date(Math.max(Date.parse(trial.until), now.getTime()));
			const until = aMonthAfter(from).toISOString();
			await tx.updateTable('trials').set({ until, extended_at: now.toISOString() }).where('organisation', '=', organisation).execute();
			await tell(tx, keys, await administratorsOf(tx, organisation), extendedUntil(until.slice(0, 10)), now);
			return record({ ...entry(operator.pseudonym, 'extended', organisation, { until }), before: { until: trial.until } });
		},
		now,
	);
}

/** From now on everything of it is only read. */
export async function endTrial(db: Database, keys: Keys, operator: Operator, organisation: string, now: Date = new Date()): Promise<void> {
	assertFresh(operator, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const trial = await trialAt(tx, organisation);
			const until = now.toISOString();
			if (trial.until <= until) throw new Refusal('conflict', 'trials.overAlready');
			await tx.updateTable('trials').set({ until }).where('organisation', '=', organisation).execute();
			await tell(tx, keys, await administratorsOf(tx, organisation), ENDED, now);
			return record({ ...entry(operator.pseudonym, 'ended', organisation, { until }), before: { until: trial.until } });
		},
		now,
	);
}

/** Here to stay: an organisation as all others, under the name it asked for where that is free. */
export async function makeLasting(
	db: Database,
	keys: Keys,
	operator: Operator,
	organisation: string,
	now: Date = new Date(),
): Promise<void> {
	assertFresh(operator, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const { wished_name: name, until } = await trialAt(tx, organisation);
			await tx.deleteFrom('trials').where('organisation', '=', organisation).execute();
			if (!(await findOrganisationNamed(tx, name)))
				await tx
					.updateTable('organisations')
					.set({ name, name_key: nameKey(name) })
					.where('id', '=', organisation)
					.execute();
			await tell(tx, keys, await administratorsOf(tx, organisation), LASTING, now);
			return record({ ...entry(operator.pseudonym, 'made-lasting', organisation), before: { until } });
		},
		now,
	);
}

const trialAt = async (tx: Tx, organisation: string) =>
	found(await tx.selectFrom('trials').selectAll().where('organisation', '=', organisation).executeTakeFirst());

const extendedUntil = (until: string): Told => ({
	kind: 'trials.extended',
	subject: 'trials.extendedSubject',
	paragraphs: ({ say, day }) => [say('trials.extendedText', { day: day(until) })],
});
const ENDED: Told = {
	kind: 'trials.ended',
	subject: 'trials.endedSubject',
	paragraphs: ({ say }) => [say('trials.endedText'), say('trials.goesTake')],
};
const LASTING: Told = {
	kind: 'trials.lasting',
	subject: 'trials.lastingSubject',
	paragraphs: ({ say }) => [say('trials.lastingText')],
};
