import { type OwnWay, updateOrganisation, wayOf } from '#organisations/own-way.server.ts';
import { type Database, isUniqueViolation } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import type { Administrator } from './account.ts';
import { entry } from './entry.ts';
import { assertFresh } from './proving-again.server.ts';

/** A name that is taken says that an organisation is there; nobody should try a list of names. */
const PER_ORGANISATION: Limit = { name: 'organisation changes', most: 10, within: 3600 };

export type OrganisationChanged = { ok: true } | { ok: false; issue: 'organisations.nameTaken' };

/** Changes what the administrator's own organisation is called and is, its language and its look. */
export async function changeOrganisation(
	db: Database,
	keys: Keys,
	administrator: Administrator,
	after: OwnWay,
	now: Date = new Date(),
): Promise<OrganisationChanged> {
	assertFresh(administrator, now);
	const { organisation } = administrator;
	if (!(await spend(db, keys, PER_ORGANISATION, organisation, now))) throw new Refusal('too-much', 'platform.tooMuch');
	try {
		await act(
			db,
			keys,
			async ({ tx, record }) => {
				const before = await wayOf(tx, organisation);
				await updateOrganisation(tx, organisation, after);
				return record({ ...entry(administrator.pseudonym, 'organisation-changed', organisation, after), before });
			},
			now,
		);
	} catch (error) {
		if (!isUniqueViolation(error)) throw error;
		note('configuration.changed', 'refused', { object: organisation });
		return { ok: false, issue: 'organisations.nameTaken' };
	}
	return { ok: true };
}
