import type { MessageKey, MessageValues } from '#platform/messages.ts';
import { areOpposite, heightOf, isHigh } from './height.ts';
import type { Item } from './item.ts';
import { isAgainst, likenessOf } from './likeness.ts';
import { canBothHold, hasLimits, isComparable } from './limits.ts';
import { periodsMeet, placesMeet } from './meeting.ts';
import { measureOf, partyOf, themeOf } from './naming.ts';

/** Why two items clash or reinforce each other: a message, and what is to be filled in. */
export interface Reason {
	key: MessageKey;
	values: MessageValues;
}

/** Two items of different parties that a person is to look at. */
export interface Candidate {
	items: [Item, Item];
	outcome: 'clash' | 'reinforcement';
	reason: Reason;
}

/** From which likeness on two texts are about one thing, and from which on they ask the same of it. */
const SAME_THING = 1 / 3;
const SAME_WISH = 1 / 2;

/** Every pair of different parties that clashes or reinforces, in the order of the items. Found by rules that a person can retell. */
export function findClashes(items: Item[]): Candidate[] {
	return items.flatMap((one, at) =>
		items.slice(at + 1).flatMap((other) => {
			if (partyOf(one) === partyOf(other)) return [];
			const found = weigh(one, other);
			return found ? [{ items: [one, other] satisfies [Item, Item], ...found }] : [];
		}),
	);
}

type Found = Pick<Candidate, 'outcome' | 'reason'> | null;

function weigh(one: Item, other: Item): Found {
	if (!placesMeet(one, other)) return null;
	return ranked(one, other) ?? (hasLimits(one) && hasLimits(other) ? limited(one, other) : wished(one, other));
}

/** Limits on one measure either leave room together or leave none. */
function limited(one: Item, other: Item): Found {
	if (!isComparable(one, other) || !periodsMeet(one, other)) return null;
	const values = { one: one.party, other: other.party, measure: one.measure ?? '', limit: limitOf(one), otherLimit: limitOf(other) };
	return canBothHold(one, other)
		? { outcome: 'reinforcement', reason: { key: 'ambitions.limitsLeaveRoom', values } }
		: { outcome: 'clash', reason: { key: 'ambitions.limitsExclude', values } };
}

/** The same thing at times that never meet, wanted by one and not by the other, or wanted by both. */
function wished(one: Item, other: Item): Found {
	if (one.kind === 'priority' || other.kind === 'priority' || themeOf(one) !== themeOf(other)) return null;
	if (one.measure && other.measure && measureOf(one) !== measureOf(other)) return null;
	const likeness = likenessOf(one, other);
	const values = { one: one.party, other: other.party, theme: one.theme, period: periodOf(one), otherPeriod: periodOf(other) };
	const isSameSide = isAgainst(one) === isAgainst(other);
	if (!periodsMeet(one, other))
		return isSameSide && likeness >= SAME_THING ? { outcome: 'clash', reason: { key: 'ambitions.timesExclude', values } } : null;
	if (likeness < SAME_WISH) return null;
	return isSameSide
		? { outcome: 'reinforcement', reason: { key: 'ambitions.sameWish', values } }
		: { outcome: 'clash', reason: { key: 'ambitions.forAndAgainst', values } };
}

/** One theme, at opposite ends of two orders or high in both. */
function ranked(one: Item, other: Item): Found {
	if (one.rank === undefined || other.rank === undefined || themeOf(one) !== themeOf(other)) return null;
	if (!periodsMeet(one, other)) return null;
	const [height, otherHeight] = [heightOf(one), heightOf(other)];
	const values = {
		...{ one: one.party, other: other.party, theme: one.theme },
		...{ rank: one.rank, of: one.of ?? '?', otherRank: other.rank, otherOf: other.of ?? '?' },
	};
	if (isHigh(height) && isHigh(otherHeight)) return { outcome: 'reinforcement', reason: { key: 'ambitions.highWithBoth', values } };
	return areOpposite(height, otherHeight) ? { outcome: 'clash', reason: { key: 'ambitions.oppositeEnds', values } } : null;
}

/** `≥ 40 ≤ 55 °C`, as people read it on a drawing. */
const limitOf = ({ atLeast, atMost, unit }: Item): string =>
	[atLeast !== undefined && `≥ ${atLeast}`, atMost !== undefined && `≤ ${atMost}`, unit].filter(Boolean).join(' ');

/** `2027-03-01 – 2027-09-30`, open where no day was named. */
const periodOf = ({ from = '…', until = '…' }: Item): string => `${from} – ${until}`;
