import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type * as v from 'valibot';

const SRC = join(import.meta.dirname, '../../src');

/** What has broken programs before. */
const INFAMOUS = [
	'',
	' ',
	'\u0000',
	'a\u0000b',
	'\ud800',
	'\udfff\ud800',
	'\u202egnp.exe',
	'\ufeff',
	'İıſß',
	'e\u0301'.repeat(2000),
	'x'.repeat(10_000),
	'woord '.repeat(3000),
	"' or 1=1 --",
	'"; drop table accounts; --',
	'%',
	'\\',
	'*:*',
	'NEAR(a b)',
	'"',
	'#{7*7}{{7*7}}',
	'<script>alert(1)</script>',
	'[a](javascript:alert(1))',
	'../../../../etc/passwd',
	'\r\nset-cookie: aanmelding=1',
	'__proto__',
	'constructor',
	'toString',
	'-1',
	'1e999',
	'NaN',
	'9007199254740993',
	'2026-02-30',
	'2026-11-22T25:61:00Z',
	'noor@zonnedam.example',
	'a@b',
	'nl',
	'ja',
	'internal',
	'0'.repeat(36),
	'01a00000-0000-7000-8000-000000000000',
];

/** Any text at all: letters of every script, half letters, and what is infamous. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...INFAMOUS) },
	fc.string({ maxLength: 60 }),
	fc.string({ unit: 'grapheme', maxLength: 300 }),
	fc.string({ unit: 'binary', maxLength: 300 }),
	fc.array(fc.constantFrom(...INFAMOUS), { maxLength: 4 }).map((parts) => parts.join('')),
);

export interface FormKind {
	/** Such as `projects NOTE`. */
	name: string;
	schema: v.ObjectSchema<v.ObjectEntries, undefined>;
	fields: string[];
}

/** Every form there is: what the files called forms.ts make known. */
export async function allForms(): Promise<FormKind[]> {
	const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('/forms.ts'));
	const found: FormKind[] = [];
	for (const path of files) {
		for (const [name, thing] of Object.entries(await import(join(SRC, path)))) {
			const schema = thing as FormKind['schema'];
			if (schema?.kind === 'schema' && schema.entries)
				found.push({ name: `${path.slice(0, -9)} ${name}`, schema, fields: Object.keys(schema.entries) });
		}
	}
	return found;
}

/** A form filled in: some of its fields and some of others, in any number. */
export const filledIn = (fields: string[]): fc.Arbitrary<[string, string][]> => {
	const name = fields.length > 0 ? fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...fields) }, anyText) : anyText;
	const each =
		fields.length > 0 ? fc.tuple(...fields.map((field) => fc.tuple(fc.constant(field), anyText))) : fc.constant<[string, string][]>([]);
	return fc.oneof(each, fc.array(fc.tuple(name, anyText), { maxLength: 8 }));
};

export const asForm = (fields: [string, string][]): Request =>
	new Request('http://127.0.0.1/', { method: 'POST', body: new URLSearchParams(fields) });
