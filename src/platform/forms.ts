import * as v from 'valibot';
import type { MessageKey, Speech } from './messages.ts';

/** What is to be mended in a form, by the name of its field. */
export type Issues = Record<string, MessageKey>;

/** What was typed, to be shown again. */
export type Typed = Record<string, string>;

export type Form<T> = { ok: true; values: T } | { ok: false; typed: Typed; issues: Issues };

type Schema<E extends v.ObjectEntries> = v.ObjectSchema<E, undefined>;

/** Secrets are typed again, never sent back. */
const isSecret = (name: string) => /wachtwoord|code/.test(name);

/** Reads a form by its schema. Fields it does not name are dropped; a field sent twice or as a file counts as not filled in. */
export async function readForm<E extends v.ObjectEntries>(request: Request, schema: Schema<E>): Promise<Form<v.InferOutput<Schema<E>>>> {
	const data = await request.formData();
	return readFields((name) => data.getAll(name), schema);
}

/** The same for what was taken out of a form before. */
export function readFields<E extends v.ObjectEntries>(
	sent: (name: string) => FormDataEntryValue[],
	schema: Schema<E>,
): Form<v.InferOutput<Schema<E>>> {
	const names = Object.keys(schema.entries);
	const given = Object.fromEntries(names.map((name) => [name, onlyText(sent(name))]));
	const typed = Object.fromEntries(Object.entries(given).filter(([name]) => !isSecret(name)));
	const result = v.safeParse(schema, given);
	if (result.success) return { ok: true, values: result.output };
	const issues: Issues = {};
	for (const issue of result.issues) {
		const name = String(issue.path?.[0]?.key ?? '');
		issues[name] ??= issue.message as MessageKey;
	}
	return { ok: false, typed, issues };
}

/** The one thing a button sends along, such as which row it stands in; empty when it is anything else. */
export const idIn = async (request: Request, name: string): Promise<string> => onlyText((await request.formData()).getAll(name));

/** Reads what a script of ours sent, by its schema; null when it is anything else. */
export async function readJson<E extends v.ObjectEntries>(request: Request, schema: Schema<E>): Promise<v.InferOutput<Schema<E>> | null> {
	const text = await request.text();
	// The character that the database of one engine refuses, as JSON writes it.
	if (text.includes('\\u0000')) return null;
	const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
	return result.success ? result.output : null;
}

function onlyText(values: FormDataEntryValue[]): string {
	const [value] = values;
	// The database of one engine refuses this character, so it never gets there.
	return values.length === 1 && typeof value === 'string' ? value.replaceAll('\u0000', '') : '';
}

const LONGEST_LINE = 200;

/** One line of text that has to be filled in. */
export const line = (missing: MessageKey, longest: number = LONGEST_LINE) =>
	v.pipe(
		v.string(),
		v.transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim()),
		v.nonEmpty(missing),
		v.maxLength(longest, 'platform.tooLong'),
	);

/** One of a list. */
export const oneOf = <const T extends readonly string[]>(options: T, missing: MessageKey) => v.picklist(options, missing);

/** A box that may be ticked. */
export const tick = v.pipe(
	v.string(),
	v.transform((text) => text === 'ja'),
);

/** What is wrong with each field, in the person's language. */
export const issueOf =
	(speech: Speech, form: { issues?: Issues | undefined } | null) =>
	(name: string): string | undefined => {
		const key = form?.issues?.[name];
		return key && speech.say(key);
	};
