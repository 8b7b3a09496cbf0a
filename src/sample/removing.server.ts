import type { Holding } from '#accounts/erasing/holdings.server.ts';
import { inventedOrganisations, isInvented } from '#organisations/invented.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { forgetDeleted } from '#platform/database/forgetting.server.ts';
import { type Acting, act } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { leadsNowhere } from '#platform/letters/addresses.ts';
import { found } from '#platform/refusals.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { removeProject } from '#projects/removing.server.ts';
import type { By } from '#projects/taking-part.server.ts';

/**
 * Takes the sample away: its projects with all that was written in them, its people and its organisations. An organisation that
 * somebody who does exist came to belong to stays with them, as one like any other.
 */
export async function removeSample(db: Database, keys: Keys, holdings: Holding[], by: By, now: Date = new Date()): Promise<void> {
	await act(
		db,
		keys,
		async (acting) => {
			const { tx, record } = acting;
			const organisations = await inventedOrganisations(tx);
			found(organisations[0]);
			const projects = await tx.selectFrom('projects').select('id').where('organisation', 'in', organisations).execute();
			for (const { id } of projects) await removeProject(acting, id, 'sample');
			await removePeople(acting, organisations, holdings, by, now);
			await tx.deleteFrom('invented_organisations').execute();
			const inhabited = tx.selectFrom('accounts').select('organisation');
			await tx.deleteFrom('organisations').where('id', 'in', organisations).where('id', 'not in', inhabited).execute();
			return record({ ...by, chain: INSTALLATION, action: 'sample.removed', object: 'sample' });
		},
		now,
	);
	await forgetDeleted(db);
}

/** The same for who leads the project of the sample. */
export async function takeSampleAway(db: Database, keys: Keys, holdings: Holding[], leader: Member, now: Date = new Date()): Promise<void> {
	if (!mayLeadOn(leader)) throw notAllowed(leader);
	if (!(await isInvented(db, leader.project.organisation))) found(null);
	await removeSample(db, keys, holdings, { actor: leader.pseudonym, channel: 'screen' }, now);
}

/** Also when its work was ended. */
const mayLeadOn = (member: Member): boolean => member.role === 'leader' && !member.isOpener;

/** All that is kept of them, as of everybody who is erased; but on no list of erased people: a backup brings the sample back whole. */
async function removePeople(acting: Acting, organisations: string[], holdings: Holding[], by: By, now: Date): Promise<void> {
	const people = await acting.tx
		.selectFrom('accounts')
		.select(['id', 'pseudonym', 'address'])
		.where('organisation', 'in', organisations)
		.execute();
	for (const { id, pseudonym, address } of people.filter((one) => leadsNowhere(one.address))) {
		const person = { id, pseudonym, address, invitations: [] };
		for (const holding of holdings) await holding(acting, person, now, { ...by, successor: null, isReplayed: false });
	}
}
