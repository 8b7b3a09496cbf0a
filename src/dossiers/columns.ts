import * as v from 'valibot';

/** What a field of a record in a dossier may hold. Narrower than any database refuses, so that what is wrong is found before it is stored. */

const LONGEST_TEXT = 100_000;
const LONGEST_LINE = 2_000;
const MOST = 2 ** 31 - 1;

/** No zero byte and no half character: one engine refuses the first, both change the second. */
const isPlain = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();
const isMoment = (text: string): boolean => {
	const at = new Date(text);
	return !Number.isNaN(at.getTime()) && at.toISOString() === text;
};

const plain = (longest: number) => v.pipe(v.string(), v.maxLength(longest), v.check(isPlain, 'is no plain text'));

export const text = plain(LONGEST_TEXT);
export const line = plain(LONGEST_LINE);
export const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
export const pseudonym = v.pipe(v.string(), v.regex(/^p_\w{1,40}$/));
export const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** The stable name of something in the guide. */
export const word = v.pipe(v.string(), v.nonEmpty(), v.maxLength(100), v.check(isPlain));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST));
/** UTC, in milliseconds. */
export const moment = v.pipe(v.string(), v.check(isMoment, 'is no moment'));
export const day = v.pipe(
	v.string(),
	v.check((text) => isMoment(`${text}T00:00:00.000Z`), 'is no day'),
);
/** A year, or a year and a month. */
export const period = v.pipe(v.string(), v.regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/));

export type Column = v.GenericSchema;
export type Columns = Record<string, Column>;
