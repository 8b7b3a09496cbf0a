import type { Holding } from '#accounts/erasing/holdings.server.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { destroyLetters } from '#platform/letters/kept-letters.server.ts';
import { endUnlessLast, leadFrom, projectsLedAlone } from './leading.server.ts';
import { endAndTell } from './taking-part.server.ts';

/**
 * Their place in projects; each project's journal tells that it ended. What they lead alone goes to the successor, and without one
 * nothing of it is done. Only after a backup was put back it is done all the same: an administrator then appoints somebody.
 */
const memberships: Holding = async (acting, { id }, now, { successor, isReplayed, ...by }) => {
	const { tx } = acting;
	for (const project of successor === null ? [] : await projectsLedAlone(tx, id))
		await leadFrom(acting, project.id, successor ?? '', by, now);
	const theirs = await tx
		.selectFrom('memberships')
		.select(['id', 'project'])
		.where('account', '=', id)
		.where('until', 'is', null)
		.execute();
	for (const { id: membership, project } of theirs) {
		await (isReplayed ? endAndTell : endUnlessLast)(acting, { project, membership }, by, now);
	}
};

/** Invitations to their address, and the letters of those they made: these say their name. */
const invitations: Holding = async ({ tx }, { id, address }, now) => {
	const got = await tx.deleteFrom('project_invitations').where('address_key', '=', foldedAddress(address)).returning('letter').execute();
	await tx
		.updateTable('project_invitations')
		.set({ withdrawn_at: now.toISOString() })
		.where('inviter', '=', id)
		.where('accepted_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.where('informed_since', 'is', null)
		.execute();
	const made = await tx.selectFrom('project_invitations').select('letter').where('inviter', '=', id).execute();
	await destroyLetters(
		tx,
		[...got, ...made].map(({ letter }) => letter),
	);
};

export const ALL_OF_PROJECTS: Holding[] = [memberships, invitations];
