import { addressOf } from '#guide/address.ts';
import type { Card, CardText } from '#guide/card.ts';
import type { LawLink, LawText } from '#guide/law.ts';
import type { Template } from '#guide/template.ts';
import type { Term } from '#guide/term.ts';
import type { InLanguages } from '#platform/languages.ts';
import type { Story } from '#stories/story.ts';
import { CARD_HEADINGS } from './blocks.ts';
import type { ManuscriptFile } from './manuscript.ts';
import type { NewsItem, Page } from './page.ts';
import { type Pair, type Reader, sourceFrom } from './reader.ts';
import * as schemas from './schemas.ts';

/** What stands beside the method: cards, templates, words, law, stories, news and pages. */

export function card(reader: Reader, pair: Pair): Card[] {
	const front = reader.front(pair.nl, schemas.card.nl);
	if (!front) return [];
	const { id, minutes, junctions, sources, ...nl } = front;
	const blocks = (file: ManuscriptFile): Pick<CardText, 'blocks'> => ({ blocks: reader.blocks(file, CARD_HEADINGS) });
	const texts = reader.texts(pair, nl, schemas.card.en, blocks);
	return [reader.from(pair, { id, address: addressOf(nl.title), minutes, junctions, sources: sources.map(sourceFrom), texts })];
}

export function template(reader: Reader, pair: Pair): Template[] {
	const front = reader.front(pair.nl, schemas.template.nl);
	if (!front) return [];
	const { id, junctions, card, ...nl } = front;
	const texts = reader.texts(pair, nl, schemas.template.en, (file) => ({ body: file.body.trim() }));
	return [reader.from(pair, { id, address: addressOf(nl.title), junctions, card: card ?? null, texts })];
}

export function term(reader: Reader, pair: Pair): Term[] {
	const front = reader.front(pair.nl, schemas.term.nl);
	if (!front) return [];
	const { id, junctions, sources, ...nl } = front;
	const texts = reader.texts(pair, nl, schemas.term.en, (file) => ({ body: file.body.trim() }));
	return [reader.from(pair, { id, junctions, sources: sources.map(sourceFrom), texts })];
}

export function law(reader: Reader, pair: Pair): LawLink[] {
	const front = reader.front(pair.nl, schemas.law.nl);
	if (!front) return [];
	const { id, kind, order, checked, sources, junctions, ...nl } = front;
	const notes = Object.fromEntries(junctions.map((junction) => [junction.id, junction.note]));
	const texts: InLanguages<LawText> = { nl: { ...nl, notes, body: pair.nl.body.trim() } };
	const english = pair.en && reader.front(pair.en, schemas.law.en);
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
	return [reader.from(pair, link)];
}

export function story(reader: Reader, pair: Pair): Story[] {
	const front = reader.front(pair.nl, schemas.story.nl);
	if (!front) return [];
	const { title, teaser, source, ...rest } = front;
	const texts = reader.texts(pair, { title, teaser }, schemas.story.en, (file) => ({ body: file.body.trim() }));
	return [reader.from(pair, { ...rest, address: addressOf(title), source: source ? sourceFrom(source) : null, texts })];
}

export function news(reader: Reader, pair: Pair): NewsItem[] {
	const front = reader.front(pair.nl, schemas.news.nl);
	if (!front) return [];
	const { id, date, ...nl } = front;
	const texts = reader.texts(pair, nl, schemas.news.en, (file) => ({ body: file.body.trim() }));
	return [reader.from(pair, { id, date, address: addressOf(nl.title), texts })];
}

export function page(reader: Reader, pair: Pair): Page[] {
	const front = reader.front(pair.nl, schemas.page.nl);
	if (!front) return [];
	const { id, section, category, order, title, summary } = front;
	const english = pair.en && reader.front(pair.en, schemas.page.en);
	const nl = { title, summary, body: pair.nl.body.trim() };
	const texts = pair.en && english ? { nl, en: { title: english.title, summary: english.summary, body: pair.en.body.trim() } } : { nl };
	const heading = category ? { nl: category, ...(english?.category ? { en: english.category } : {}) } : null;
	return [reader.from(pair, { id, address: id, section, category: heading, order, texts })];
}
