import type { Operator } from '#accounts/account.ts';
import { insertInvitation } from '#accounts/new-invitation.server.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import { installationName } from '#accounts/setting-up.server.ts';
import type { OrganisationKind } from '#organisations/organisation.ts';
import { findOrganisationNamed, insertOrganisation } from '#organisations/organisations.server.ts';
import { type Database, isUniqueViolation, type Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { entry } from './entry.ts';

const PER_OPERATOR: Limit = { name: 'organisations operator', most: 20, within: 86_400 };

/** Who is to administer an organisation first. */
export interface FirstAdministrator {
	name: string;
	address: string;
	addressKey: string;
	language: Language;
}

export type Founded =
	| { ok: true; organisation: string; invitation: string }
	| { ok: false; field: 'organisation' | 'address'; issue: 'operating.organisationTaken' | 'accounts.hasAccount' };

/** Makes an organisation and invites its first administrator. Gives the address where they accept, for who has to bring it themselves. */
export async function foundOrganisation(
	db: Database,
	keys: Keys,
	operator: Operator,
	given: { name: string; kind: OrganisationKind },
	first: FirstAdministrator,
	origin: string,
	now: Date = new Date(),
): Promise<Founded> {
	await assertMayFound(db, keys, operator, now);
	if (await findOrganisationNamed(db, given.name)) return { ok: false, field: 'organisation', issue: 'operating.organisationTaken' };
	if (await hasAccount(db, first)) return { ok: false, field: 'address', issue: 'accounts.hasAccount' };
	try {
		return await act(
			db,
			keys,
			async ({ tx, record }) => {
				const organisation = await insertOrganisation(tx, { ...given, language: first.language }, now);
				await record(entry(operator, 'organisation-founded', organisation, given));
				const { id, url } = await inviteFirst(tx, keys, organisation, first, origin, now);
				return record<Founded>(entry(operator, 'administrator-invited', id, { organisation }), { ok: true, organisation, invitation: url });
			},
			now,
		);
	} catch (error) {
		if (!isUniqueViolation(error)) throw error;
		return { ok: false, field: 'organisation', issue: 'operating.organisationTaken' };
	}
}

/**
 * Invites the first administrator of an organisation anew, as long as nobody has come. Once somebody has, its own administrators
 * decide who comes in: an operator who could send for more of them could have them reset somebody's second factor.
 */
export async function inviteFirstAdministrator(
	db: Database,
	keys: Keys,
	operator: Operator,
	organisation: string,
	first: FirstAdministrator,
	origin: string,
	now: Date = new Date(),
): Promise<Founded> {
	await assertMayFound(db, keys, operator, now);
	if (await hasAccount(db, first)) return { ok: false, field: 'address', issue: 'accounts.hasAccount' };
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			found(await tx.selectFrom('organisations').select('id').where('id', '=', organisation).executeTakeFirst());
			const somebody = await tx.selectFrom('accounts').select('id').where('organisation', '=', organisation).limit(1).executeTakeFirst();
			if (somebody) throw new Refusal('conflict', 'operating.hasPeople');
			await withdrawOpen(tx, organisation, now);
			const { id, url } = await inviteFirst(tx, keys, organisation, first, origin, now);
			return record<Founded>(entry(operator, 'administrator-invited', id, { organisation }), { ok: true, organisation, invitation: url });
		},
		now,
	);
}

async function assertMayFound(db: Database, keys: Keys, operator: Operator, now: Date): Promise<void> {
	assertFresh(operator, now);
	if (!(await spend(db, keys, PER_OPERATOR, operator.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
}

const hasAccount = async (db: Database, { addressKey }: FirstAdministrator): Promise<boolean> =>
	(await db.selectFrom('accounts').select('id').where('address_key', '=', addressKey).executeTakeFirst()) !== undefined;

/** Whoever was invited before is not the first one any more; their letter leads nowhere. */
async function withdrawOpen(tx: Tx, organisation: string, now: Date): Promise<void> {
	await tx
		.updateTable('invitations')
		.set({ withdrawn_at: now.toISOString() })
		.where('organisation', '=', organisation)
		.where('accepted_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.execute();
}

async function inviteFirst(tx: Tx, keys: Keys, organisation: string, first: FirstAdministrator, origin: string, now: Date) {
	const by = { asAdministrator: true, asOperator: false, inviter: null, invitedBy: await installationName(tx) };
	return insertInvitation(tx, keys, { ...first, organisation, ...by }, origin, now);
}
