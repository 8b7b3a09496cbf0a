import { refuseLetters, refusingAt } from '#accounts/choosing-letters.server.ts';
import { DIGEST, ordinaryKinds } from '#platform/letters/kinds.ts';
import { Refusal } from '#platform/refusals.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** For who follows the line at the foot of a mail, signed in or not. Looking refuses nothing: mail scanners look too. */
export const load: PageServerLoad = async ({ params, locals: { house } }) => {
	const refusing = await refusingAt(house.db, house.keys, params.sleutel);
	if (!refusing) throw new Refusal('not-found', 'accounts.refuseOver');
	return { isDigest: refusing.kind === DIGEST, name: ordinaryKinds().find(({ kind }) => kind === refusing.kind)?.name ?? null };
};

export const actions: Actions = {
	/** Also what a mail program sends by one press. It follows no redirect, so the answer is a page. */
	default: async ({ params, locals: { house } }) => {
		await refuseLetters(house.db, house.keys, params.sleutel);
		return { done: true };
	},
};
