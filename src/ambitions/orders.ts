import { PRIORITIES } from '#registers/definitions/ambitions.ts';
import { THEMES } from '#registers/definitions/words.ts';
import { rankedIn } from '#registers/field.ts';
import type { Item } from '#registers/register.ts';
import { areOpposite, heightOf, isHigh } from './height.ts';
import { inOrderOfName, type Party, partiesOf, partyKey, type Want } from './want.ts';

/** How a party puts the themes, the first one first. */
export interface Order {
	party: Party;
	item: Item;
	ranked: string[];
}

/** Where a theme stands with a party that ranked it. */
export interface PlaceInOrder {
	/** Of which order, from 0. */
	order: number;
	rank: number;
	of: number;
	/** From 0, the first, to 1, the last. */
	height: number;
}

/** One theme in all orders. */
export interface Standing {
	theme: string;
	places: PlaceInOrder[];
	/** With how many parties it is among the first third. */
	high: number;
	/** Whether that is with two at least, and more than half of all who ranked. */
	isShared: boolean;
	/** Whether it is first with some and last with others. */
	isApart: boolean;
}

/** One order of each party, by their name; of a party that ranked more than once the newest counts. */
export function ordersIn(wants: readonly Want[]): Order[] {
	const rankings = wants.filter(({ item }) => item.register === PRIORITIES.id);
	const newest = new Map(rankings.map(({ item, party }) => [partyKey(party), item]));
	return inOrderOfName(partiesOf(rankings)).flatMap((party) => {
		const item = newest.get(partyKey(party));
		return item ? [{ party, item, ranked: rankedIn(item.filled.ranking ?? '') }] : [];
	});
}

export function placeIn({ ranked }: Pick<Order, 'ranked'>, theme: string): Omit<PlaceInOrder, 'order'> | null {
	const [rank, of] = [ranked.indexOf(theme) + 1, ranked.length];
	return rank === 0 ? null : { rank, of, height: heightOf({ rank, of }) };
}

/** The themes that anybody ranked: what stands high with most comes first. */
export function standingsOf(orders: readonly Order[]): Standing[] {
	return Object.keys(THEMES)
		.map((theme) => standingOf(theme, orders))
		.filter(({ places }) => places.length > 0)
		.toSorted((one, other) => other.high - one.high || meanOf(one) - meanOf(other));
}

function standingOf(theme: string, orders: readonly Order[]): Standing {
	const places = orders.flatMap((one, order) => {
		const place = placeIn(one, theme);
		return place ? [{ order, ...place }] : [];
	});
	const high = places.filter(({ height }) => isHigh(height)).length;
	const heights = places.map(({ height }) => height);
	return {
		...{ theme, places, high, isShared: high >= 2 && high > orders.length / 2 },
		isApart: places.length > 0 && areOpposite(Math.min(...heights), Math.max(...heights)),
	};
}

const meanOf = ({ places }: Standing): number => places.reduce((sum, { height }) => sum + height, 0) / places.length;
