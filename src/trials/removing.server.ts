import type { Erasure } from '#accounts/erasing/erased-list.server.ts';
import { addErasure } from '#accounts/erasing/erased-list.server.ts';
import { type Erasing, forget } from '#accounts/erasing/forgetting.server.ts';
import { destroyInvitations } from '#accounts/erasing/holdings.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { removeProject } from '#projects/removing.server.ts';
import { entry, SYSTEM } from './entry.ts';

const GROUND = 'trial-over';
const BY_THE_HOUSE = { actor: SYSTEM, channel: 'system', successor: null, isReplayed: false } as const;

/** Whether somebody of this organisation keeps the installation running: such a trial is made lasting first, or stays. */
export async function hasOperator(db: Database | Tx, organisation: string): Promise<boolean> {
	const operator = await db
		.selectFrom('operators as o')
		.innerJoin('accounts as a', 'a.id', 'o.account')
		.select('a.id')
		.where('a.organisation', '=', organisation)
		.executeTakeFirst();
	return operator !== undefined;
}

/** Takes a trial away: its projects, its people as everybody who is erased, and the organisation. Their words go; the chains stay. */
export async function removeTrial(db: Database, keys: Keys, organisation: string, erasing: Erasing, now: Date): Promise<void> {
	const erasures = await act(
		db,
		keys,
		async (acting) => {
			const { tx, record } = acting;
			const projects = await tx.selectFrom('projects').select('id').where('organisation', '=', organisation).execute();
			for (const { id } of projects) await removeProject(acting, id, GROUND);
			const people = await tx.selectFrom('accounts').select('pseudonym').where('organisation', '=', organisation).execute();
			const erasures: Erasure[] = [];
			for (const { pseudonym } of people) {
				const erasure = await forget(acting, pseudonym, erasing.holdings, now, BY_THE_HOUSE);
				if (erasure) erasures.push(erasure);
				const { actor, channel } = BY_THE_HOUSE;
				await record({ actor, channel, chain: INSTALLATION, action: 'accounts.erased', object: pseudonym, after: { ground: GROUND } });
			}
			await removeOrganisation(tx, organisation);
			return record(entry(SYSTEM, 'removed', organisation), erasures);
		},
		now,
	);
	for (const erasure of erasures) addErasure(erasing.folder, erasure);
}

async function removeOrganisation(tx: Tx, organisation: string): Promise<void> {
	const invitations = await tx.selectFrom('invitations').select('id').where('organisation', '=', organisation).execute();
	await destroyInvitations(
		tx,
		invitations.map(({ id }) => id),
	);
	await tx.deleteFrom('provider_domains').where('organisation', '=', organisation).execute();
	await tx.deleteFrom('identity_providers').where('organisation', '=', organisation).execute();
	await tx.deleteFrom('trials').where('organisation', '=', organisation).execute();
	await tx.deleteFrom('organisations').where('id', '=', organisation).execute();
}
