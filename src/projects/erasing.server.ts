import type { Holding } from '#accounts/erasing/holdings.server.ts';

/** Notes that only they could read, and their place in projects. What they wrote for others stays, without their name. */
const personalNotes: Holding = async (tx, { id }) => {
	await tx.deleteFrom('notes').where('author', '=', id).where('level', '=', 'personal').execute();
};

const memberships: Holding = async (tx, { id }, now) => {
	await tx.updateTable('memberships').set({ until: now.toISOString() }).where('account', '=', id).where('until', 'is', null).execute();
};

export const ALL_OF_PROJECTS: Holding[] = [personalNotes, memberships];
