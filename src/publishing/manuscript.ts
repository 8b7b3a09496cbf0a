import { createHash } from 'node:crypto';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Language } from '#platform/languages.ts';

/** The texts of `content/`, by their path in it. */
export type Manuscript = Map<string, string>;

/** Something in a file that must be mended before the content can be released. */
export interface Problem {
	file: string;
	line: number;
	/** What was found and what is expected. */
	message: string;
}

/** One file taken apart, with a way to find its lines back. */
export interface ManuscriptFile {
	path: string;
	language: Language;
	/** The path without language and ending: what a Dutch file and its translation share. */
	stem: string;
	front: unknown;
	/** For a translation: the revision of the Dutch file it was made from. */
	translates: string | null;
	/** The line of a front matter key, such as `['links', 0, 'feeds']`. */
	lineOf(key: readonly PropertyKey[]): number;
	body: string;
	bodyLine: number;
}

const FRONT = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** Takes a Markdown file with front matter, or a plain YAML file, apart. */
export function takeApart(path: string, text: string): ManuscriptFile | Problem {
	const isYaml = path.endsWith('.yaml');
	const match = isYaml ? null : FRONT.exec(text);
	if (!isYaml && !match) return { file: path, line: 1, message: 'expected front matter between two lines ---' };
	const frontText = match ? (match[1] ?? '') : text;
	const firstLine = match ? 2 : 1;
	let front: unknown;
	try {
		// The core schema leaves days such as 2026-11-22 as they were written.
		front = load(frontText, { schema: CORE_SCHEMA }) ?? {};
	} catch (error) {
		if (!(error instanceof YAMLException)) throw error;
		return { file: path, line: (error.mark?.line ?? 0) + firstLine, message: `not valid YAML: ${error.reason}` };
	}

	const body = match ? text.slice(match[0].length) : '';
	return {
		path,
		language: /\.en\.md$/.test(path) ? 'en' : 'nl',
		stem: path.replace(/(\.en)?\.(md|yaml)$/, ''),
		...originalOf(front),
		lineOf: (key) => lineOfKey(frontText.split('\n'), key) + firstLine,
		body,
		bodyLine: match ? match[0].split('\n').length : 1,
	};
}

/** What says which Dutch text a translation belongs to is not part of the text. */
function originalOf(front: unknown): { front: unknown; translates: string | null } {
	if (typeof front !== 'object' || front === null || !('translates' in front)) return { front, translates: null };
	const { translates, ...rest } = front;
	return { front: rest, translates: String(translates) };
}

/** A short name for one wording of a file; another wording has another. */
export const revisionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Finds a key by how it is written: at the start of a line, its items each behind a dash. Zero-based; the first line when it is not there. */
function lineOfKey(lines: string[], [name, index]: readonly PropertyKey[]): number {
	const at = lines.findIndex((line) => line.startsWith(`${String(name)}:`) || line.startsWith(`${JSON.stringify(name)}:`));
	if (at === -1) return 0;
	if (typeof index !== 'number') return at;
	const items = lines.flatMap((line, number) => (number > at && /^\s*- /.test(line) ? [number] : []));
	return items[index] ?? at;
}

/** A heading of the second level with the Markdown under it. */
export interface Passage {
	heading: string;
	line: number;
	markdown: string;
}

/** Cuts a body at its second-level headings. Text before the first one is returned with an empty heading. */
export function passagesOf(file: ManuscriptFile): Passage[] {
	const passages: Passage[] = [{ heading: '', line: file.bodyLine, markdown: '' }];
	for (const [index, line] of file.body.split(/\r?\n/).entries()) {
		const heading = /^## +(.*?)\s*$/.exec(line);
		if (heading) passages.push({ heading: heading[1] ?? '', line: file.bodyLine + index, markdown: '' });
		else (passages.at(-1) as Passage).markdown += `${line}\n`;
	}
	return passages
		.map((passage) => ({ ...passage, markdown: passage.markdown.trim() }))
		.filter((passage) => passage.heading !== '' || passage.markdown !== '');
}
