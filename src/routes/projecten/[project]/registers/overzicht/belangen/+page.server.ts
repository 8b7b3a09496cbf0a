import { type Cell, gridOf } from '#ambitions/grid.ts';
import { partyKey, partyTold, themeTold, WANT_NAMES } from '#ambitions/want.ts';
import { wantsFor } from '#ambitions/wants.server.ts';
import { AMBITIONS } from '#registers/definitions/ambitions.ts';
import { mayAddItem } from '#registers/register.ts';
import { registersAsked } from '../../../../../registers.server.ts';
import { hrefOfWant } from '../../../../../wants.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await registersAsked(event);
	const { say } = speech;
	const { themes, rows } = gridOf(await wantsFor(db, keys, member));
	const cellTold = ({ theme, wants, place }: Cell) => ({
		theme,
		wants: wants.map(({ item }) => ({
			id: item.id,
			kind: say(WANT_NAMES[item.register] ?? 'ambitions.wish'),
			text: item.filled.what ?? '',
			href: hrefOfWant(member, speech, item),
		})),
		place: place && {
			text: say('ambitions.placeTold', { rank: place.rank, of: place.of }),
			href: hrefOfWant(member, speech, place.order.item),
		},
	});
	return {
		home,
		first: `${home}/${AMBITIONS.address}/nieuw`,
		themes: themes.map((theme) => ({ theme, name: themeTold(theme, speech) })),
		rows: rows.map(({ party, cells }) => ({ key: partyKey(party), party: partyTold(party, speech), cells: cells.map(cellTold) })),
		mayAdd: mayAddItem(member, 'internal'),
	};
};
