import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Language } from '#platform/languages.ts';

const WEEK = 7 * 86_400_000;

/**
 * Somebody who can confirm that a colleague's second factor goes: another administrator of their organisation, or a leader of a
 * project they take part in.
 */
export interface Confirmer {
	id: string;
	name: string;
	address: string;
	language: Language;
	isAdministrator: boolean;
}

/** Whoever got a right within a week has no say yet: an administrator can make one more with an address of their own, and be two. */
export const longAgo = (now: Date): string => new Date(now.getTime() - WEEK).toISOString();

/** Everybody who can confirm it; never who started it, and never the person themselves. Reads who leads, and knows nothing else of projects. */
export async function confirmersOf(
	db: Database | Tx,
	{ account, starter }: { account: string; starter: string },
	now: Date,
): Promise<Confirmer[]> {
	const columns = ['a.id', 'a.name', 'a.address', 'a.language'] as const;
	const [administrators, leaders] = [
		await db
			.selectFrom('administrators as m')
			.innerJoin('accounts as a', 'a.id', 'm.account')
			.innerJoin('accounts as p', 'p.organisation', 'a.organisation')
			.select(columns)
			.where('p.id', '=', account)
			.where('m.since', '<=', longAgo(now))
			.orderBy('a.name')
			.execute(),
		await db
			.selectFrom('memberships as l')
			.innerJoin('memberships as m', 'm.project', 'l.project')
			.innerJoin('projects as p', 'p.id', 'l.project')
			.innerJoin('accounts as a', 'a.id', 'l.account')
			.select(columns)
			.where('m.account', '=', account)
			.where('m.until', 'is', null)
			.where('l.role', '=', 'leader')
			.where('l.until', 'is', null)
			.where('l.since', '<=', longAgo(now))
			.where('p.archived_at', 'is', null)
			.execute(),
	];
	const shutOut = new Set((await db.selectFrom('deactivations').select('account').execute()).map((one) => one.account));
	const all = [
		...administrators.map((one) => ({ ...one, isAdministrator: true })),
		...leaders.map((one) => ({ ...one, isAdministrator: false })),
	].filter(({ id }) => id !== account && id !== starter && !shutOut.has(id));
	return all
		.filter(({ id }, index) => all.findIndex((other) => other.id === id) === index)
		.map((one) => ({ ...one, language: one.language as Language }));
}
