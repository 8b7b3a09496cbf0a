import * as v from 'valibot';
import type { Source } from '#guide/junction.ts';
import type { InLanguages, Language } from '#platform/languages.ts';
import { type Manuscript, type ManuscriptFile, type Problem, passagesOf, revisionOf, takeApart } from './manuscript.ts';
import type { Origins } from './weighing.ts';

/** A text with its translation, where there is one. */
export interface Pair {
	nl: ManuscriptFile;
	en: ManuscriptFile | undefined;
}

/** Reads the files of a manuscript one by one, and keeps what is wrong with each and where everything came from. */
export class Reader {
	readonly files = new Map<string, ManuscriptFile>();
	readonly problems: Problem[] = [];
	readonly origins: Origins = new WeakMap();
	/** What was translated from an older Dutch text. */
	readonly stale = new WeakSet<object>();
	readonly #manuscript: Manuscript;

	constructor(manuscript: Manuscript) {
		this.#manuscript = manuscript;
		for (const [path, text] of manuscript) {
			const file = takeApart(path, text);
			if ('message' in file) this.problems.push(file);
			else this.files.set(path, file);
		}
	}

	/** The texts of one folder, by their path. */
	pairs(folder: string): Pair[] {
		return [...this.files.values()]
			.filter((file) => file.language === 'nl' && file.path.startsWith(`${folder}/`) && !file.path.slice(folder.length + 1).includes('/'))
			.toSorted((a, b) => (a.path < b.path ? -1 : 1))
			.map((nl) => ({ nl, en: this.files.get(`${nl.stem}.en.md`) }));
	}

	/** The wording of a thing in each language it is written in: its front matter with what its body adds. */
	texts<Front extends object, Added extends object>(
		pair: Pair,
		nl: Front,
		english: v.GenericSchema<unknown, Front>,
		added: (file: ManuscriptFile, front: Front) => Added,
	): InLanguages<Front & Added> {
		const texts: InLanguages<Front & Added> = { nl: { ...nl, ...added(pair.nl, nl) } };
		const en = pair.en && this.front(pair.en, english);
		if (pair.en && en) texts.en = { ...en, ...added(pair.en, en) };
		return texts;
	}

	/** The passages of a file, each under a heading that is known. */
	blocks<Name extends string>(file: ManuscriptFile, headings: Record<Language, Record<string, Name>>): Partial<Record<Name, string>> {
		const blocks: Partial<Record<Name, string>> = {};
		const known = headings[file.language];
		for (const { heading, line, markdown } of passagesOf(file)) {
			const name = Object.hasOwn(known, heading) ? known[heading] : undefined;
			if (!name)
				this.problem(file, line, `"${heading || 'text before the first heading'}" is no block; expected ${Object.keys(known).join(', ')}`);
			else if (blocks[name] !== undefined) this.problem(file, line, `the block ${heading} stands here twice`);
			else if (markdown) blocks[name] = markdown;
		}
		return blocks;
	}

	/** What stands above a text, or undefined with its problems noted. */
	front<Output>(file: ManuscriptFile, schema: v.GenericSchema<unknown, Output>): Output | undefined {
		const result = v.safeParse(schema, file.front);
		if (result.success) return result.output;
		for (const issue of result.issues) {
			const path = issue.path?.map((item) => item.key as PropertyKey) ?? [];
			this.problem(file, file.lineOf(path), `${path.join('.') || 'front matter'}: ${expectation(issue)}`);
		}
		return undefined;
	}

	/** Notes where a thing came from. */
	from<T extends object>(pair: Pair, thing: T): T {
		this.origins.set(thing, pair.nl);
		const made = pair.en?.translates;
		if (made && made !== revisionOf(this.#manuscript.get(pair.nl.path) ?? '')) this.stale.add(thing);
		return thing;
	}

	problem(file: ManuscriptFile, line: number, message: string): void {
		this.problems.push({ file: file.path, line, message });
	}
}

/** Our own messages say what is expected; the library's say it in its own terms. */
function expectation(issue: v.BaseIssue<unknown>): string {
	if (issue.message.startsWith('expected')) return `${issue.message}, found ${issue.received}`;
	if (issue.type === 'strict_object' && issue.expected === 'never') return 'is no key of this kind of file';
	return `expected ${issue.expected ?? 'something else'}, found ${issue.received}`;
}

export const sourceFrom = (source: {
	title: string;
	url?: string | undefined;
	'look-at'?: string | undefined;
	checked?: string | undefined;
}): Source => ({
	title: source.title,
	url: source.url ?? null,
	lookAt: source['look-at'] ?? null,
	checked: source.checked ?? null,
});
