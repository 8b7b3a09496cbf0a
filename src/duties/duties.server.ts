import type { Account, Operator } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Duty, Editor, Moderator } from './duty.ts';

/** The account as an editor, or null when it is none. */
export async function editorOf(db: Database, account: Account): Promise<Editor | null> {
	return (await hasDuty(db, account, 'editor')) ? { ...account, isEditor: true } : null;
}

/** The account as a moderator, or null when it is none. */
export async function moderatorOf(db: Database, account: Account): Promise<Moderator | null> {
	return (await hasDuty(db, account, 'moderator')) ? { ...account, isModerator: true } : null;
}

async function hasDuty(db: Database, { id }: Account, duty: Duty): Promise<boolean> {
	const row = await db.selectFrom('duties').select('since').where('account', '=', id).where('duty', '=', duty).executeTakeFirst();
	return row !== undefined;
}

export async function dutiesOf(db: Database, account: Account): Promise<{ duty: Duty; since: string }[]> {
	const rows = await db.selectFrom('duties').select(['duty', 'since']).where('account', '=', account.id).orderBy('duty').execute();
	return rows.map(({ duty, since }) => ({ duty: duty as Duty, since }));
}

export interface DutyHolder {
	account: string;
	name: string;
	address: string;
	duty: Duty;
	since: string;
}

/** Everybody who has a duty here, for who appoints them. */
export async function dutiesFor(db: Database, _operator: Operator): Promise<DutyHolder[]> {
	const rows = await db
		.selectFrom('duties as d')
		.innerJoin('accounts as a', 'a.id', 'd.account')
		.select(['a.id as account', 'a.name', 'a.address', 'd.duty', 'd.since'])
		.orderBy('d.duty')
		.orderBy('d.since')
		.execute();
	return rows.map(({ duty, ...row }) => ({ ...row, duty: duty as Duty }));
}
