import type { Operator } from '#accounts/account.ts';
import type { OrganisationKind } from '#organisations/organisation.ts';
import { isOver, removalOf } from '#organisations/trial.ts';
import type { Database } from '#platform/database/database.server.ts';

export interface RunningTrial {
	organisation: string;
	name: string;
	kind: OrganisationKind;
	purpose: string;
	/** Who asked, while they are here. */
	asker: string | null;
	askerAddress: string | null;
	beganAt: string;
	until: string;
	removal: string;
	isOver: boolean;
	mayBeExtended: boolean;
}

/** Every trial there is, the one that ends first at the top. */
export async function trialsFor(db: Database, _operator: Operator, now: Date = new Date()): Promise<RunningTrial[]> {
	const rows = await db
		.selectFrom('trials as t')
		.innerJoin('organisations as o', 'o.id', 't.organisation')
		.leftJoin('accounts as a', 'a.id', 't.asker')
		.select(['t.organisation', 'o.name', 'o.kind', 't.purpose', 'a.name as asker', 'a.address as askerAddress'])
		.select(['t.began_at as beganAt', 't.until', 't.extended_at'])
		.orderBy('t.until')
		.execute();
	return rows.map(({ extended_at, kind, ...row }) => ({
		...row,
		kind: kind as OrganisationKind,
		removal: removalOf(row).toISOString(),
		isOver: isOver(row, now),
		mayBeExtended: extended_at === null,
	}));
}

export interface AskedTrial {
	id: string;
	name: string;
	address: string;
	organisation: string;
	kind: OrganisationKind;
	purpose: string;
	askedAt: string;
}

/** Who asked and has not used the letter yet, newest first. */
export async function requestsFor(db: Database, _operator: Operator, now: Date = new Date()): Promise<AskedTrial[]> {
	const rows = await db
		.selectFrom('trial_requests')
		.select(['id', 'name', 'address', 'organisation', 'kind', 'purpose', 'asked_at as askedAt'])
		.where('expires_at', '>', now.toISOString())
		.orderBy('asked_at', 'desc')
		.execute();
	return rows.map((row) => ({ ...row, kind: row.kind as OrganisationKind }));
}
