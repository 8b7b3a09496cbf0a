import { nameKey } from '#organisations/organisation.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { codesTold, type Facts } from './facts.ts';
import { type Member, mayChangeFacts, notAllowed } from './member.ts';
import type { Municipalities } from './municipality.ts';

/** What is known of the neighbourhood. */
export async function factsFor(db: Database | Tx, municipalities: Municipalities, { project }: Member): Promise<Facts> {
	const row = await db.selectFrom('projects').selectAll().where('id', '=', project.id).executeTakeFirstOrThrow();
	const codes = await db
		.selectFrom('project_areas')
		.select(['code', 'year'])
		.where('project', '=', project.id)
		.orderBy('code')
		.orderBy('year')
		.execute();
	return {
		...{ name: row.name, area: row.area, archetype: row.archetype, edition: row.edition },
		...{ plannedStart: row.planned_start, plannedEnd: row.planned_end, keptYears: row.kept_years },
		municipality: municipalities.at(row.municipality),
		codes: codes.map((one) => ({ ...one })),
		isShown: row.shown_since !== null,
	};
}

/**
 * Says anew what a project is about. The journal holds what it said before and the reason. Nobody else's project in the organisation
 * has the same name in the same municipality; elsewhere it may, and nobody learns of it.
 */
export async function changeFacts(
	db: Database,
	keys: Keys,
	municipalities: Municipalities,
	leader: Member,
	facts: Facts,
	reason: string,
	now: Date = new Date(),
): Promise<void> {
	if (!mayChangeFacts(leader)) throw notAllowed(leader);
	const project = leader.project.id;
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const was = await factsFor(tx, municipalities, leader);
			await assertNameFree(tx, { ...facts, organisation: leader.project.organisation, but: project });
			const shown = facts.isShown && !was.isShown ? { shown_since: now.toISOString() } : facts.isShown ? {} : { shown_since: null };
			await tx
				.updateTable('projects')
				.set({ ...columnsOf(facts), kept_years: facts.keptYears, ...shown })
				.where('id', '=', project)
				.execute();
			await tx.deleteFrom('project_areas').where('project', '=', project).execute();
			await insertAreas(tx, project, facts.codes);
			const [before, after] = differing(told(was), told(facts));
			return record({
				chain: project,
				actor: leader.pseudonym,
				action: 'projects.changed',
				object: project,
				channel: 'screen',
				before,
				after: { ...after, reason },
			});
		},
		now,
	);
}

type Stored = Partial<Facts> & Pick<Facts, 'name'>;

/** The facts as the row of a project holds them. */
export const columnsOf = ({ name, municipality, area, archetype, edition, plannedStart, plannedEnd }: Stored) => ({
	name,
	name_key: nameKey(name),
	municipality: municipality?.code ?? null,
	area: area ?? null,
	archetype: archetype ?? null,
	edition: edition ?? null,
	planned_start: plannedStart ?? null,
	planned_end: plannedEnd ?? null,
});

export async function insertAreas(tx: Tx, project: string, codes: Facts['codes']): Promise<void> {
	if (codes.length === 0) return;
	await tx
		.insertInto('project_areas')
		.values(codes.map((one) => ({ project, ...one })))
		.execute();
}

/** Two projects of one name in one municipality would be taken for each other. */
export async function assertNameFree(
	tx: Tx,
	{ name, municipality, organisation, but }: Stored & { organisation: string; but?: string },
): Promise<void> {
	if (!municipality) return;
	const taken = await tx
		.selectFrom('projects')
		.select('id')
		.where('organisation', '=', organisation)
		.where('municipality', '=', municipality.code)
		.where('name_key', '=', nameKey(name))
		.$if(but !== undefined, (query) => query.where('id', '!=', but ?? ''))
		.executeTakeFirst();
	if (taken) throw new Refusal('conflict', 'projects.nameTaken');
}

/** The facts as the journal tells them: words only, and what is not known not at all. */
export function told(facts: Stored): Record<string, string> {
	const { name, municipality, codes = [], area, archetype, edition, plannedStart, plannedEnd, keptYears, isShown } = facts;
	const all = { name, municipality: municipality?.name, codes: codesTold(codes), area, archetype, edition, plannedStart, plannedEnd };
	const rest = { keptYears: keptYears?.toString(), shown: isShown ? 'yes' : undefined };
	return Object.fromEntries(Object.entries({ ...all, ...rest }).filter((pair): pair is [string, string] => Boolean(pair[1])));
}

/** Of two tellings, what differs. */
function differing(one: Record<string, string>, other: Record<string, string>): [Record<string, string>, Record<string, string>] {
	const names = Object.keys({ ...one, ...other }).filter((name) => one[name] !== other[name]);
	const only = (side: Record<string, string>) =>
		Object.fromEntries(names.flatMap((name) => (name in side ? [[name, side[name] ?? '']] : [])));
	return [only(one), only(other)];
}
