import { asPlainText } from '#platform/markdown.ts';
import { type Manuscript, type ManuscriptFile, takeApart } from '../manuscript.ts';

/** Something in a text that a reader stumbles over. */
export interface Finding {
	file: string;
	message: string;
}

/** One file of the content with its words: the body, and the lines of front matter that readers see. */
export interface Prose {
	file: ManuscriptFile;
	sentences: string[];
}

const READ_OUT = ['title', 'summary', 'teaser', 'short', 'milestone', 'status', 'purpose'];
const resolve = () => undefined;
/** Items, paragraphs, headings and the cells of a table are read one by one. */
const PART = /\n(?=\s*(?:[-*]|\d+\.) )|\n\s*\n|\n(?=#)|\|/;

/** Every Markdown file as sentences. Templates are forms, not prose: only their spelling is looked at. */
export function proseOf(manuscript: Manuscript): Prose[] {
	return [...manuscript].flatMap(([path, text]) => {
		const file = takeApart(path, text);
		if ('message' in file || path.endsWith('.yaml')) return [];
		const front = file.front as Record<string, unknown>;
		const shown = READ_OUT.flatMap((key) => (typeof front[key] === 'string' ? [front[key]] : []));
		const parts = [...shown, ...file.body.split(PART)].map((part) => asPlainText(worded(part), resolve));
		return [{ file, sentences: parts.flatMap(sentencesIn) }];
	});
}

/** A link whose words are left to us counts as one word. */
const worded = (markdown: string) => markdown.replace(/\[\]\([^)]*\)/g, 'Station');

/** Splits at the end of sentences, not at abbreviations, numbers or initials. */
export function sentencesIn(text: string): string[] {
	return text
		.split(/(?<=[.?!…:;][’”)]?)\s+(?=[‘“(]?[\p{Lu}\d])/u)
		.map((sentence) => sentence.trim())
		.filter((sentence) => /\p{L}/u.test(sentence));
}

export const wordsIn = (sentence: string): string[] => sentence.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
