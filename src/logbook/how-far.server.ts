import type { Database } from '#platform/database/database.server.ts';

/** Of what everybody in a project may read: the day of the last decision that was confirmed, and how many actions are open. */
export async function howFar(db: Database, project: string): Promise<{ lastDecision: string | null; open: number }> {
	const of = () =>
		db
			.selectFrom('entries as n')
			.where('n.project', '=', project)
			.where('n.level', '=', 'internal')
			.where('n.id', 'not in', db.selectFrom('entry_removals').select('entry'));
	const { last } = await of()
		.innerJoin('entry_confirmations as c', 'c.entry', 'n.id')
		.select((e) => e.fn.max('n.happened_on').as('last'))
		.executeTakeFirstOrThrow();
	const { open } = await of()
		.innerJoin('entry_actions as x', 'x.entry', 'n.id')
		.where('x.done_on', 'is', null)
		.select((e) => e.fn.countAll<number>().as('open'))
		.executeTakeFirstOrThrow();
	return { lastDecision: last, open: Number(open) };
}
