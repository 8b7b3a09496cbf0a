import * as v from 'valibot';
import { line, oneOf } from '#platform/forms.ts';
import type { MessageKey } from '#platform/messages.ts';
import { LEVELS } from '#projects/level.ts';
import { CHOSEN_CHANNELS, FIELDS_OF, type Field, type Kind, type Words } from './entry.ts';
import { dayOf, isDay } from './question.ts';
import { RELATIONS } from './relation.ts';

const LONGEST_LINE = 200;
const LONGEST_URL = 2_000;
const LONGEST_TEXT = 10_000;
const LONGEST_REACTION = 1_000;
/** Somebody’s ids stand in forms as they were given out. */
export const id = v.pipe(v.string(), v.maxLength(100, 'platform.tooLong'));

/** What is missing when a field of an entry is empty. */
const MISSING: Record<Field, MessageKey> = {
	title: 'logbook.titleMissing',
	url: 'logbook.urlMissing',
	text: 'logbook.textMissing',
	why: 'logbook.whyMissing',
	by: 'logbook.byMissing',
	ground: 'logbook.groundMissing',
	alternatives: 'logbook.textMissing',
	consequences: 'logbook.textMissing',
};

/** Several lines as people typed them, and nothing that the database writes down as something else. */
export const text = (missing: MessageKey | null, longest: number) =>
	v.pipe(
		v.string(),
		v.transform((typed) => typed.normalize('NFC').replace(/\r\n?/g, '\n').toWellFormed().trim()),
		v.check((typed) => missing === null || typed !== '', missing ?? 'logbook.textMissing'),
		v.maxLength(longest, 'platform.tooLong'),
	);
const address = v.pipe(
	line('logbook.urlMissing', LONGEST_URL),
	v.check((typed) => /^https?:\/\/[^\s<>"]+$/.test(typed) && URL.canParse(typed), 'logbook.urlWrong'),
);
const pastDay = v.pipe(
	v.string(),
	v.trim(),
	v.check(isDay, 'logbook.dayMissing'),
	v.check((day) => !isDay(day) || (day <= dayOf(new Date()) && day >= '1950-01-01'), 'logbook.dayInFuture'),
);
const dueDay = v.pipe(
	v.string(),
	v.trim(),
	v.check((day) => day === '' || (isDay(day) && day >= '1950-01-01' && day <= '2199-12-31'), 'logbook.dayMissing'),
);

const fieldSchema = ({ name, isLine, isOptional }: (typeof FIELDS_OF)[Kind][number]) => {
	if (name === 'url') return address;
	if (isLine) return line(MISSING[name], LONGEST_LINE);
	return text(isOptional ? null : MISSING[name], LONGEST_TEXT);
};

/** How a field of an entry is called in its form: Dutch, as all of our addresses and forms. */
export const FIELD_IN_FORM: Record<Field, string> = {
	title: 'titel',
	url: 'adres',
	text: 'tekst',
	why: 'waarom',
	by: 'door',
	ground: 'grond',
	alternatives: 'alternatieven',
	consequences: 'gevolgen',
};

/** A junction that may be ticked has a field of its own. */
export const fieldOfJunction = (junction: string): string => `knooppunt-${junction}`;

/** The form of one kind of entry, given the junctions there are to tick. A field of another kind is not asked for. */
export function entrySchema(kind: Kind, junctions: readonly string[]) {
	const words = Object.fromEntries(FIELDS_OF[kind].map((field) => [FIELD_IN_FORM[field.name], fieldSchema(field)]));
	const ticks = Object.fromEntries(junctions.map((junction) => [fieldOfJunction(junction), v.string()]));
	const action = kind === 'action' ? { eigenaar: id, voor: dueDay } : {};
	return v.object({ ...words, ...ticks, ...action, datum: pastDay, versie: v.string() } as v.ObjectEntries);
}

/** Where a new entry belongs, and along which way it came. */
export const PLACE = v.object({
	niveau: oneOf(LEVELS, 'projects.levelMissing'),
	deel: v.pipe(v.string(), v.maxLength(100, 'projects.partMissing')),
	weg: oneOf(CHOSEN_CHANNELS, 'logbook.channelMissing'),
	verband: v.string(),
	bij: id,
});

/** What the form of a kind says, as the domain knows it. */
export interface EntryGiven {
	words: Words;
	happenedOn: string;
	junctions: string[];
	action: { owner: string | null; dueOn: string | null };
	version: number;
}

export function givenIn(kind: Kind, values: Record<string, unknown>, junctions: readonly string[]): EntryGiven {
	const said = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
	const words: Words = {};
	for (const { name } of FIELDS_OF[kind]) if (said(FIELD_IN_FORM[name]) !== '') words[name] = said(FIELD_IN_FORM[name]);
	return {
		words,
		happenedOn: said('datum'),
		junctions: junctions.filter((junction) => said(fieldOfJunction(junction)) === 'ja'),
		action: { owner: said('eigenaar') || null, dueOn: said('voor') || null },
		version: Number.parseInt(said('versie'), 10) || 0,
	};
}

export const REMOVE = v.object({ reden: text('logbook.reasonMissing', 500) });
export const REACT = v.object({ reactie: text('logbook.textMissing', LONGEST_REACTION) });
export const FINISH = v.object({ vermelding: id, bericht: text(null, 500) });
export const CONFIRM = v.object({ versie: v.string() });
export const RELATE = v.object({
	verband: oneOf(RELATIONS, 'logbook.relationMissing'),
	bij: v.pipe(id, v.nonEmpty('logbook.otherMissing')),
});

/** What the database of one engine refuses, or writes down as something else. */
const isPlain = (typed: string): boolean => typed.isWellFormed() && !typed.includes('\u0000');

/** A note as a program sends it. Programs write for everybody in the project, never narrower. */
export const NOTE_BY_PROGRAM = v.strictObject({
	text: v.pipe(
		v.string('logbook.textMissing'),
		v.trim(),
		v.nonEmpty('logbook.textMissing'),
		v.maxLength(LONGEST_TEXT, 'platform.tooLong'),
		v.check(isPlain, 'projects.textNotPlain'),
	),
	part: v.optional(
		v.nullable(
			v.pipe(v.string('projects.partMissing'), v.maxLength(100, 'projects.partMissing'), v.check(isPlain, 'projects.partMissing')),
		),
	),
});
