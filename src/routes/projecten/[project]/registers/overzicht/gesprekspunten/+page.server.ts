import { agendaOf } from '#ambitions/agenda.ts';
import { ordersIn } from '#ambitions/orders.ts';
import { pairsFor } from '#ambitions/pairs.server.ts';
import { wantsFor } from '#ambitions/wants.server.ts';
import { registersAsked } from '../../../../../registers.server.ts';
import { apartTold, pairListed } from '../../../../../wants.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await registersAsked(event);
	const [wants, pairs] = await Promise.all([wantsFor(db, keys, member), pairsFor(db, keys, member)]);
	const { clashes, differences, resolved } = agendaOf(wants, pairs);
	const orders = ordersIn(wants);
	return {
		home,
		views: `${home}/overzicht`,
		clashes: clashes.map((pair) => pairListed(home, speech, pair)),
		differences: differences.map((standing) => apartTold(standing, orders, speech)),
		resolved: resolved.map((pair) => pairListed(home, speech, pair)),
	};
};
