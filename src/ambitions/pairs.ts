import { nameKey } from '#organisations/organisation.ts';
import { isOutdated, type Judgement, levelOf, type Outcome, pairKey } from '#registers/pairs/pair.ts';
import type { Item, RegisterLevel } from '#registers/register.ts';
import { findClashes, type Reason } from './clashes.ts';
import { findablesIn } from './findable.ts';
import type { Item as Findable } from './item.ts';
import { type Want, wantsIn } from './want.ts';

/** `again`: what was confirmed of two items of which one changed or was removed since, which asks people to look once more. */
export type State = 'found' | 'again' | 'confirmed' | 'resolved' | 'aside';

/** Two items that clash or reinforce each other, by the finder or because people said so. */
export interface Pair {
	key: string;
	one: Item;
	other: Item;
	/** Of two orders, the theme they were laid beside each other for; otherwise empty. */
	theme: string;
	level: RegisterLevel;
	outcome: Outcome;
	/** Why, by the rules of the finder; null where these do not find it any more. */
	reason: Reason | null;
	/** The newest first. */
	judgements: readonly Judgement[];
	state: State;
}

/** Whether people said so, of both items as they stand now. */
export const isConfirmed = ({ state }: Pick<Pair, 'state'>): boolean => state === 'confirmed' || state === 'resolved';
/** What waits for somebody to say whether it is so. */
export const isToJudge = ({ state }: Pick<Pair, 'state'>): boolean => state === 'found' || state === 'again';

type Said = ReadonlyMap<string, readonly Judgement[]>;

/** Every pair of items that the finder finds or people said something of: clashes first, and what texts say before what orders say. */
export const pairsIn = (items: readonly Item[], said: Said): Pair[] =>
	pairsAsTheyCame(items, said).toSorted((one, other) => weightOf(other) - weightOf(one));

const weightOf = ({ state, outcome, theme }: Pair): number =>
	(state === 'again' ? 4 : 0) + (outcome === 'clash' ? 2 : 0) + (theme === '' ? 1 : 0);

function pairsAsTheyCame(items: readonly Item[], said: Said): Pair[] {
	const byId = new Map(items.map((item) => [item.id, item]));
	const found = new Map(foundIn(wantsIn(items)).map((one) => [one.key, one]));
	return [...new Set([...found.keys(), ...said.keys()])].flatMap((key) => {
		const judgements = said.get(key) ?? [];
		const { outcome = 'clash', reason = null } = found.get(key) ?? {};
		const pairing = found.get(key) ?? judgements[0];
		const [one, other] = [byId.get(pairing?.one ?? ''), byId.get(pairing?.other ?? '')];
		if (!pairing || !one || !other) return [];
		const state = stateOf(judgements[0], one, other, reason !== null);
		if (state === null) return [];
		const told = reason ? outcome : (judgements[0]?.outcome ?? outcome);
		return [{ ...{ key, one, other, theme: pairing.theme, level: levelOf(one, other) }, ...{ outcome: told, reason, judgements, state } }];
	});
}

/** Null for what nobody has to look at: it is not found, and nobody says it is there. */
function stateOf(last: Judgement | undefined, one: Item, other: Item, isFound: boolean): State | null {
	const asFound = isFound ? 'found' : null;
	if (!last || last.verdict === 'taken-back') return asFound;
	if (!isOutdated(last, one, other)) return last.verdict;
	return last.verdict === 'aside' ? asFound : 'again';
}

/** What the finder finds, by the key of the pair. What one municipality wants in one of its roles is laid beside the other role alone. */
function foundIn(wants: readonly Want[]) {
	const inOrder = wants.toSorted((one, other) => (one.item.id < other.item.id ? -1 : 1));
	const behind = new Map<Findable, Want>(inOrder.flatMap((want) => findablesIn(want).map((findable) => [findable, want] as const)));
	return findClashes([...behind.keys()]).flatMap(({ items: [first, second], outcome, reason }) => {
		const [one, other] = [behind.get(first), behind.get(second)];
		if (!one || !other || isOneParty(one, other)) return [];
		const pairing = { one: one.item.id, other: other.item.id, theme: first.kind === 'priority' ? first.theme : '' };
		return [{ key: pairKey(pairing), ...pairing, outcome, reason }];
	});
}

const isOneParty = ({ party: one }: Want, { party: other }: Want): boolean =>
	nameKey(one.name) === nameKey(other.name) && (one.capacity === other.capacity || one.capacity === '' || other.capacity === '');
