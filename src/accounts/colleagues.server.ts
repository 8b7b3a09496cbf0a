import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Language } from '#platform/languages.ts';
import { found } from '#platform/refusals.ts';
import type { Account, Administrator } from './account.ts';

export interface Colleague {
	id: string;
	name: string;
	address: string;
	isAdministrator: boolean;
	since: string;
	/** Since when they cannot come in, or null for who can. */
	deactivatedSince: string | null;
}

/** The people of one's own organisation. Of others nobody gets a list. */
export async function colleaguesOf(db: Database, account: Account): Promise<Colleague[]> {
	const rows = await db
		.selectFrom('accounts as a')
		.leftJoin('administrators as m', 'm.account', 'a.id')
		.leftJoin('deactivations as d', 'd.account', 'a.id')
		.select(['a.id', 'a.name', 'a.address', 'a.created_at as since'])
		.select(['m.since as administratorSince', 'd.since as deactivatedSince'])
		.where('a.organisation', '=', account.organisation)
		.execute();
	return rows
		.map(({ administratorSince, ...row }) => ({ ...row, isAdministrator: administratorSince !== null }))
		.toSorted((one, other) => new Intl.Collator('nl').compare(one.name, other.name));
}

/** Somebody of the administrator's own organisation, as a letter and the journal need them; others are not found. */
export async function colleagueFor(db: Database | Tx, administrator: Administrator, id: string) {
	const row = await db
		.selectFrom('accounts as a')
		.leftJoin('administrators as m', 'm.account', 'a.id')
		.leftJoin('deactivations as d', 'd.account', 'a.id')
		.select(['a.id', 'a.pseudonym', 'a.name', 'a.address', 'a.language'])
		.select(['m.since as administratorSince', 'd.since as deactivatedSince'])
		.where('a.id', '=', id)
		.where('a.organisation', '=', administrator.organisation)
		.executeTakeFirst();
	const { language, ...colleague } = found(row);
	return { ...colleague, language: language as Language };
}
