import { type Block, heading, paragraph, strong, words } from '#paper/blocks.ts';
import type { Speech } from '#platform/messages.ts';
import { type Order, standingsOf } from './orders.ts';
import { stateTold } from './told.ts';
import { partyTold, themeTold } from './want.ts';

/** Where each theme stands with each party, as a section below the registers; nothing where fewer than two ranked. */
export function ordersBlocks(orders: readonly Order[], speech: Speech): Block[] {
	const { say } = speech;
	if (orders.length < 2) return [];
	const nameOf = (order: number) => {
		const one = orders[order];
		return one ? partyTold(one.party, speech) : '';
	};
	const rows = standingsOf(orders).map((standing) => {
		const places = standing.places.toSorted((one, other) => one.height - other.height);
		return [
			strong(themeTold(standing.theme, speech)),
			words(places.map(({ order, rank, of }) => `${nameOf(order)}: ${say('ambitions.placeTold', { rank, of })}`).join('\n')),
			words(stateTold(standing, orders.length, speech)),
		];
	});
	const head = [say('registers.theme'), say('ambitions.place'), say('ambitions.noticed')].map(words);
	return [
		heading(2, say('ambitions.orders')),
		paragraph(say('ambitions.rankedBy', { count: orders.length })),
		{ kind: 'table', widths: [3, 5, 3], head, rows },
	];
}
