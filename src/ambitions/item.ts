import * as v from 'valibot';

/** What a party wants, demands, or puts in an order; the smallest thing that two parties can clash over or share. */
export interface Item {
	id: string;
	party: string;
	theme: string;
	kind: 'wish' | 'condition' | 'priority';
	text: string;
	/** What is measured, such as the temperature of supply; its limits count in `unit` and hold themselves. */
	measure?: string | undefined;
	unit?: string | undefined;
	atLeast?: number | undefined;
	atMost?: number | undefined;
	/** Days, both included. */
	from?: string | undefined;
	until?: string | undefined;
	place?: string | undefined;
	/** 1 is the most important, of so many that were ranked. */
	rank?: number | undefined;
	of?: number | undefined;
}

/** What is worked out of an item is worked out once, however many others it is held against. */
export function once<T>(work: (item: Item) => T): (item: Item) => T {
	const known = new WeakMap<Item, { result: T }>();
	return (item) => {
		const before = known.get(item) ?? { result: work(item) };
		known.set(item, before);
		return before.result;
	};
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => {
	if (!DAY.test(text)) return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

const filled = v.pipe(v.string(), v.trim(), v.nonEmpty('is empty'));
/** A day; a moment on it is taken for the day. */
const day = v.pipe(
	v.string(),
	v.transform((text) => text.replace(/T.*$/, '')),
	v.check(isDay, 'is no day such as 2027-03-01'),
);
const count = v.pipe(v.number(), v.integer('is no whole number'), v.minValue(1, 'is less than 1'));
const limit = v.pipe(v.number(), v.finite('is no number'));
/** A field that is null says as much as one that is not there. */
const maybe = <S extends v.GenericSchema>(schema: S) =>
	v.pipe(
		v.nullish(schema),
		v.transform((value) => value ?? undefined),
	);

const ITEM = v.pipe(
	v.object({
		id: filled,
		party: filled,
		theme: filled,
		kind: v.picklist(['wish', 'condition', 'priority'], 'is not wish, condition or priority'),
		text: v.string(),
		...{ measure: maybe(filled), unit: maybe(v.string()), place: maybe(v.string()) },
		...{ atLeast: maybe(limit), atMost: maybe(limit), from: maybe(day), until: maybe(day), rank: maybe(count), of: maybe(count) },
	}),
	v.check(
		({ atLeast, atMost }) => (atLeast ?? Number.NEGATIVE_INFINITY) <= (atMost ?? Number.POSITIVE_INFINITY),
		'has atLeast above atMost',
	),
	v.check(({ from, until }) => (from ?? '') <= (until ?? '9'), 'ends before it begins'),
	v.check(({ rank, of }) => (rank ?? 0) <= (of ?? Number.POSITIVE_INFINITY), 'has a rank beyond how many were ranked'),
);

const SET = v.object({ items: v.array(ITEM, 'is no list') });

/** Items as a file holds them, or what is wrong with it, a line for each fault, in English. */
export function readItems(text: string): { ok: true; items: Item[] } | { ok: false; issues: string[] } {
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(undefined, 'The file is no JSON.')), text);
	if (!parsed.success) return { ok: false, issues: [parsed.issues[0].message] };
	const read = v.safeParse(SET, parsed.output);
	if (!read.success) return { ok: false, issues: read.issues.map(told) };
	const ids = read.output.items.map(({ id }) => id);
	const twice = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
	if (twice.size > 0) return { ok: false, issues: [...twice].map((id) => `The id ${id} is there more than once.`) };
	return { ok: true, items: read.output.items };
}

const told = (issue: v.BaseIssue<unknown>): string => `${v.getDotPath(issue) ?? 'The file'}: ${issue.message}`;
