import type { Holding } from '#accounts/erasing/holdings.server.ts';

/** What only they could read. What they wrote for others stays, without their name. */
const personalEntries: Holding = async ({ tx }, { id }) => {
	await tx.deleteFrom('entries').where('author', '=', id).where('level', '=', 'personal').execute();
};

export const ALL_OF_LOGBOOK: Holding[] = [personalEntries];
