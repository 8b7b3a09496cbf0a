import * as v from 'valibot';
import { CHOSEN_CHANNELS } from '#logbook/entry.ts';
import { id, text } from '#logbook/forms.ts';
import { isDay } from '#logbook/question.ts';
import { line, oneOf, readFields } from '#platform/forms.ts';
import type { MessageKey } from '#platform/messages.ts';
import { type Field, type Fields, type Filled, type NumberField, rankedIn } from './field.ts';
import { type Given, type Item, REGISTER_LEVELS, type Register } from './register.ts';

const LONGEST_LINE = 200;
const LONGEST_TEXT = 2_000;
const LONGEST_REASON = 500;

const optionalLine = v.pipe(
	v.string(),
	v.transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').toWellFormed().trim()),
	v.maxLength(LONGEST_LINE, 'platform.tooLong'),
);
const isDayOfOurs = (typed: string) => isDay(typed) && typed >= '1950-01-01' && typed <= '2199-12-31';
const day = (missing: MessageKey | undefined) =>
	v.pipe(
		v.string(),
		v.trim(),
		v.check((typed) => (typed === '' ? missing === undefined : isDayOfOurs(typed)), missing ?? 'logbook.dayMissing'),
	);

/** A number as people here type one: 1.250,5 is as good as 1250.5. Null for what is none. */
export function numberTyped(typed: string): number | null {
	const plain = typed.replace(/[\s€%]/g, '');
	const dutch = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain) ? plain.replaceAll('.', '') : plain;
	const pointed = dutch.replace(',', '.');
	return /^-?\d{1,12}(\.\d{1,6})?$/.test(pointed) ? Number(pointed) : null;
}

const number = ({ missing, least, most }: Extract<Field, { as: 'number' }>) =>
	v.pipe(
		v.string(),
		v.trim(),
		v.check((typed) => typed !== '' || missing === undefined, missing ?? 'registers.numberWrong'),
		v.check((typed) => typed === '' || numberTyped(typed) !== null, 'registers.numberWrong'),
		v.check((typed) => {
			const read = numberTyped(typed);
			return read === null || (read >= (least ?? Number.NEGATIVE_INFINITY) && read <= (most ?? Number.POSITIVE_INFINITY));
		}, 'registers.numberOut'),
		v.transform((typed) => String(numberTyped(typed) ?? '')),
	);

/** The place of one word in a ranking has a field of its own. */
export const placeField = (name: string, word: string): string => `${name}-${word}`;

function schemaOf(field: Field): v.ObjectEntries {
	const { name, missing } = field;
	switch (field.as) {
		case 'line':
		case 'party':
			return { [name]: missing ? line(missing, LONGEST_LINE) : optionalLine };
		case 'text':
			return { [name]: text(missing ?? null, LONGEST_TEXT) };
		case 'day':
			return { [name]: day(missing) };
		case 'number':
			return { [name]: number(field) };
		case 'decision':
			return { [name]: id };
		case 'choice':
			return {
				[name]: v.pipe(
					v.string(),
					v.check(
						(typed) => (typed === '' ? missing === undefined : Object.hasOwn(field.words, typed)),
						missing ?? 'registers.choiceWrong',
					),
				),
			};
		case 'ranking': {
			const words = Object.keys(field.words);
			const place = v.pipe(
				v.string(),
				v.check(
					(typed) => typed === '' || (/^\d\d?$/.test(typed) && Number(typed) >= 1 && Number(typed) <= words.length),
					'registers.choiceWrong',
				),
			);
			return Object.fromEntries(words.map((word) => [placeField(name, word), place]));
		}
	}
}

/** The form of an item, without where it belongs. */
const asked = ({ fields }: Register): v.ObjectEntries => ({
	...Object.assign({}, ...Object.values(fields).map(schemaOf)),
	...{ eigenaar: id, bron: optionalLine, herzien: day(undefined) },
});
export const newItemSchema = (register: Register) =>
	v.object({
		...asked(register),
		niveau: oneOf(REGISTER_LEVELS, 'projects.levelMissing'),
		weg: oneOf(CHOSEN_CHANNELS, 'logbook.channelMissing'),
	} as v.ObjectEntries);
export const changedItemSchema = (register: Register) => v.object({ ...asked(register), versie: v.string() } as v.ObjectEntries);

const said = (values: Record<string, unknown>, name: string) => (typeof values[name] === 'string' ? values[name] : '');

/** The words of a ranking in their order; null where two have one place, or the first of none is missing. */
function rankingTyped({ name, words }: Extract<Field, { as: 'ranking' }>, values: Record<string, unknown>): string[] | null {
	const placed = Object.keys(words)
		.map((word) => ({ word, place: Number(said(values, placeField(name, word))) }))
		.filter(({ place }) => place > 0)
		.toSorted((one, other) => one.place - other.place);
	return placed.every(({ place }, index) => place === index + 1) ? placed.map(({ word }) => word) : null;
}

/** What the form says, as the domain knows it, and what in it does not go together. `decisions` are those that may be named. */
export function givenIn<F extends Fields>(
	{ fields }: Register<F>,
	values: Record<string, unknown>,
	decisions: readonly string[],
): { given: Given<F>; issues: Record<string, MessageKey> } {
	const issues: Record<string, MessageKey> = {};
	const filled: Record<string, string> = {};
	for (const [key, field] of Object.entries<Field>(fields)) {
		if (field.as === 'ranking') {
			const ranked = rankingTyped(field, values);
			if (ranked === null) issues[field.name] = 'registers.rankingWrong';
			else if (ranked.length === 0 && field.missing) issues[field.name] = field.missing;
			filled[key] = (ranked ?? []).join(' ');
		} else {
			const typed = said(values, field.name);
			if (field.as === 'decision' && typed !== '' && !decisions.includes(typed)) issues[field.name] = 'registers.choiceWrong';
			filled[key] = typed;
		}
	}
	for (const [key, { name, onceFilled }] of Object.entries<Field>(fields))
		if (onceFilled && filled[onceFilled.field] && !filled[key]) issues[name] = onceFilled.missing;
	const { from, until, atLeast, atMost } = filled;
	if (from && until && from > until) issues[fields.until?.name ?? ''] = 'registers.untilBeforeFrom';
	if (atLeast && atMost && Number(atLeast) > Number(atMost)) issues[fields.atMost?.name ?? ''] = 'registers.mostBelowLeast';
	const given = {
		...{ owner: said(values, 'eigenaar') || null, source: said(values, 'bron'), reviewOn: said(values, 'herzien') },
		filled: filled as Filled<F>,
	};
	return { given, issues };
}

/** An item as its form has it. */
export function asTyped({ fields }: Register, { owner, source, reviewOn, filled }: Given): Record<string, string> {
	const typed = Object.entries(fields).flatMap(([key, field]): [string, string][] => {
		const kept = filled[key] ?? '';
		if (field.as === 'ranking') return rankedIn(kept).map((word, index) => [placeField(field.name, word), String(index + 1)]);
		return [[field.name, field.as === 'number' ? kept.replace('.', ',') : kept]];
	});
	return { ...Object.fromEntries(typed), eigenaar: owner ?? '', bron: source, herzien: reviewOn };
}

/** Nothing filled in yet. */
export const nothingIn = ({ fields }: Register): Item['filled'] => Object.fromEntries(Object.keys(fields).map((key) => [key, '']));

/** Figures to try out, as an address has them by the names of their fields, and as they are kept. What is left empty is not tried. */
export function triedIn<K extends string>(
	{ fields }: { fields: Readonly<Record<K, NumberField>> },
	figures: readonly K[],
	query: URLSearchParams,
): { tried: Partial<Record<K, string>>; typed: Record<string, string>; issues: Record<string, MessageKey> } {
	const entries = figures.map((figure) => [figure, fields[figure]] as const);
	const optional = ({ missing: _, ...field }: NumberField) => number(field);
	const schema = v.object(Object.fromEntries(entries.map(([, field]) => [field.name, optional(field)])));
	const form = readFields((name) => query.getAll(name), schema);
	const typed = Object.fromEntries(entries.map(([, { name }]) => [name, query.get(name) ?? '']));
	if (!form.ok) return { tried: {}, typed, issues: form.issues };
	const values: Record<string, string> = form.values;
	const tried = entries.flatMap(([figure, { name }]) => (values[name] ? [[figure, values[name]]] : []));
	return { tried: Object.fromEntries(tried), typed, issues: {} };
}

export const REMOVE = v.object({ reden: text('registers.removeReasonMissing', LONGEST_REASON) });

/** What somebody says of two items; `gezien` is what they looked at. */
export const PAIR_SEEN = v.object({ gezien: id });
export const PAIR_ASIDE = v.object({ gezien: id, reden: text('registers.pairReasonMissing', LONGEST_REASON) });
export const PAIR_RESOLVED = v.object({
	gezien: id,
	dag: day('logbook.dayMissing'),
	hoe: text('registers.pairHowMissing', LONGEST_REASON),
});

/** What was said on a day; where something is measured, the number it is about. */
export const remarkSchema = ({ measures }: Pick<Register, 'measures'>) =>
	v.object({
		dag: day('logbook.dayMissing'),
		opmerking: text(measures ? null : 'registers.remarkMissing', LONGEST_TEXT),
		gemeten: measures
			? number({ as: 'number', name: 'gemeten', label: 'registers.measured', missing: 'registers.measuredMissing' })
			: v.string(),
		manier: oneOf(CHOSEN_CHANNELS, 'logbook.channelMissing'),
	});
