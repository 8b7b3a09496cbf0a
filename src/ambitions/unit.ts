import { dutchStem, plain } from '#search/words.ts';

/** A unit as a multiple of the one its kind is counted in. Units of one kind can be compared, others never. */
interface Unit {
	kind: string;
	factor: number;
	/** What is added after multiplying; only degrees have it. */
	offset?: number;
}

const PREFIXES = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 };
const prefixed = (kind: string, symbol: string, factor: number): [string, Unit][] =>
	Object.entries(PREFIXES).map(([prefix, times]) => [prefix + symbol, { kind, factor: factor * times }]);
const named = (kind: string, units: Record<string, number>): [string, Unit][] =>
	Object.entries(units).flatMap(([names, factor]) => names.split(' ').map((name): [string, Unit] => [name, { kind, factor }]));

/** Months and years are counted in days of a mean year, so that twelve months are exactly a year. */
const YEAR = 365.25;

/** By how they are written; what differs by more than its case, such as mW and MW, is written as the standards have it. */
const UNITS = new Map<string, Unit>([
	...prefixed('power', 'W', 1),
	...prefixed('energy', 'Wh', 3600),
	...prefixed('energy', 'J', 1),
	...prefixed('peak power', 'Wp', 1),
	...prefixed('apparent power', 'VA', 1),
	...named('power', { watt: 1, kilowatt: 1e3, megawatt: 1e6 }),
	...named('energy', { 'kilowattuur kilowatthour': 3.6e6, 'megawattuur megawatthour': 3.6e9, gigajoule: 1e9, megajoule: 1e6 }),
	...named('time', {
		's sec seconde seconden second seconds': 1 / 86_400,
		'min minuut minuten minute minutes': 1 / 1440,
		'h u uur uren hour hours': 1 / 24,
		'd dag dagen day days': 1,
		'wk week weken weeks': 7,
		'mnd maand maanden month months': YEAR / 12,
		'kwartaal kwartalen quarter quarters': YEAR / 4,
		'j jr jaar jaren a yr year years': YEAR,
	}),
	...named('length', { 'mm millimeter': 0.001, 'cm centimeter': 0.01, 'm meter meters metre metres': 1, 'km kilometer kilometers': 1000 }),
	...named('area', { 'm2 m²': 1, 'ha hectare hectaren': 1e4, 'km2 km²': 1e6 }),
	...named('volume', { 'l liter liters litre litres': 0.001, 'm3 m³ kuub nm3 nm³': 1 }),
	...named('mass', { 'g gram': 1e-3, 'kg kilo kilogram': 1, 't ton tonnen tonne tonnes': 1e3, 'kt kiloton': 1e6 }),
	...named('money', {
		'ct cent eurocent': 0.01,
		'€ eur euro euros': 1,
		'k€ keur': 1e3,
		'm€ mln miljoen': 1e6,
	}),
	...named('share', { '% procent percent': 0.01, '‰ promille': 0.001, 'fractie fraction': 1 }),
	...named('sound', { 'db decibel': 1, 'db(a) dba': 1 }),
	...named('temperature', { '°c c graden graad celsius': 1 }),
	['graden celsius', { kind: 'temperature', factor: 1 }],
	['K', { kind: 'temperature', factor: 1, offset: -273.15 }],
	['kelvin', { kind: 'temperature', factor: 1, offset: -273.15 }],
]);

const lookUp = (written: string): Unit | undefined =>
	UNITS.get(written) ?? UNITS.get(written.toLowerCase()) ?? [...UNITS].find(([name]) => name.toLowerCase() === written.toLowerCase())?.[1];

const TIMES: Record<string, number> = { duizend: 1e3, thousand: 1e3, mln: 1e6, miljoen: 1e6, million: 1e6, mld: 1e9, miljard: 1e9 };

/** One word of a unit, such as `kg` of `kg CO2`. A unit nobody knows is a kind of its own, compared with itself only. */
function single(written: string): Unit {
	const known = lookUp(written);
	if (known) return known;
	const [head = '', ...rest] = written.split(' ');
	const unit = lookUp(head);
	const times = TIMES[head.toLowerCase()];
	const tail = rest.join(' ');
	if (tail && times) return multiplied(single(tail), times);
	if (tail && unit) return { ...unit, kind: `${unit.kind} of ${tail.toLowerCase()}` };
	return {
		kind: written
			.split(' ')
			.map((word) => dutchStem(plain(word)))
			.join(' '),
		factor: 1,
	};
}

const multiplied = (unit: Unit, times: number): Unit => ({ ...unit, factor: unit.factor * times });

/** Reads `kW`, `€ per maand`, `kWh/m²/jaar`, `ton CO2`. Source of the factors: SI, and a mean year of 365.25 days. */
export function unitOf(written: string): Unit {
	const [first = '', ...per] = written
		.replace(/\bper\b/gi, '/')
		.split('/')
		.map((piece) => piece.trim().replace(/[\s-]+/g, ' '));
	const whole = single(first);
	if (per.length === 0) return whole;
	const parts = per.map(single);
	return {
		kind: [whole.kind, ...parts.map(({ kind }) => kind).toSorted()].join(' per '),
		factor: parts.reduce((factor, part) => factor / part.factor, whole.factor),
	};
}

/** A value in the unit its kind is counted in. */
export const inBase = (value: number, { factor, offset = 0 }: Unit): number => value * factor + offset;
