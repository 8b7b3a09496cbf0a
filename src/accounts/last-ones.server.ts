import type { Database, Tx } from '#platform/database/database.server.ts';

/** Why somebody cannot go yet. */
export type Needed = 'accounts.lastAdministrator' | 'accounts.lastOperator';

/**
 * An installation keeps an operator who can come in, and an organisation an administrator: nobody else could make a new one. Null for
 * who can be missed.
 */
export async function neededAs(db: Database | Tx, id: string): Promise<Needed | null> {
	const operators = await db.selectFrom('operators').select('account').where('account', 'not in', deactivated(db)).execute();
	if (isOnly(operators, id)) return 'accounts.lastOperator';
	return neededAsAdministrator(db, id);
}

export async function neededAsAdministrator(db: Database | Tx, id: string): Promise<Needed | null> {
	const administrators = await db
		.selectFrom('administrators as m')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select('m.account')
		.where('a.organisation', '=', db.selectFrom('accounts').select('organisation').where('id', '=', id))
		.where('m.account', 'not in', deactivated(db))
		.execute();
	return isOnly(administrators, id) ? 'accounts.lastAdministrator' : null;
}

const deactivated = (db: Database | Tx) => db.selectFrom('deactivations').select('account');

const isOnly = (rows: { account: string }[], id: string): boolean => rows.length === 1 && rows[0]?.account === id;
