import type { Operator } from '#accounts/account.ts';
import type { OrganisationKind } from '#organisations/organisation.ts';
import type { Database } from '#platform/database/database.server.ts';

export interface Row {
	id: string;
	name: string;
	kind: OrganisationKind;
	people: number;
	/** The names of who administers it. */
	administrators: string[];
	/** Whether somebody was invited there who has not come yet. */
	isAwaited: boolean;
}

/** Every organisation with how many people it has and who administers it. For operators only: nobody else gets a list of organisations. */
export async function organisationsFor(db: Database, _operator: Operator, now: Date = new Date()): Promise<Row[]> {
	const [organisations, people, administrators, awaited] = await Promise.all([
		db.selectFrom('organisations').select(['id', 'name', 'kind']).orderBy('name').execute(),
		db
			.selectFrom('accounts')
			.select(({ fn }) => ['organisation', fn.countAll<number>().as('count')])
			.groupBy('organisation')
			.execute(),
		db
			.selectFrom('administrators as m')
			.innerJoin('accounts as a', 'a.id', 'm.account')
			.select(['a.organisation', 'a.name'])
			.orderBy('a.name')
			.execute(),
		db
			.selectFrom('invitations')
			.select('organisation')
			.distinct()
			.where('accepted_at', 'is', null)
			.where('withdrawn_at', 'is', null)
			.where('expires_at', '>', now.toISOString())
			.execute(),
	]);
	return organisations.map(({ id, name, kind }) => ({
		id,
		name,
		kind: kind as OrganisationKind,
		people: people.find(({ organisation }) => organisation === id)?.count ?? 0,
		administrators: administrators.filter(({ organisation }) => organisation === id).map(({ name }) => name),
		isAwaited: awaited.some(({ organisation }) => organisation === id),
	}));
}
