import { pairsFor } from '#ambitions/pairs.server.ts';
import { isToJudge } from '#ambitions/pairs.ts';
import { mayJudge } from '#registers/pairs/pair.ts';
import { registersAsked } from '../../../../../registers.server.ts';
import { pairListed } from '../../../../../wants.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await registersAsked(event);
	const pairs = await pairsFor(db, keys, member);
	const listed = (which: typeof pairs) => which.map((pair) => pairListed(home, speech, pair));
	return {
		home,
		toJudge: listed(pairs.filter(isToJudge)),
		confirmed: listed(pairs.filter(({ state }) => state === 'confirmed')),
		resolved: listed(pairs.filter(({ state }) => state === 'resolved')),
		aside: listed(pairs.filter(({ state }) => state === 'aside')),
		mayJudge: mayJudge(member, 'internal'),
	};
};
