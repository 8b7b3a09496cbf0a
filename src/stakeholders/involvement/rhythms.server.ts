import { about } from '#logbook/recording.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { letGo } from '#projects/hands.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { mayAddStakeholder } from '../stakeholder.ts';
import { RHYTHM_GROUPS, type Rhythm, USUAL_RHYTHM } from './rhythm.ts';

/** The core team says how often somebody should hear of the work. */
export const maySetRhythm = (member: Member): boolean => mayAddStakeholder(member, 'core');

/** After how many months somebody counts as silent in this project. */
export async function rhythmFor(db: Database | Tx, { project }: Member): Promise<Rhythm> {
	const rows = await db.selectFrom('stakeholder_rhythms').select(['of_group', 'months']).where('project', '=', project.id).execute();
	return { ...USUAL_RHYTHM, ...Object.fromEntries(rows.map(({ of_group, months }) => [of_group, months])) };
}

export async function setRhythm(db: Database, keys: Keys, member: Member, rhythm: Rhythm, now: Date = new Date()): Promise<void> {
	if (!maySetRhythm(member)) throw notAllowed(member);
	const { project, account: author } = member;
	const work = act(
		db,
		keys,
		async ({ tx, record }) => {
			const before = await rhythmFor(tx, member);
			for (const of_group of RHYTHM_GROUPS) {
				const set = { months: rhythm[of_group], author, set_at: now.toISOString() };
				await tx
					.insertInto('stakeholder_rhythms')
					.values({ project: project.id, of_group, ...set })
					.onConflict((conflict) => conflict.columns(['project', 'of_group']).doUpdateSet(set))
					.execute();
				await letGo(tx, project.id, { list: 'stakeholder_rhythms', record: of_group, field: 'author' });
			}
			const place = about(member, { level: 'internal', subproject: null });
			const action = 'stakeholders.rhythm-set';
			return record({ ...place, object: project.id, action, before: told(before), after: told(rhythm) });
		},
		now,
	);
	await work;
}

const told = (rhythm: Rhythm): Record<string, string> =>
	Object.fromEntries(RHYTHM_GROUPS.map((group) => [`${group}Months`, String(rhythm[group])]));
