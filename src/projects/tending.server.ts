import type { Database, Tx } from '#platform/database/database.server.ts';
import { forgetDeleted } from '#platform/database/forgetting.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { removeProject } from './removing.server.ts';
import { type Addressee, everybodyOf, type Told, tellAll } from './telling.server.ts';
import { goingOf, stepOf, termOf, type Warning } from './term.ts';

const SYSTEM = 'system';

interface Ended {
	id: string;
	name: string;
	organisation: string;
	closedAt: string;
	keptYears: number;
}

/**
 * What closed projects ask of the house each day: letters before they go, and taking away what was kept long enough. Gives a line for
 * the operator. Safe to run again: what was told or removed is not due any more.
 */
export async function tendClosedProjects(db: Database, keys: Keys, origin: string, now: Date = new Date()): Promise<string> {
	let [told, removed] = [0, 0];
	for (const ended of await closedProjects(db)) {
		const warnings = await warningsOf(db, ended);
		const step = stepOf(ended, warnings, now);
		if (step === 'remove') {
			await act(db, keys, (acting) => removeProject(acting, ended.id, 'kept-long-enough'), now);
			removed++;
		} else if (step !== null) {
			await warn(db, keys, ended, step, goingOf(ended, warnings, now), origin, now);
			told++;
		}
	}
	if (removed > 0) await forgetDeleted(db);
	return `removed ${removed} closed projects, told the members of ${told} that theirs goes`;
}

async function closedProjects(db: Database): Promise<Ended[]> {
	const rows = await db
		.selectFrom('projects')
		.select(['id', 'name', 'organisation', 'archived_at', 'kept_years'])
		.where('archived_at', 'is not', null)
		.orderBy('id')
		.execute();
	return rows.map(({ archived_at, kept_years: keptYears, ...row }) => ({ ...row, keptYears, closedAt: archived_at ?? '' }));
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** What was told of this term, and when. A term that was changed is announced anew. */
async function warningsOf(db: Database, ended: Ended): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom('project_warnings')
		.select(['warning', 'told_at'])
		.where('project', '=', ended.id)
		.where('term', '=', dayOf(termOf(ended)))
		.execute();
	return new Map(rows.map(({ warning, told_at }) => [warning, told_at]));
}

async function warn(db: Database, keys: Keys, ended: Ended, warning: Warning, goes: Date, origin: string, now: Date): Promise<void> {
	const project = ended.id;
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx
				.insertInto('project_warnings')
				.values({ project, warning, term: dayOf(termOf(ended)), told_at: now.toISOString() })
				.execute();
			await tellAll(tx, keys, await whoHears(tx, ended), goesOn(ended, dayOf(goes), origin), now);
			const after = { goes: dayOf(goes) };
			return record({ chain: project, actor: SYSTEM, action: 'projects.end-announced', object: project, channel: 'system', after });
		},
		now,
	);
}

/** Who takes part; where nobody does any more, who looks after the people of its organisation, for they can appoint a leader. */
async function whoHears(tx: Tx, { id, organisation }: Ended): Promise<Addressee[]> {
	const everybody = await everybodyOf(tx, id);
	if (everybody.some(({ account }) => account !== null)) return everybody;
	const administrators = await tx
		.selectFrom('administrators as m')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select(['a.id as account', 'a.address', 'a.language'])
		.where('a.organisation', '=', organisation)
		.execute();
	return [...everybody, ...administrators.map((one) => ({ ...one, leads: false }))];
}

const goesOn = ({ id, name }: Ended, goes: string, origin: string): Told => ({
	kind: 'projects.goes',
	subject: 'projects.goesSubject',
	text: ({ say, day }, { leads }) => [
		say('projects.goesText', { project: name, day: day(goes) }),
		say(leads ? 'projects.goesTake' : 'projects.goesAsk'),
	],
	pages: ({ say, href }, { leads }) =>
		leads ? [{ label: say('projects.goesTakeHere'), url: origin + href(`/projecten/${id}/meenemen`) }] : [],
});
