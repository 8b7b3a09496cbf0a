import { ordersIn, type Standing, standingsOf } from '#ambitions/orders.ts';
import { stripsOf } from '#ambitions/strips.ts';
import { stateTold } from '#ambitions/told.ts';
import { themeTold } from '#ambitions/want.ts';
import { wantsFor } from '#ambitions/wants.server.ts';
import { PRIORITIES } from '#registers/definitions/ambitions.ts';
import { mayAddItem } from '#registers/register.ts';
import { registersAsked } from '../../../../../registers.server.ts';
import { apartTold, partyLinked } from '../../../../../wants.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await registersAsked(event);
	const { say } = speech;
	const orders = ordersIn(await wantsFor(db, keys, member));
	const standings = standingsOf(orders);
	const stateOf = (standing: Standing) => stateTold(standing, orders.length, speech);
	const { strips, height } = stripsOf(standings);
	const parties = orders.map((order) => partyLinked(member, speech, order));
	return {
		home,
		list: `${home}/${PRIORITIES.address}`,
		parties,
		figure: say('ambitions.rankedBy', { count: orders.length }),
		height,
		strips: strips.map((strip, index) => {
			const standing = standings[index];
			return { ...strip, name: themeTold(strip.theme, speech), state: standing ? stateOf(standing) : '' };
		}),
		rows: standings.map((standing) => ({
			theme: standing.theme,
			name: themeTold(standing.theme, speech),
			state: stateOf(standing),
			places: orders.map((_, order) => standing.places.find((place) => place.order === order)?.rank ?? null),
		})),
		shared: standings.filter(({ isShared }) => isShared).map(({ theme }) => themeTold(theme, speech)),
		apart: standings.filter(({ isApart }) => isApart).map((standing) => apartTold(standing, orders, speech)),
		mayAdd: mayAddItem(member, 'internal'),
	};
};
