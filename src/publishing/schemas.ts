import * as v from 'valibot';
import { LINK_KINDS } from '#guide/junction.ts';
import { LAW_KINDS } from '#guide/law.ts';
import { SECTIONS } from './page.ts';

/** The front matter of every kind of file. An unknown key is refused: it is nearly always a misspelt one. */

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('expected some text'));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected an id of lower-case letters, digits and hyphens'));
const day = v.pipe(v.string(), v.isoDate('expected a day as YYYY-MM-DD'));
const ids = v.optional(v.array(id), []);
const inLanguages = v.strictObject({ nl: text, en: v.optional(text) });
const webAddress = v.pipe(v.string(), v.url('expected a whole web address'), v.regex(/^https?:/, 'expected http or https'));

const source = v.strictObject({
	title: text,
	url: v.optional(webAddress),
	'look-at': v.optional(text),
	checked: v.optional(day),
});
const sources = v.optional(v.array(source), []);

const link = v.pipe(
	v.strictObject({
		...(Object.fromEntries(LINK_KINDS.map((kind) => [kind, v.optional(id)])) as Record<
			(typeof LINK_KINDS)[number],
			v.OptionalSchema<typeof id, undefined>
		>),
		why: text,
	}),
	v.check((link) => LINK_KINDS.filter((kind) => link[kind] !== undefined).length === 1, `expected exactly one of ${LINK_KINDS.join(', ')}`),
);

const short = v.pipe(text, v.maxLength(22, 'expected at most 22 characters, it is the name on the map'));

export const junction = {
	nl: v.strictObject({
		id,
		number: v.pipe(v.string(), v.regex(/^\d+\.\d\d$/, 'expected a number such as "1.01", in quotes')),
		title: text,
		short,
		address: v.optional(id),
		aliases: v.optional(v.array(text), []),
		phase: v.pipe(v.number(), v.integer()),
		tracks: v.pipe(v.array(text), v.nonEmpty('expected at least one track')),
		parties: v.pipe(v.array(id), v.nonEmpty('expected at least one party')),
		sensitive: v.optional(v.boolean(), false),
		decision: v.optional(v.boolean(), false),
		series: v.optional(id),
		links: v.optional(v.array(link), []),
		'split-from': ids,
		'merged-from': ids,
		sources,
	}),
	en: v.strictObject({ title: text, short, why: v.optional(v.record(v.string(), text), {}) }),
};

export const edition = v.strictObject({
	id,
	name: inLanguages,
	summary: inLanguages,
	released: v.optional(day),
	follows: v.optional(id),
	trackGroups: v.pipe(v.array(v.strictObject({ id, name: inLanguages })), v.nonEmpty('expected at least one track group')),
	series: v.optional(v.array(v.strictObject({ id, phase: v.number(), name: inLanguages })), []),
	retired: v.optional(v.array(v.strictObject({ id, reason: inLanguages })), []),
});

export const phase = {
	nl: v.strictObject({
		number: v.pipe(v.number(), v.integer(), v.minValue(1)),
		name: text,
		summary: text,
		milestone: v.optional(text, ''),
	}),
	en: v.strictObject({ name: text, summary: text, milestone: v.optional(text, '') }),
};

export const track = {
	nl: v.strictObject({
		code: v.pipe(v.string(), v.regex(/^[A-Z]$/, 'expected one capital letter')),
		name: text,
		group: id,
		summary: text,
	}),
	en: v.strictObject({ name: text, summary: text }),
};

export const party = {
	nl: v.strictObject({ id, name: text, plural: v.optional(text), letter: text, order: v.number(), summary: text }),
	en: v.strictObject({ name: text, plural: v.optional(text), summary: text }),
};

const cardText = {
	title: text,
	summary: text,
	group: v.optional(text, ''),
	room: v.optional(text, ''),
	materials: v.optional(v.array(text), []),
};
export const card = {
	nl: v.strictObject({ id, minutes: v.pipe(v.number(), v.minValue(1)), junctions: ids, sources, ...cardText }),
	en: v.strictObject(cardText),
};

export const story = {
	nl: v.strictObject({
		id,
		title: text,
		teaser: text,
		place: text,
		municipality: text,
		date: day,
		tags: v.optional(v.array(text), []),
		junctions: ids,
		source: v.optional(source),
	}),
	en: v.strictObject({ title: text, teaser: text }),
};

export const template = {
	nl: v.strictObject({ id, title: text, summary: text, junctions: ids, card: v.optional(id) }),
	en: v.strictObject({ title: text, summary: text }),
};

export const news = {
	nl: v.strictObject({ id, title: text, date: day, summary: text }),
	en: v.strictObject({ title: text, summary: text }),
};

export const page = {
	nl: v.strictObject({ id, title: text, section: v.picklist(SECTIONS), category: v.optional(text), order: v.number(), summary: text }),
	en: v.strictObject({ title: text, category: v.optional(text), summary: text }),
};

export const archetype = {
	nl: v.strictObject({
		id,
		name: text,
		summary: text,
		first: v.pipe(v.array(id), v.nonEmpty('expected at least one junction')),
		skip: ids,
	}),
	en: v.strictObject({ name: text, summary: text }),
};

const termText = { term: text, forms: v.optional(v.array(text), []), short: text };
export const term = {
	nl: v.strictObject({ id, junctions: ids, sources, ...termText }),
	en: v.strictObject(termText),
};

export const law = {
	nl: v.strictObject({
		id,
		title: text,
		kind: v.picklist(LAW_KINDS),
		order: v.number(),
		who: text,
		status: text,
		checked: v.optional(day),
		sources,
		junctions: v.optional(v.array(v.strictObject({ id, note: text })), []),
	}),
	en: v.strictObject({ title: text, who: text, status: text, notes: v.optional(v.record(v.string(), text), {}) }),
};
