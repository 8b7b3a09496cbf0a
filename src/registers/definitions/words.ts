import type { MessageKey } from '#platform/messages.ts';
import type { Field } from '../field.ts';

/** What ambitions and wishes are about; heat is one of many. */
export const THEMES = {
	heat: 'registers.themeHeat',
	costs: 'registers.themeCosts',
	comfort: 'registers.themeComfort',
	homes: 'registers.themeHomes',
	green: 'registers.themeGreen',
	climate: 'registers.themeClimate',
	mobility: 'registers.themeMobility',
	meeting: 'registers.themeMeeting',
	safety: 'registers.themeSafety',
	work: 'registers.themeWork',
	say: 'registers.themeSay',
	planning: 'registers.themePlanning',
	other: 'registers.themeOther',
} as const satisfies Record<string, MessageKey>;

/** From very small to very large. */
export const SIZES = {
	'1': 'registers.sizeOne',
	'2': 'registers.sizeTwo',
	'3': 'registers.sizeThree',
	'4': 'registers.sizeFour',
	'5': 'registers.sizeFive',
} as const satisfies Record<string, MessageKey>;

export const THEME = { as: 'choice', name: 'thema', label: 'registers.theme', missing: 'registers.themeMissing', words: THEMES } as const;
export const PARTY = {
	as: 'party',
	name: 'partij',
	label: 'registers.party',
	hint: 'registers.partyHint',
	missing: 'registers.partyMissing',
} as const;
/** Who it comes from, where that is known. */
export const PARTY_IF_ANY = { as: 'party', name: 'partij', label: 'registers.partyIfAny', hint: 'registers.partyHint' } as const;
/** A municipality wants one thing for its area, and maybe another for what it owns. */
export const CAPACITY = {
	as: 'choice',
	name: 'rol',
	label: 'registers.capacity',
	hint: 'registers.capacityHint',
	words: { authority: 'registers.capacityAuthority', owner: 'registers.capacityOwner' },
	none: 'registers.capacityNone',
	isQuiet: true,
} as const;
export const PLACE = { as: 'line', name: 'plek', label: 'registers.place', hint: 'registers.placeHint' } as const;
export const FROM = { as: 'day', name: 'vanaf', label: 'registers.from' } as const;
export const UNTIL = { as: 'day', name: 'tot', label: 'registers.until' } as const;

/** What can be laid beside what another party wants. */
export const LIMITS = {
	measure: { as: 'line', name: 'maat', label: 'registers.measure', hint: 'registers.measureHint' },
	unit: { as: 'line', name: 'eenheid', label: 'registers.unit', hint: 'registers.unitHint' },
	atLeast: { as: 'number', name: 'minstens', label: 'registers.atLeast' },
	atMost: { as: 'number', name: 'hoogstens', label: 'registers.atMost' },
	from: FROM,
	until: UNTIL,
	place: PLACE,
} as const satisfies Record<string, Field>;

export const WHAT = { as: 'text', name: 'wat', label: 'registers.what', missing: 'registers.whatMissing' } as const satisfies Field;
