import type { Archetype, Edition } from '#guide/edition.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Member } from '#projects/member.ts';
import { standingsFor } from './changes.server.ts';
import { todayAt } from './forms.ts';
import { sensitivitiesFor } from './sensitivity.server.ts';
import type { Sensitivities } from './sensitivity.ts';
import type { Situation } from './suggesting.ts';
import { waitsFor } from './waits.server.ts';

/** Everything that says how a project, or one part of it, stands now. */
export interface Stand extends Situation {
	part: string | null;
	sensitivities: Sensitivities;
}

export async function standFor(
	db: Database,
	member: Member,
	edition: Edition,
	part: string | null,
	now: Date = new Date(),
): Promise<Stand> {
	const [standings, sensitivities, own, archetype] = await Promise.all([
		standingsFor(db, member, part),
		sensitivitiesFor(db, member),
		waitsFor(db, member),
		archetypeOf(db, member, edition),
	]);
	return { edition, part, standings, sensitivities, own, archetype, today: todayAt(now) };
}

/** The part that is asked for; who is in one part only is always asked for that one. */
export const partAsked = (member: Member, asked: string | null): string | null =>
	member.role === 'subproject' ? member.subproject : asked || null;

/** The kind of neighbourhood the project chose, where its edition has it. */
async function archetypeOf(db: Database, member: Member, edition: Edition): Promise<Archetype | null> {
	const { archetype } = await db.selectFrom('projects').select('archetype').where('id', '=', member.project.id).executeTakeFirstOrThrow();
	return edition.parts.archetypes.find(({ id }) => id === archetype) ?? null;
}
