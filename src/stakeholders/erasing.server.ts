import type { Holding } from '#accounts/erasing/holdings.server.ts';

/** What they thought of stakeholders themselves. What the team decided stays, without their name. */
const scores: Holding = async ({ tx }, { id }) => {
	await tx.deleteFrom('stakeholder_judgements').where('author', '=', id).where('kind', '=', 'own').execute();
};

export const ALL_OF_STAKEHOLDERS: Holding[] = [scores];
