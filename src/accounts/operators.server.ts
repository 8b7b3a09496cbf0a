import type { OrganisationKind } from '#organisations/organisation.ts';
import { findOrganisationNamed, insertOrganisation } from '#organisations/organisations.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { type Happening, INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { findAccountAt } from './finding-account.server.ts';
import { insertInvitation } from './new-invitation.server.ts';
import { installationName, isSetUp } from './setting-up.server.ts';

/** Who operates the installation from now on, as the command line is told. No secret is among it. */
export interface NewOperator {
	/** What the installation is called, where it is not set up yet. */
	installation: string;
	organisation: { name: string; kind: OrganisationKind };
	name: string;
	address: string;
	language: Language;
}

export interface OperatorAdded {
	/** Where they choose a password, once; null for somebody who has an account and operates from now on. */
	invitation: string | null;
}

/**
 * Adds an operator, for who may run programs on the machine itself. Makes the installation and the organisation where they are not
 * there yet. Somebody who has an account here keeps it; anybody else is invited, once, to choose a password of their own.
 */
export async function addOperator(
	db: Database,
	keys: Keys,
	given: NewOperator,
	origin: string,
	now: Date = new Date(),
): Promise<OperatorAdded> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			if (!(await isSetUp(tx))) {
				await makeInstallation(tx, given.installation, now);
				await record(byCommand('set-up', 'installation', { name: given.installation, organisation: given.organisation }));
			}
			const known = await findAccountAt(tx, foldedAddress(given.address));
			if (known) {
				const since = now.toISOString();
				await tx
					.insertInto('operators')
					.values({ account: known.id, since })
					.onConflict((c) => c.doNothing())
					.execute();
				return record<OperatorAdded>(byCommand('operator-added', known.pseudonym), { invitation: null });
			}
			const organisation = await organisationNamed(tx, given, now);
			const { name, address, language } = given;
			const invitee = { name, address, addressKey: foldedAddress(address), language, organisation };
			const by = { inviter: null, invitedBy: await installationName(tx) };
			const { id, url } = await insertInvitation(tx, keys, { ...invitee, asAdministrator: true, asOperator: true, ...by }, origin, now);
			return record<OperatorAdded>(byCommand('invited', id, { organisation, asOperator: true }), { invitation: url });
		},
		now,
	);
}

async function makeInstallation(tx: Tx, name: string, now: Date): Promise<void> {
	await tx.deleteFrom('set_up_keys').execute();
	await tx.insertInto('installation').values({ id: 1, name, set_up_at: now.toISOString() }).execute();
}

async function organisationNamed(tx: Tx, { organisation, language }: NewOperator, now: Date): Promise<string> {
	const known = await findOrganisationNamed(tx, organisation.name);
	return known?.id ?? insertOrganisation(tx, { ...organisation, language }, now);
}

const byCommand = (action: string, object: string, after?: unknown): Happening => ({
	chain: INSTALLATION,
	actor: 'command',
	action: `accounts.${action}`,
	object,
	channel: 'command',
	...(after === undefined ? {} : { after }),
});
