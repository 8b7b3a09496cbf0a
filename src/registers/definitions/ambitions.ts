import type { Register } from '../register.ts';
import { CAPACITY, LIMITS, PARTY, THEME, THEMES, WHAT } from './words.ts';

/** What persons, organisations and all together want to reach. */
export const AMBITIONS = {
	id: 'ambitions',
	address: 'ambities',
	title: 'registers.ambitions',
	lead: 'registers.ambitionsLead',
	add: 'registers.ambitionsAdd',
	called: 'what',
	junctions: ['gesprek-ambities', 'helderheid-belangen', 'gezamenlijke-ambitie'],
	fields: {
		what: { ...WHAT, label: 'registers.ambition' },
		party: PARTY,
		of: {
			as: 'choice',
			name: 'vanwie',
			label: 'registers.ofWhom',
			missing: 'registers.ofWhomMissing',
			words: { person: 'registers.ofPerson', organisation: 'registers.ofOrganisation', together: 'registers.ofTogether' },
		},
		capacity: CAPACITY,
		theme: THEME,
		...LIMITS,
	},
} as const satisfies Register;

/** What each party puts first, of the themes that all of them put in order. */
export const PRIORITIES = {
	id: 'priorities',
	address: 'prioriteiten',
	title: 'registers.priorities',
	lead: 'registers.prioritiesLead',
	add: 'registers.prioritiesAdd',
	called: 'party',
	junctions: ['helderheid-belangen'],
	fields: {
		party: PARTY,
		capacity: CAPACITY,
		ranking: {
			as: 'ranking',
			name: 'volgorde',
			label: 'registers.ranking',
			hint: 'registers.rankingHint',
			missing: 'registers.rankingMissing',
			words: THEMES,
		},
		why: { as: 'text', name: 'waarom', label: 'registers.rankingWhy' },
	},
} as const satisfies Register;

/** What somebody would like, and whether it goes along in the plan. */
export const WISHES = {
	id: 'wishes',
	address: 'wensen',
	title: 'registers.wishes',
	lead: 'registers.wishesLead',
	add: 'registers.wishesAdd',
	called: 'what',
	junctions: ['gezamenlijke-ambitie', 'wijkwensen', 'opgaven-verbinden'],
	grouped: 'verdict',
	fields: {
		what: { ...WHAT, label: 'registers.wish' },
		party: PARTY,
		capacity: CAPACITY,
		theme: THEME,
		...LIMITS,
		verdict: {
			as: 'choice',
			name: 'uitkomst',
			label: 'registers.verdict',
			words: { in: 'registers.verdictIn', later: 'registers.verdictLater', out: 'registers.verdictOut' },
			none: 'registers.verdictNone',
		},
		why: {
			as: 'text',
			name: 'waarom',
			label: 'registers.verdictWhy',
			hint: 'registers.verdictWhyHint',
			onceFilled: { field: 'verdict', missing: 'registers.verdictWhyMissing' },
		},
		decision: { as: 'decision', name: 'besluit', label: 'registers.decision' },
	},
} as const satisfies Register;
