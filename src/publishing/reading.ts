import * as v from 'valibot';
import { addressOf } from '#guide/address.ts';
import type { Card, CardText } from '#guide/card.ts';
import { type Archetype, Edition, type EditionParts, type Party, type Phase, type Track } from '#guide/edition.ts';
import { type Junction, type JunctionText, LINK_KINDS, type Source } from '#guide/junction.ts';
import type { LawLink, LawText } from '#guide/law.ts';
import type { Template } from '#guide/template.ts';
import type { Term } from '#guide/term.ts';
import type { InLanguages, Language } from '#platform/languages.ts';
import type { Story } from '#stories/story.ts';
import { CARD_HEADINGS, JUNCTION_HEADINGS } from './blocks.ts';
import { type Manuscript, type ManuscriptFile, type Problem, passagesOf, revisionOf, takeApart } from './manuscript.ts';
import type { NewsItem, Page } from './page.ts';
import { Publication } from './publication.ts';
import * as schemas from './schemas.ts';
import { type Origins, weigh } from './weighing.ts';

/** The content as one whole, or everything that keeps it from being one. */
export type Reading = { ok: true; publication: Publication } | { ok: false; problems: Problem[] };

/** Reads the whole content and checks it as a whole. Nothing is left for a page to find out. */
export function readManuscript(manuscript: Manuscript): Reading {
	const reader = new Reader(manuscript);
	const publication = reader.publication();
	// A file that could not be read would show up again as every link to it, so those are looked at only after.
	const found = reader.problems.length > 0 ? reader.problems : weigh(publication, reader.files.values(), reader.origins);
	const problems = found.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
	return problems.length === 0 ? { ok: true, publication } : { ok: false, problems };
}

interface Pair {
	nl: ManuscriptFile;
	en: ManuscriptFile | undefined;
}

class Reader {
	readonly problems: Problem[] = [];
	readonly origins: Origins = new WeakMap();
	readonly #manuscript: Manuscript;
	readonly #stale = new WeakSet<object>();
	readonly files = new Map<string, ManuscriptFile>();

	constructor(manuscript: Manuscript) {
		this.#manuscript = manuscript;
		for (const [path, text] of manuscript) {
			const file = takeApart(path, text);
			if ('message' in file) this.problems.push(file);
			else this.files.set(path, file);
		}
	}

	publication(): Publication {
		const editions = [...this.files.values()].filter((file) => /^editions\/[^/]+\/edition\.yaml$/.test(file.path));
		if (editions.length === 0) this.problems.push({ file: 'editions', line: 1, message: 'expected a folder with an edition.yaml' });
		this.#refuseStrays();
		return new Publication(
			{
				editions: inOrder(editions.flatMap((file) => this.#edition(file))),
				cards: this.#pairs('cards').flatMap((pair) => this.#card(pair)),
				templates: this.#pairs('templates').flatMap((pair) => this.#template(pair)),
				terms: this.#pairs('words').flatMap((pair) => this.#term(pair)),
				law: this.#pairs('law')
					.flatMap((pair) => this.#law(pair))
					.toSorted((a, b) => a.order - b.order),
				stories: this.#pairs('stories').flatMap((pair) => this.#story(pair)),
				news: this.#pairs('news')
					.flatMap((pair) => this.#news(pair))
					.toSorted((a, b) => b.date.localeCompare(a.date)),
				pages: this.#pairs('pages')
					.flatMap((pair) => this.#page(pair))
					.toSorted((a, b) => a.order - b.order),
			},
			this.#stale,
		);
	}

	/** A file nobody reads is a text somebody wrote in vain. */
	#refuseStrays(): void {
		const home =
			/^(editions\/[^/]+\/(edition\.yaml|(phases|tracks|parties|archetypes|junctions)\/[^/]+\.md)|(cards|stories|templates|words|law|news|pages)\/[^/]+\.md)$/;
		for (const file of this.files.values()) {
			if (!home.test(file.path)) this.#problem(file, 1, 'expected in one of the folders that docs/content.md names');
			else if (file.language === 'en' && !this.files.has(`${file.stem}.md`)) {
				this.#problem(file, 1, `expected ${file.stem}.md beside it: a translation has a Dutch original`);
			}
		}
	}

	#pairs(folder: string): Pair[] {
		return [...this.files.values()]
			.filter((file) => file.language === 'nl' && file.path.startsWith(`${folder}/`) && !file.path.slice(folder.length + 1).includes('/'))
			.toSorted((a, b) => (a.path < b.path ? -1 : 1))
			.map((nl) => ({ nl, en: this.files.get(`${nl.stem}.en.md`) }));
	}

	#edition(file: ManuscriptFile): Edition[] {
		const front = this.#front(file, schemas.edition);
		if (!front) return [];
		const folder = file.path.slice(0, -'/edition.yaml'.length);
		const parts: EditionParts = {
			...front,
			name: words(front.name),
			summary: words(front.summary),
			released: front.released ?? null,
			follows: front.follows ?? null,
			trackGroups: front.trackGroups.map((group) => ({ ...group, name: words(group.name) })),
			series: front.series.map((series) => ({ ...series, name: words(series.name) })),
			archetypes: this.#pairs(`${folder}/archetypes`).flatMap((pair) => this.#archetype(pair)),
			retired: front.retired.map((retired) => ({ ...retired, reason: words(retired.reason) })),
			phases: this.#pairs(`${folder}/phases`)
				.flatMap((pair) => this.#phase(pair))
				.toSorted((a, b) => a.number - b.number),
			tracks: this.#pairs(`${folder}/tracks`)
				.flatMap((pair) => this.#track(pair))
				.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
			parties: this.#pairs(`${folder}/parties`)
				.flatMap((pair) => this.#party(pair))
				.toSorted((a, b) => a.order - b.order),
			junctions: [],
		};
		parts.junctions = this.#pairs(`${folder}/junctions`)
			.flatMap((pair) => this.#junction(pair))
			.toSorted((a, b) => a.phase - b.phase || (a.number < b.number ? -1 : 1));
		const edition = new Edition(parts);
		this.origins.set(edition, file);
		return [edition];
	}

	#phase(pair: Pair): Phase[] {
		const front = this.#front(pair.nl, schemas.phase.nl);
		if (!front) return [];
		const { number, ...nl } = front;
		const texts = this.#texts(pair, nl, schemas.phase.en, (file) => ({ body: file.body.trim() }));
		return [this.#from(pair, { number, address: `${number}-${addressOf(nl.name)}`, texts })];
	}

	#track(pair: Pair): Track[] {
		const front = this.#front(pair.nl, schemas.track.nl);
		if (!front) return [];
		const { code, group, ...nl } = front;
		return [this.#from(pair, { code, group, texts: this.#texts(pair, nl, schemas.track.en, (file) => ({ body: file.body.trim() })) })];
	}

	#party(pair: Pair): Party[] {
		const front = this.#front(pair.nl, schemas.party.nl);
		if (!front) return [];
		const { id, letter, order, ...nl } = front;
		const texts = this.#texts(pair, nl, schemas.party.en, (file, { name, plural }) => ({ plural: plural ?? name, body: file.body.trim() }));
		return [this.#from(pair, { id, letter, order, texts })];
	}

	#junction(pair: Pair): Junction[] {
		const front = this.#front(pair.nl, schemas.junction.nl);
		if (!front) return [];
		const { title, short, links, series, address, 'split-from': splitFrom, 'merged-from': mergedFrom, sources, ...rest } = front;
		const told = links.flatMap((link) =>
			LINK_KINDS.flatMap((kind) => (link[kind] === undefined ? [] : [{ kind, to: link[kind], why: link.why }])),
		);
		const nl: JunctionText = {
			title,
			short,
			blocks: this.#blocks(pair.nl, JUNCTION_HEADINGS),
			why: Object.fromEntries(told.map(({ to, why }) => [to, why])),
		};
		const english = pair.en && this.#front(pair.en, schemas.junction.en);
		const texts: InLanguages<JunctionText> =
			pair.en && english ? { nl, en: { ...english, blocks: this.#blocks(pair.en, JUNCTION_HEADINGS) } } : { nl };
		const junction: Junction = {
			...rest,
			address: address ?? addressOf(title),
			series: series ?? null,
			links: told.map(({ kind, to }) => ({ kind, to })),
			splitFrom,
			mergedFrom,
			sources: sources.map(sourceFrom),
			texts,
		};
		return [this.#from(pair, junction)];
	}

	#archetype(pair: Pair): Archetype[] {
		const front = this.#front(pair.nl, schemas.archetype.nl);
		if (!front) return [];
		const { id, first, skip, ...nl } = front;
		const texts = this.#texts(pair, nl, schemas.archetype.en, (file) => ({ body: file.body.trim() }));
		return [this.#from(pair, { id, first, skip, texts })];
	}

	#term(pair: Pair): Term[] {
		const front = this.#front(pair.nl, schemas.term.nl);
		if (!front) return [];
		const { id, junctions, sources, ...nl } = front;
		const texts = this.#texts(pair, nl, schemas.term.en, (file) => ({ body: file.body.trim() }));
		return [this.#from(pair, { id, junctions, sources: sources.map(sourceFrom), texts })];
	}

	#law(pair: Pair): LawLink[] {
		const front = this.#front(pair.nl, schemas.law.nl);
		if (!front) return [];
		const { id, kind, order, checked, sources, junctions, ...nl } = front;
		const notes = Object.fromEntries(junctions.map((junction) => [junction.id, junction.note]));
		const texts: InLanguages<LawText> = { nl: { ...nl, notes, body: pair.nl.body.trim() } };
		const english = pair.en && this.#front(pair.en, schemas.law.en);
		if (pair.en && english) texts.en = { ...english, body: pair.en.body.trim() };
		const link: LawLink = {
			id,
			kind,
			order,
			checked: checked ?? null,
			sources: sources.map(sourceFrom),
			junctions: Object.keys(notes),
			texts,
		};
		return [this.#from(pair, link)];
	}

	#card(pair: Pair): Card[] {
		const front = this.#front(pair.nl, schemas.card.nl);
		if (!front) return [];
		const { id, minutes, junctions, sources, ...nl } = front;
		const blocks = (file: ManuscriptFile): Pick<CardText, 'blocks'> => ({ blocks: this.#blocks(file, CARD_HEADINGS) });
		const texts = this.#texts(pair, nl, schemas.card.en, blocks);
		return [this.#from(pair, { id, address: addressOf(nl.title), minutes, junctions, sources: sources.map(sourceFrom), texts })];
	}

	#template(pair: Pair): Template[] {
		const front = this.#front(pair.nl, schemas.template.nl);
		if (!front) return [];
		const { id, junctions, card, ...nl } = front;
		const texts = this.#texts(pair, nl, schemas.template.en, (file) => ({ body: file.body.trim() }));
		return [this.#from(pair, { id, address: addressOf(nl.title), junctions, card: card ?? null, texts })];
	}

	#story(pair: Pair): Story[] {
		const front = this.#front(pair.nl, schemas.story.nl);
		if (!front) return [];
		const { title, teaser, source, ...rest } = front;
		const texts = this.#texts(pair, { title, teaser }, schemas.story.en, (file) => ({ body: file.body.trim() }));
		return [this.#from(pair, { ...rest, address: addressOf(title), source: source ? sourceFrom(source) : null, texts })];
	}

	#news(pair: Pair): NewsItem[] {
		const front = this.#front(pair.nl, schemas.news.nl);
		if (!front) return [];
		const { id, date, ...nl } = front;
		const texts = this.#texts(pair, nl, schemas.news.en, (file) => ({ body: file.body.trim() }));
		return [this.#from(pair, { id, date, address: addressOf(nl.title), texts })];
	}

	#page(pair: Pair): Page[] {
		const front = this.#front(pair.nl, schemas.page.nl);
		if (!front) return [];
		const { id, section, category, order, title, summary } = front;
		const english = pair.en && this.#front(pair.en, schemas.page.en);
		const nl = { title, summary, body: pair.nl.body.trim() };
		const texts = pair.en && english ? { nl, en: { title: english.title, summary: english.summary, body: pair.en.body.trim() } } : { nl };
		const heading = category ? { nl: category, ...(english?.category ? { en: english.category } : {}) } : null;
		return [this.#from(pair, { id, address: id, section, category: heading, order, texts })];
	}

	/** The wording of a thing in each language it is written in: its front matter with what its body adds. */
	#texts<Front extends object, Added extends object>(
		pair: Pair,
		nl: Front,
		english: v.GenericSchema<unknown, Front>,
		added: (file: ManuscriptFile, front: Front) => Added,
	): InLanguages<Front & Added> {
		const texts: InLanguages<Front & Added> = { nl: { ...nl, ...added(pair.nl, nl) } };
		const en = pair.en && this.#front(pair.en, english);
		if (pair.en && en) texts.en = { ...en, ...added(pair.en, en) };
		return texts;
	}

	#blocks<Name extends string>(file: ManuscriptFile, headings: Record<Language, Record<string, Name>>): Partial<Record<Name, string>> {
		const blocks: Partial<Record<Name, string>> = {};
		const known = headings[file.language];
		for (const { heading, line, markdown } of passagesOf(file)) {
			const name = Object.hasOwn(known, heading) ? known[heading] : undefined;
			if (!name)
				this.#problem(file, line, `"${heading || 'text before the first heading'}" is no block; expected ${Object.keys(known).join(', ')}`);
			else if (blocks[name] !== undefined) this.#problem(file, line, `the block ${heading} stands here twice`);
			else if (markdown) blocks[name] = markdown;
		}
		return blocks;
	}

	#front<Output>(file: ManuscriptFile, schema: v.GenericSchema<unknown, Output>): Output | undefined {
		const result = v.safeParse(schema, file.front);
		if (result.success) return result.output;
		for (const issue of result.issues) {
			const path = issue.path?.map((item) => item.key as PropertyKey) ?? [];
			this.#problem(file, file.lineOf(path), `${path.join('.') || 'front matter'}: ${expectation(issue)}`);
		}
		return undefined;
	}

	#from<T extends object>(pair: Pair, thing: T): T {
		this.origins.set(thing, pair.nl);
		const made = pair.en?.translates;
		if (made && made !== revisionOf(this.#manuscript.get(pair.nl.path) ?? '')) this.#stale.add(thing);
		return thing;
	}

	#problem(file: ManuscriptFile, line: number, message: string): void {
		this.problems.push({ file: file.path, line, message });
	}
}

/** Our own messages say what is expected; the library's say it in its own terms. */
function expectation(issue: v.BaseIssue<unknown>): string {
	if (issue.message.startsWith('expected')) return `${issue.message}, found ${issue.received}`;
	if (issue.type === 'strict_object' && issue.expected === 'never') return 'is no key of this kind of file';
	return `expected ${issue.expected ?? 'something else'}, found ${issue.received}`;
}

const words = (wordings: { nl: string; en?: string | undefined }): InLanguages<string> =>
	wordings.en === undefined ? { nl: wordings.nl } : { nl: wordings.nl, en: wordings.en };

const sourceFrom = (source: {
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

/** Puts editions behind the one they follow. One that cannot be placed is left to the weighing, which names it. */
function inOrder(editions: Edition[]): Edition[] {
	const placed: Edition[] = [];
	const waiting = new Set(editions);
	for (let moved = true; moved; ) {
		moved = false;
		for (const edition of waiting) {
			const before = edition.parts.follows;
			if (before !== null && !placed.some((other) => other.id === before)) continue;
			placed.push(edition);
			waiting.delete(edition);
			moved = true;
		}
	}
	return [...placed, ...waiting];
}
