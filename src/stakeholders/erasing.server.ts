import type { Holding } from '#accounts/erasing/holdings.server.ts';

/** What they thought of stakeholders themselves. What the team decided stays, without their name. */
const scores: Holding = async ({ tx }, { id }) => {
	await tx.deleteFrom('stakeholder_judgements').where('author', '=', id).where('kind', '=', 'own').execute();
};

/** Links that ask in their name. What was named at them stays. */
const links: Holding = async ({ tx }, { id }, now) => {
	const at = now.toISOString();
	await tx.updateTable('blind_spot_links').set({ open_until: at }).where('maker', '=', id).where('open_until', '>', at).execute();
};

export const ALL_OF_STAKEHOLDERS: Holding[] = [scores, links];
