import type { Administrator } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Role } from './member.ts';

export interface ProjectSeenFromOutside {
	id: string;
	name: string;
	isArchived: boolean;
	/** Who takes part of the administrator's own organisation; of others they hear nothing. */
	colleagues: { name: string; role: Role }[];
}

/** The projects an organisation leads, with its own people in them, for who looks after these people. What is in them is not for them. */
export async function projectsWithColleagues(db: Database, { organisation }: Administrator): Promise<ProjectSeenFromOutside[]> {
	const projects = await db
		.selectFrom('projects')
		.select(['id', 'name', 'archived_at'])
		.where('organisation', '=', organisation)
		.orderBy('began_at')
		.execute();
	const places = await db
		.selectFrom('memberships as m')
		.innerJoin('projects as p', 'p.id', 'm.project')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select(['m.project', 'm.role', 'a.name'])
		.where('p.organisation', '=', organisation)
		.where('a.organisation', '=', organisation)
		.where('m.until', 'is', null)
		.execute();
	const collator = new Intl.Collator('nl');
	const inProject = Map.groupBy(places, ({ project }) => project);
	return projects.map(({ id, name, archived_at }) => ({
		id,
		name,
		isArchived: archived_at !== null,
		colleagues: (inProject.get(id) ?? [])
			.map((place) => ({ name: place.name, role: place.role as Role }))
			.toSorted((one, other) => collator.compare(one.name, other.name)),
	}));
}
