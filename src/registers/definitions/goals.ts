import type { Register } from '../register.ts';
import { FROM, UNTIL, WHAT } from './words.ts';

/** What is to be reached, in words that leave no doubt. */
export const GOALS = {
	id: 'goals',
	address: 'doelen',
	title: 'registers.goals',
	lead: 'registers.goalsLead',
	add: 'registers.goalsAdd',
	called: 'what',
	junctions: ['gezamenlijke-ambitie', 'doelen-indicatoren'],
	fields: {
		what: { ...WHAT, label: 'registers.goal' },
		kind: {
			as: 'choice',
			name: 'soort',
			label: 'registers.goalKind',
			missing: 'registers.goalKindMissing',
			words: { 'gas-free': 'registers.goalGasFree', 'co2-neutral': 'registers.goalNeutral', other: 'registers.goalOther' },
		},
		definition: {
			as: 'text',
			name: 'betekenis',
			label: 'registers.definition',
			hint: 'registers.definitionHint',
			missing: 'registers.definitionMissing',
		},
		scope: { as: 'text', name: 'reikwijdte', label: 'registers.scope', hint: 'registers.scopeHint' },
		year: { as: 'number', name: 'jaar', label: 'registers.year', least: 2020, most: 2100, plain: true, missing: 'registers.yearMissing' },
		decision: { as: 'decision', name: 'besluit', label: 'registers.decision' },
	},
} as const satisfies Register;

/** By what it can be seen whether a goal is reached. */
export const CRITERIA = {
	id: 'criteria',
	address: 'criteria',
	title: 'registers.criteria',
	lead: 'registers.criteriaLead',
	add: 'registers.criteriaAdd',
	called: 'what',
	junctions: ['gezamenlijke-ambitie', 'doelen-indicatoren', 'ambitie-toetsen', 'criteria-energiesysteem'],
	measures: { unit: 'unit' },
	fields: {
		what: { ...WHAT, label: 'registers.criterion' },
		unit: { as: 'line', name: 'eenheid', label: 'registers.unit', hint: 'registers.unitHint', missing: 'registers.unitMissing' },
		baseline: { as: 'number', name: 'nulmeting', label: 'registers.baseline' },
		baselineOn: { as: 'day', name: 'nuldag', label: 'registers.baselineOn' },
		direction: {
			as: 'choice',
			name: 'richting',
			label: 'registers.direction',
			missing: 'registers.directionMissing',
			words: { atLeast: 'registers.directionAtLeast', atMost: 'registers.directionAtMost' },
		},
		target: { as: 'number', name: 'streefwaarde', label: 'registers.target', missing: 'registers.targetMissing' },
		due: { as: 'day', name: 'voor', label: 'registers.due' },
		method: { as: 'text', name: 'methode', label: 'registers.method', hint: 'registers.methodHint', missing: 'registers.methodMissing' },
	},
} as const satisfies Register;

const EURO = { least: 0, most: 10_000_000 } as const;

/** What cost neutral means here: which costs, whose, over what period, with which prices. For one dwelling. */
export const COSTS = {
	id: 'costs',
	address: 'kostenneutraal',
	title: 'registers.costs',
	lead: 'registers.costsLead',
	add: 'registers.costsAdd',
	called: 'what',
	junctions: ['gezamenlijke-ambitie', 'kosten-varianten', 'financieringsaanbod'],
	fields: {
		what: { ...WHAT, as: 'line', label: 'registers.costsName' },
		whose: {
			as: 'text',
			name: 'voorwie',
			label: 'registers.costsWhose',
			hint: 'registers.costsWhoseHint',
			missing: 'registers.costsWhoseMissing',
		},
		which: {
			as: 'text',
			name: 'welke',
			label: 'registers.costsWhich',
			hint: 'registers.costsWhichHint',
			missing: 'registers.costsWhichMissing',
		},
		years: { as: 'number', name: 'jaren', label: 'registers.costsYears', least: 1, most: 50, missing: 'registers.costsYearsMissing' },
		investment: { as: 'number', name: 'investering', label: 'registers.costsInvestment', ...EURO },
		subsidy: { as: 'number', name: 'subsidie', label: 'registers.costsSubsidy', ...EURO },
		interest: { as: 'number', name: 'rente', label: 'registers.costsInterest', least: 0, most: 20 },
		gas: { as: 'number', name: 'gas', label: 'registers.costsGas', least: 0, most: 10_000 },
		gasPrice: { as: 'number', name: 'gasprijs', label: 'registers.costsGasPrice', least: 0, most: 20 },
		gasFixed: { as: 'number', name: 'gasvast', label: 'registers.costsGasFixed', ...EURO },
		heat: { as: 'number', name: 'warmte', label: 'registers.costsHeat', least: 0, most: 1_000 },
		heatPrice: { as: 'number', name: 'warmteprijs', label: 'registers.costsHeatPrice', least: 0, most: 500 },
		heatFixed: { as: 'number', name: 'warmtevast', label: 'registers.costsHeatFixed', ...EURO },
		power: { as: 'number', name: 'stroom', label: 'registers.costsPower', least: 0, most: 50_000 },
		powerPrice: { as: 'number', name: 'stroomprijs', label: 'registers.costsPowerPrice', least: 0, most: 10 },
		rise: { as: 'number', name: 'stijging', label: 'registers.costsRise', hint: 'registers.costsRiseHint', least: -10, most: 20 },
	},
} as const satisfies Register;

/** What it costs that something does not move, a month. */
export const DEADLOCKS = {
	id: 'deadlocks',
	address: 'impasses',
	title: 'registers.deadlocks',
	lead: 'registers.deadlocksLead',
	add: 'registers.deadlocksAdd',
	called: 'what',
	junctions: ['helderheid-belangen', 'besluitvormingsafspraken'],
	fields: {
		what: { ...WHAT, label: 'registers.deadlock' },
		from: { ...FROM, label: 'registers.deadlockFrom', missing: 'registers.deadlockFromMissing' },
		until: { ...UNTIL, label: 'registers.deadlockUntil' },
		hours: { as: 'number', name: 'uren', label: 'registers.deadlockHours', least: 0, most: 100_000 },
		rate: { as: 'number', name: 'uurtarief', label: 'registers.deadlockRate', least: 0, most: 1_000 },
		dwellings: { as: 'number', name: 'woningen', label: 'registers.deadlockDwellings', least: 0, most: 1_000_000 },
		perDwelling: { as: 'number', name: 'perwoning', label: 'registers.deadlockPerDwelling', ...EURO },
		budget: { as: 'number', name: 'bouwsom', label: 'registers.deadlockBudget', least: 0, most: 10_000_000_000 },
		rise: { as: 'number', name: 'stijging', label: 'registers.deadlockRise', least: -10, most: 30 },
		other: { as: 'number', name: 'anders', label: 'registers.deadlockOther', ...EURO },
		way: { as: 'text', name: 'uitweg', label: 'registers.deadlockWay' },
	},
} as const satisfies Register;
