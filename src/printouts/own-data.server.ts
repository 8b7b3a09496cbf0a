import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Choice, Form } from './printout.ts';

/** What somebody asked to have on paper lately. */
export interface OwnPrintouts {
	printouts: { project: string; form: Form; askedAt: string; expiresAt: string }[];
}

export async function ownPrintoutsOf(db: Database, { id }: Account): Promise<OwnPrintouts> {
	const rows = await db
		.selectFrom('printouts as o')
		.innerJoin('projects as p', 'p.id', 'o.project')
		.select(['p.name as project', 'o.choice', 'o.asked_at as askedAt', 'o.expires_at as expiresAt'])
		.where('o.account', '=', id)
		.orderBy('o.id')
		.execute();
	return { printouts: rows.map(({ choice, ...row }) => ({ ...row, form: (JSON.parse(choice) as Choice).form })) };
}
