import { LineCounter, parseDocument } from 'yaml';
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
	const lines = new LineCounter();
	const document = parseDocument(frontText, { lineCounter: lines, prettyErrors: false });
	const broken = document.errors[0];
	if (broken) return { file: path, line: lines.linePos(broken.pos[0]).line + firstLine - 1, message: `not valid YAML: ${broken.message}` };

	const body = match ? text.slice(match[0].length) : '';
	return {
		path,
		language: /\.en\.md$/.test(path) ? 'en' : 'nl',
		stem: path.replace(/(\.en)?\.(md|yaml)$/, ''),
		front: document.toJS() ?? {},
		lineOf(key) {
			for (let depth = key.length; depth > 0; depth--) {
				const node = document.getIn(key.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
				if (node?.range) return lines.linePos(node.range[0]).line + firstLine - 1;
			}
			return firstLine;
		},
		body,
		bodyLine: match ? match[0].split('\n').length : 1,
	};
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
