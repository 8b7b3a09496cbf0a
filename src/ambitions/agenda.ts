import { ordersIn, type Standing, standingsOf } from './orders.ts';
import { isConfirmed, type Pair } from './pairs.ts';
import type { Want } from './want.ts';

/** What there is to talk about. */
export interface Agenda {
	/** Clashes that people confirmed and nobody resolved yet. */
	clashes: Pair[];
	/** Themes on which orders are far apart, the furthest first; not those of which a clash was confirmed. */
	differences: Standing[];
	resolved: Pair[];
}

export function agendaOf(wants: readonly Want[], pairs: readonly Pair[]): Agenda {
	const themes = new Set(pairs.filter((pair) => isConfirmed(pair) && pair.outcome === 'clash').map(({ theme }) => theme));
	const apart = standingsOf(ordersIn(wants)).filter(({ isApart, theme }) => isApart && !themes.has(theme));
	return {
		clashes: pairs.filter(({ state, outcome }) => state === 'confirmed' && outcome === 'clash'),
		differences: apart.toSorted((one, other) => gapOf(other) - gapOf(one)),
		resolved: pairs.filter(({ state }) => state === 'resolved'),
	};
}

const gapOf = ({ places }: Standing): number => {
	const heights = places.map(({ height }) => height);
	return Math.max(...heights) - Math.min(...heights);
};
