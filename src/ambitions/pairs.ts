import { nameKey } from '#organisations/organisation.ts';
import { PRIORITIES } from '#registers/definitions/ambitions.ts';
import { isOutdated, type Judgement, levelOf, type Outcome, pairKey } from '#registers/pairs/pair.ts';
import type { Item, RegisterLevel } from '#registers/register.ts';
import { findClashes, type Reason } from './clashes.ts';
import { findablesIn } from './findable.ts';
import type { Item as Findable } from './item.ts';
import { ordersIn } from './orders.ts';
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
	const wants = withoutFormerOrders(wantsIn(items));
	const asked = new Set(wants.map(({ item }) => item.id));
	const found = new Map(foundIn(wants).map((one) => [one.key, one]));
	return [...new Set([...found.keys(), ...said.keys()])].flatMap((key) => {
		const [now, judgements] = [found.get(key), said.get(key) ?? []];
		const [last] = judgements;
		const pairing = now ?? last;
		const [one, other] = [byId.get(pairing?.one ?? ''), byId.get(pairing?.other ?? '')];
		if (!pairing || !one || !other) return [];
		const holds = last !== undefined && !isOutdated(last, one, other) && asked.has(one.id) && asked.has(other.id);
		const state = stateOf(last, holds, now !== undefined);
		if (state === null) return [];
		// What people said of it holds, also where later rules would say otherwise.
		const outcome = (isToJudge({ state }) ? now?.outcome : undefined) ?? last?.outcome ?? pairing.outcome;
		const reason = now?.outcome === outcome ? now.reason : null;
		return [{ ...{ key, one, other, theme: pairing.theme, level: levelOf(one, other) }, ...{ outcome, reason, judgements, state } }];
	});
}

/** Null for what nobody has to look at: it is not found, and nobody says it is there. `holds`: what was said last is of both as they stand. */
function stateOf(last: Judgement | undefined, holds: boolean, isFound: boolean): State | null {
	if (!last || last.verdict === 'taken-back') return isFound ? 'found' : null;
	if (holds) return last.verdict;
	if (last.verdict === 'aside') return isFound ? 'found' : null;
	return 'again';
}

/** Of a party that ranked more than once the newest order counts. */
function withoutFormerOrders(wants: readonly Want[]): Want[] {
	const newest = new Set(ordersIn(wants).map(({ item }) => item.id));
	return wants.filter(({ item }) => item.register !== PRIORITIES.id || newest.has(item.id));
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
