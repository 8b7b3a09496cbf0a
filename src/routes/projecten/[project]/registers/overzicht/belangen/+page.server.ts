import { type Cell, gridOf, type Mark, marksOf } from '#ambitions/grid.ts';
import { pairsFor } from '#ambitions/pairs.server.ts';
import { SIGNS } from '#ambitions/told.ts';
import { partyKey, partyOf, partyTold, themeTold, WANT_NAMES } from '#ambitions/want.ts';
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
	const marks = marksOf(await pairsFor(db, keys, member));
	const markTold = ({ pair: { key, outcome, state }, other }: Mark) => {
		const party = partyTold(partyOf(other), speech);
		const told = say(outcome === 'clash' ? 'ambitions.clashesWith' : 'ambitions.reinforcesWith', { party });
		const text = state === 'resolved' ? `${told} (${say('ambitions.isResolved')})` : told;
		return { key, text, sign: SIGNS[outcome], href: speech.href(`${home}/overzicht/raakvlakken/${key}`) };
	};
	const cellTold = ({ theme, wants, place }: Cell) => ({
		theme,
		wants: wants.map(({ item }) => ({
			id: item.id,
			kind: say(WANT_NAMES[item.register] ?? 'ambitions.wish'),
			text: item.filled.what ?? '',
			href: hrefOfWant(member, speech, item),
			marks: marks(item).map(markTold),
		})),
		place: place && {
			text: say('ambitions.placeTold', { rank: place.rank, of: place.of }),
			href: hrefOfWant(member, speech, place.order.item),
			marks: marks(place.order.item, theme).map(markTold),
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
