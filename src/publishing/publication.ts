import type { Card } from '#guide/card.ts';
import type { Edition } from '#guide/edition.ts';
import type { LawLink } from '#guide/law.ts';
import type { Template } from '#guide/template.ts';
import { type Term, type TermIndex, termIndex } from '#guide/term.ts';
import { inLanguage, type Language } from '#platform/languages.ts';
import type { Story } from '#stories/story.ts';
import type { NewsItem, Page, Section } from './page.ts';

export interface PublicationParts {
	/** Oldest first; the last one is current. */
	editions: Edition[];
	cards: Card[];
	templates: Template[];
	terms: Term[];
	/** The chain of laws, plans and decisions, in its order. */
	law: LawLink[];
	stories: Story[];
	news: NewsItem[];
	pages: Page[];
}

/** Everything readers can read, as it was released together. Nobody sees half of one. */
export class Publication {
	readonly parts: PublicationParts;
	readonly #terms = new Map<Language, TermIndex | null>();

	readonly #stale: WeakSet<object>;

	constructor(parts: PublicationParts, stale: WeakSet<object>) {
		this.parts = parts;
		this.#stale = stale;
	}

	get current(): Edition {
		const edition = this.parts.editions.at(-1);
		if (!edition) throw new Error('A publication has at least one edition; reading the content checks it.');
		return edition;
	}
	edition(id: string): Edition | undefined {
		return this.parts.editions.find((edition) => edition.id === id);
	}
	/** The edition that an edition follows. */
	before(edition: Edition): Edition | undefined {
		return edition.parts.follows === null ? undefined : this.edition(edition.parts.follows);
	}

	/** Whether the translation of this thing was made from an older Dutch text. */
	isStale = (thing: object): boolean => this.#stale.has(thing);

	card = (id: string): Card | undefined => this.parts.cards.find((card) => card.id === id);
	cardAt = (address: string): Card | undefined => this.parts.cards.find((card) => card.address === address);
	cardsFor = (junction: string): Card[] => this.parts.cards.filter((card) => card.junctions.includes(junction));

	template = (id: string): Template | undefined => this.parts.templates.find((template) => template.id === id);
	templateAt = (address: string): Template | undefined => this.parts.templates.find((template) => template.address === address);
	templatesFor = (junction: string): Template[] => this.parts.templates.filter((template) => template.junctions.includes(junction));
	templatesOf = (card: Card): Template[] => this.parts.templates.filter((template) => template.card === card.id);

	story = (id: string): Story | undefined => this.parts.stories.find((story) => story.id === id);
	storyAt = (address: string): Story | undefined => this.parts.stories.find((story) => story.address === address);
	storiesFor = (junction: string): Story[] => this.parts.stories.filter((story) => story.junctions.includes(junction));

	term = (id: string): Term | undefined => this.parts.terms.find((term) => term.id === id);
	/** The words of the trade as readers of one language meet them. */
	termsIn(language: Language): TermIndex | null {
		const known = this.#terms.get(language);
		if (known !== undefined) return known;
		const made = termIndex(
			this.parts.terms.map(({ id, texts }) => {
				const { term, forms } = inLanguage(texts, language).text;
				return { id, forms: [term, ...forms] };
			}),
		);
		this.#terms.set(language, made);
		return made;
	}
	lawFor = (junction: string): LawLink[] => this.parts.law.filter((link) => link.junctions.includes(junction));

	newsAt = (address: string): NewsItem | undefined => this.parts.news.find((item) => item.address === address);
	page = (id: string): Page | undefined => this.parts.pages.find((page) => page.id === id);
	pageAt = (section: Section, address: string): Page | undefined =>
		this.parts.pages.find((page) => page.section === section && page.address === address);
	pagesIn = (section: Section): Page[] => this.parts.pages.filter((page) => page.section === section);
}
