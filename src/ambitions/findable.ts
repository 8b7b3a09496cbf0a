import { AMBITIONS, PRIORITIES, WISHES } from '#registers/definitions/ambitions.ts';
import { CONDITIONS } from '#registers/definitions/conditions.ts';
import { rankedIn } from '#registers/field.ts';
import type { Item as Findable } from './item.ts';
import type { Want } from './want.ts';

const KINDS: Record<string, Findable['kind']> = {
	[AMBITIONS.id]: 'wish',
	[WISHES.id]: 'wish',
	[CONDITIONS.id]: 'condition',
};

/** A want as the finder takes it; an order is a priority for each of its themes. */
export function findablesIn({ item: { id, register, filled }, party: { name, capacity } }: Want): Findable[] {
	const party = `${name} ${capacity}`.trim();
	if (register === PRIORITIES.id) {
		const ranked = rankedIn(filled.ranking ?? '');
		return ranked.map((theme, index) => ({
			...{ id: `${id} ${theme}`, party, theme, kind: 'priority', text: '', rank: index + 1, of: ranked.length },
		}));
	}
	const number = (kept: string | undefined) => (kept ? Number(kept) : undefined);
	const words = (kept: string | undefined) => kept || undefined;
	return [
		{
			...{ id, party, theme: filled.theme ?? '', kind: KINDS[register] ?? 'wish', text: filled.what ?? '' },
			...{ measure: words(filled.measure), unit: words(filled.unit), place: words(filled.place) },
			...{ atLeast: number(filled.atLeast), atMost: number(filled.atMost), from: words(filled.from), until: words(filled.until) },
		},
	];
}
