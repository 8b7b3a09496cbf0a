import type { Register } from '../register.ts';
import { CAPACITY, LIMITS, PARTY, PARTY_IF_ANY, SIZES, THEME, WHAT } from './words.ts';

/** What has to be so before a party takes part. */
export const CONDITIONS = {
	id: 'conditions',
	address: 'voorwaarden',
	title: 'registers.conditions',
	lead: 'registers.conditionsLead',
	add: 'registers.conditionsAdd',
	called: 'what',
	junctions: ['gesprek-ambities', 'helderheid-belangen'],
	fields: {
		what: { ...WHAT, label: 'registers.condition' },
		party: PARTY,
		capacity: CAPACITY,
		theme: THEME,
		...LIMITS,
		state: {
			as: 'choice',
			name: 'stand',
			label: 'registers.state',
			words: { met: 'registers.stateMet', unmet: 'registers.stateUnmet', dropped: 'registers.stateDropped' },
			none: 'registers.stateUnknown',
		},
		since: { as: 'day', name: 'sinds', label: 'registers.since' },
	},
} as const satisfies Register;

/** What may go wrong, and what is done about it. */
export const RISKS = {
	id: 'risks',
	address: 'risicos',
	title: 'registers.risks',
	lead: 'registers.risksLead',
	add: 'registers.risksAdd',
	called: 'what',
	junctions: ['risicos', 'gesprek-ambities', 'businesscase'],
	crossed: {
		along: 'chance',
		up: 'effect',
		alongName: 'registers.chance',
		upName: 'registers.effect',
		drawn: 'registers.risksDrawn',
		over: { field: 'state', word: 'gone' },
	},
	fields: {
		what: { ...WHAT, label: 'registers.risk' },
		party: PARTY_IF_ANY,
		chance: { as: 'choice', name: 'kans', label: 'registers.chance', words: SIZES, none: 'registers.notSet' },
		effect: { as: 'choice', name: 'gevolg', label: 'registers.effect', words: SIZES, none: 'registers.notSet' },
		consequence: { as: 'text', name: 'gevolgen', label: 'registers.consequence' },
		remedy: { as: 'text', name: 'maatregel', label: 'registers.remedy' },
		state: {
			as: 'choice',
			name: 'stand',
			label: 'registers.state',
			words: { handled: 'registers.riskHandled', happened: 'registers.riskHappened', gone: 'registers.riskGone' },
			none: 'registers.riskOpen',
		},
	},
} as const satisfies Register;

/** What people are worried about, what they heard back, and what was done. */
export const CONCERNS = {
	id: 'concerns',
	address: 'zorgen',
	title: 'registers.concerns',
	lead: 'registers.concernsLead',
	add: 'registers.concernsAdd',
	called: 'what',
	junctions: ['wijkwensen', 'bewonersgroepen', 'klachten'],
	fields: {
		what: { ...WHAT, label: 'registers.concern' },
		party: { ...PARTY_IF_ANY, label: 'registers.saidBy', hint: 'registers.saidByHint' },
		day: { as: 'day', name: 'dag', label: 'registers.saidOn' },
		answer: { as: 'text', name: 'antwoord', label: 'registers.answer' },
		done: { as: 'text', name: 'gedaan', label: 'registers.done' },
		state: {
			as: 'choice',
			name: 'stand',
			label: 'registers.state',
			words: { answered: 'registers.concernAnswered', solved: 'registers.concernSolved' },
			none: 'registers.concernOpen',
		},
	},
} as const satisfies Register;

/** Where the plan and something else that is to happen can help each other. */
export const OPPORTUNITIES = {
	id: 'opportunities',
	address: 'koppelkansen',
	title: 'registers.opportunities',
	lead: 'registers.opportunitiesLead',
	add: 'registers.opportunitiesAdd',
	called: 'what',
	junctions: ['sociale-koppelkansen', 'fysieke-koppelkansen', 'opgaven-verbinden', 'opgaven-in-kaart'],
	crossed: {
		along: 'feasible',
		up: 'benefit',
		alongName: 'registers.feasibleShort',
		upName: 'registers.benefitShort',
		drawn: 'registers.opportunitiesDrawn',
		over: { field: 'state', word: 'dropped' },
		square: { field: 'sort', word: 'physical', told: 'registers.opportunitiesSquare' },
	},
	fields: {
		what: { ...WHAT, label: 'registers.opportunity' },
		sort: {
			as: 'choice',
			name: 'soort',
			label: 'registers.sort',
			missing: 'registers.sortMissing',
			words: { social: 'registers.sortSocial', physical: 'registers.sortPhysical' },
		},
		party: PARTY_IF_ANY,
		place: LIMITS.place,
		from: LIMITS.from,
		until: LIMITS.until,
		benefit: { as: 'choice', name: 'opbrengst', label: 'registers.benefit', words: SIZES, none: 'registers.notSet' },
		feasible: { as: 'choice', name: 'haalbaarheid', label: 'registers.feasible', words: SIZES, none: 'registers.notSet' },
		state: {
			as: 'choice',
			name: 'stand',
			label: 'registers.state',
			words: { plan: 'registers.opportunityInPlan', later: 'registers.verdictLater', dropped: 'registers.opportunityDropped' },
			none: 'registers.opportunitySeen',
		},
		why: {
			as: 'text',
			name: 'waarom',
			label: 'registers.verdictWhy',
			hint: 'registers.verdictWhyHint',
			onceFilled: { field: 'state', missing: 'registers.verdictWhyMissing' },
		},
		decision: { as: 'decision', name: 'besluit', label: 'registers.decision' },
	},
} as const satisfies Register;
