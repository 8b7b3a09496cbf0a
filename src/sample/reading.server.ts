import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import * as v from 'valibot';
import { blocksFrom } from '#paper/from-markdown.ts';
import { odtOf } from '#paper/odt.server.ts';
import { FILES, type Sample } from './sample.ts';

/** A text of the sample that does not hold; the message says which, and where. */
export class SampleProblem extends Error {
	override name = 'SampleProblem';
}

/** Reads the texts of the sample in a folder and checks each. */
export async function sampleIn(folder: string): Promise<Sample> {
	const texts: Record<string, unknown> = {};
	for (const [name, schema] of Object.entries(FILES)) texts[name] = await textsIn(folder, `${name}.yaml`, schema);
	const sample = texts as unknown as Omit<Sample, 'files'>;
	const names = sample.documents.flatMap(({ file, newer = [] }) => [file, ...newer.map((one) => one.file)]);
	const files = new Map<string, Uint8Array>();
	for (const name of names) files.set(name, await fileIn(join(folder, 'documents'), name));
	return { ...sample, files };
}

async function textsIn(folder: string, file: string, schema: v.GenericSchema): Promise<unknown> {
	// The core schema leaves days such as 2026-11-22 as they were written.
	const read = v.safeParse(schema, load(await readFile(join(folder, file), 'utf8'), { schema: CORE_SCHEMA }));
	if (read.success) return read.output;
	const [{ message, path }] = read.issues;
	const at = (path ?? []).map((step) => step.key).join('.');
	throw new SampleProblem(`${file}: ${at}: ${message}`);
}

/** A file as people would send it; texts in Markdown become documents for a word processor. */
async function fileIn(folder: string, name: string): Promise<Uint8Array> {
	if (!name.endsWith('.odt')) return readFile(join(folder, name));
	const [first = '', ...rest] = (await readFile(join(folder, name.replace(/odt$/, 'md')), 'utf8')).split('\n');
	if (!first.startsWith('# ')) throw new SampleProblem(`${name.replace(/odt$/, 'md')}: expected a title behind # in the first line`);
	const markdown = rest.join('\n').trim();
	return odtOf({ title: first.slice(2), language: 'nl', blocks: blocksFrom(markdown, (words) => words) });
}
