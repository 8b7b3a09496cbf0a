import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';

/** A project as colleagues of the organisation that leads it see it beside others. */
export interface PortfolioProject {
	id: string;
	name: string;
	/** Its CBS code, where it is known. */
	municipality: string | null;
	edition: string | null;
	plannedStart: string | null;
	plannedEnd: string | null;
	isClosed: boolean;
	/** Whether whoever asks takes part, so that there is a way in. */
	isOwn: boolean;
}

/**
 * The projects of somebody's own organisation that they may compare: those they take part in as a whole, and those of which a leader
 * lets colleagues see how far they are. Looking after the people of an organisation gives no right to more; see docs/decisions/0016.
 */
export async function portfolioFor(db: Database, account: Account): Promise<PortfolioProject[]> {
	const own = db
		.selectFrom('memberships')
		.select('project')
		.where('account', '=', account.id)
		.where('until', 'is', null)
		.where('role', '!=', 'subproject');
	const rows = await db
		.selectFrom('projects as p')
		.leftJoin(own.as('o'), 'o.project', 'p.id')
		.select(['p.id', 'p.name', 'p.municipality', 'p.edition', 'p.planned_start', 'p.planned_end', 'p.archived_at', 'o.project as taking'])
		.where('p.organisation', '=', account.organisation)
		.where((e) => e.or([e('o.project', 'is not', null), e('p.shown_since', 'is not', null)]))
		.execute();
	return rows
		.map(({ planned_start: plannedStart, planned_end: plannedEnd, archived_at, taking, ...row }) => ({
			...row,
			...{ plannedStart, plannedEnd, isClosed: archived_at !== null, isOwn: taking !== null },
		}))
		.toSorted((one, other) => new Intl.Collator('nl').compare(one.name, other.name));
}
