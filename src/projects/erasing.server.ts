import type { Holding } from '#accounts/erasing/holdings.server.ts';
import { endUnlessLast, leadFrom, projectsLedAlone } from './leading.server.ts';
import { endAndTell } from './taking-part.server.ts';

/** Notes that only they could read. What they wrote for others stays, without their name. */
const personalNotes: Holding = async ({ tx }, { id }) => {
	await tx.deleteFrom('notes').where('author', '=', id).where('level', '=', 'personal').execute();
};

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

export const ALL_OF_PROJECTS: Holding[] = [personalNotes, memberships];
