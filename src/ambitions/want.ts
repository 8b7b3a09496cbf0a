import { nameKey } from '#organisations/organisation.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import { AMBITIONS, PRIORITIES, WISHES } from '#registers/definitions/ambitions.ts';
import { CONDITIONS } from '#registers/definitions/conditions.ts';
import { THEMES } from '#registers/definitions/words.ts';
import { type Item, inSight, type Register } from '#registers/register.ts';

/** The registers on which parties say what they want, ask and put in an order. */
export const WANTED: readonly Register[] = [AMBITIONS, WISHES, CONDITIONS, PRIORITIES];

export const isWanted = ({ id }: Pick<Register, 'id'>): boolean => WANTED.some((one) => one.id === id);

/** What one thing that a party wants is called. */
export const WANT_NAMES: Record<string, MessageKey> = {
	ambitions: 'ambitions.ambition',
	wishes: 'ambitions.wish',
	conditions: 'ambitions.condition',
	priorities: 'ambitions.order',
};

/** A municipality that acts as authority and as owner is two parties. */
const CAPACITIES = ['', 'authority', 'owner'] as const;
type Capacity = (typeof CAPACITIES)[number];
export interface Party {
	name: string;
	capacity: Capacity;
}

/** One thing that a party wants. */
export interface Want {
	item: Item;
	party: Party;
}

/** What was dropped, or decided not to go along, asks nothing of anybody any more. */
const isStillAsked = ({ filled }: Item): boolean => filled.state !== 'dropped' && filled.verdict !== 'out';

export const wantsIn = (items: readonly Item[]): Want[] =>
	inSight(items)
		.filter(isStillAsked)
		.map((item) => ({ item, party: partyOf(item) }));

export const partyOf = ({ filled }: Pick<Item, 'filled'>): Party => ({
	name: filled.party ?? '',
	capacity: CAPACITIES.find((one) => one === filled.capacity) ?? '',
});

/** One party however its name was written. */
export const partyKey = ({ name, capacity }: Party): string => `${nameKey(name)} ${capacity}`;

export const partyTold = ({ name, capacity }: Party, { say }: Speech): string => {
	if (capacity === '') return name;
	return `${name} (${say(capacity === 'authority' ? 'registers.capacityAuthority' : 'registers.capacityOwner')})`;
};

/** By name, and what a party wants without saying in which role before the rest. */
export const inOrderOfName = (parties: readonly Party[]): Party[] => {
	const { compare } = new Intl.Collator('nl');
	return parties.toSorted(
		(one, other) => compare(one.name, other.name) || CAPACITIES.indexOf(one.capacity) - CAPACITIES.indexOf(other.capacity),
	);
};

/** Every party that wants something, once, as its name was first written. */
export const partiesOf = (wants: readonly Want[]): Party[] => [
	...new Map(wants.toReversed().map(({ party }) => [partyKey(party), party])).values(),
];

export const themeTold = (theme: string, { say }: Speech): string =>
	say(Object.hasOwn(THEMES, theme) ? THEMES[theme as keyof typeof THEMES] : 'registers.themeOther');
