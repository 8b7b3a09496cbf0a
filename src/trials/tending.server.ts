import type { Erasing } from '#accounts/erasing/forgetting.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { forgetDeleted } from '#platform/database/forgetting.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { entry, SYSTEM } from './entry.ts';
import { hasOperator, removeTrial } from './removing.server.ts';
import { destroyRequests } from './requests.server.ts';
import { goingOf, stepOf, type Warning } from './steps.ts';
import { administratorsOf, guestsOf, peopleOf, type Told, tell } from './telling.server.ts';

/**
 * What trials ask of the house each day: letters about an end that comes, and taking away what is over. Gives a line for the
 * operator. Safe to run again: what was told or removed is not due any more.
 */
export async function tendTrials(db: Database, keys: Keys, erasing: Erasing, now: Date = new Date()): Promise<string> {
	const forgotten = await forgetExpiredRequests(db, keys, now);
	const [told, removed, kept] = [[] as string[], [] as string[], [] as string[]];
	for (const trial of await db.selectFrom('trials').selectAll().execute()) {
		const { organisation } = trial;
		const warnings = await warningsOf(db, trial);
		const step = stepOf(trial, warnings, now);
		if (step === null) continue;
		if (step !== 'remove') {
			await warn(db, keys, trial, step, goingOf(trial, warnings, now), now);
			told.push(organisation);
		} else if (await hasOperator(db, organisation)) {
			kept.push(organisation);
		} else {
			await removeTrial(db, keys, organisation, erasing, now);
			removed.push(organisation);
		}
	}
	if (removed.length + forgotten > 0) await forgetDeleted(db);
	const line = `removed ${removed.length} ended trials, warned ${told.length}, forgot ${forgotten} requests that nobody followed`;
	return kept.length === 0 ? line : `${line}; kept ${kept.length} because an operator belongs to it: make it lasting`;
}

async function forgetExpiredRequests(db: Database, keys: Keys, now: Date): Promise<number> {
	const expiredAt = now.toISOString();
	const due = await db.selectFrom('trial_requests').select('id').where('expires_at', '<=', expiredAt).executeTakeFirst();
	if (!due) return 0;
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const count = await destroyRequests(tx, { expiredAt });
			return record(entry(SYSTEM, 'requests-forgotten', 'installation', { count }), count);
		},
		now,
	);
}

interface Ending {
	organisation: string;
	until: string;
}

/** What was told of this end, and when. */
async function warningsOf(db: Database, { organisation, until }: Ending): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom('trial_warnings')
		.select(['warning', 'told_at'])
		.where('organisation', '=', organisation)
		.where('until', '=', until)
		.execute();
	return new Map(rows.map(({ warning, told_at }) => [warning, told_at]));
}

async function warn(db: Database, keys: Keys, { organisation, until }: Ending, warning: Warning, going: Date, now: Date): Promise<void> {
	const goes = going.toISOString().slice(0, 10);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx.insertInto('trial_warnings').values({ organisation, warning, until, told_at: now.toISOString() }).execute();
			if (warning.startsWith('ends')) {
				await tell(tx, keys, await administratorsOf(tx, organisation), endsOn(until.slice(0, 10), goes), now);
			} else {
				await tell(tx, keys, await peopleOf(tx, organisation), goesOn(goes), now);
				await tell(tx, keys, await guestsOf(tx, organisation), projectGoesOn(goes), now);
			}
			return record(entry(SYSTEM, 'warned', organisation, { warning }));
		},
		now,
	);
}

const endsOn = (until: string, goes: string): Told => ({
	kind: 'trials.ends',
	subject: 'trials.endsSubject',
	paragraphs: ({ say, day }) => [
		say('trials.endsText', { day: day(until) }),
		say('trials.endsThen', { day: day(goes) }),
		say('trials.stayText'),
	],
});

const goesOn = (goes: string): Told => ({
	kind: 'trials.goes',
	subject: 'trials.goesSubject',
	paragraphs: ({ say, day }) => [say('trials.goesText', { day: day(goes) }), say('trials.goesTake'), say('trials.stayText')],
});

const projectGoesOn = (goes: string): Told => ({
	kind: 'trials.projectGoes',
	subject: 'trials.projectGoesSubject',
	paragraphs: ({ say, day }) => [say('trials.projectGoesText', { day: day(goes) })],
});
