import { THEMES } from '#registers/definitions/words.ts';
import type { Item } from '#registers/register.ts';
import { type Order, ordersIn, placeIn } from './orders.ts';
import { isConfirmed, type Pair } from './pairs.ts';
import { inOrderOfName, type Party, partiesOf, partyKey, type Want } from './want.ts';

/** What a cell says of a confirmed pair: what it is, and with whom. */
export interface Mark {
	pair: Pair;
	/** The item on the other side. */
	other: Item;
}

/** The confirmed pairs in which an item plays a part; an order by its themes, anything else as a whole. */
export function marksOf(pairs: readonly Pair[]): (item: Item, theme?: string) => Mark[] {
	const confirmed = pairs.filter(isConfirmed);
	return ({ id }, theme = '') =>
		confirmed
			.filter((pair) => pair.theme === theme && (pair.one.id === id || pair.other.id === id))
			.map((pair) => ({ pair, other: pair.one.id === id ? pair.other : pair.one }));
}

/** What one party wants of one theme. */
export interface Cell {
	theme: string;
	wants: Want[];
	/** Where the theme stands in its order; null where it did not rank it. */
	place: { rank: number; of: number; order: Order } | null;
}

/** Parties down, themes across. */
export interface Grid {
	themes: string[];
	rows: { party: Party; cells: Cell[] }[];
}

/** Only the themes that anybody wants something of, in the order of the forms. */
export function gridOf(wants: readonly Want[]): Grid {
	const orders = new Map(ordersIn(wants).map((order) => [partyKey(order.party), order]));
	const wanted = Map.groupBy(wants, ({ party, item }) => `${partyKey(party)} ${item.filled.theme}`);
	const rows = inOrderOfName(partiesOf(wants)).map((party) => {
		const order = orders.get(partyKey(party));
		return {
			party,
			cells: Object.keys(THEMES).map((theme): Cell => {
				const place = order && placeIn(order, theme);
				return { theme, wants: wanted.get(`${partyKey(party)} ${theme}`) ?? [], place: order && place ? { ...place, order } : null };
			}),
		};
	});
	const isFilled = ({ wants, place }: Cell) => wants.length > 0 || place !== null;
	const themes = Object.keys(THEMES).filter((theme) => rows.some(({ cells }) => cells.some((one) => one.theme === theme && isFilled(one))));
	return { themes, rows: rows.map(({ party, cells }) => ({ party, cells: cells.filter(({ theme }) => themes.includes(theme)) })) };
}
