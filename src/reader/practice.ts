import { isAddition } from './furniture.ts';
import { folded, type Line } from './line.ts';
import { listItemIn } from './list-item.ts';
import { proseOf } from './prose.ts';
import type { Section } from './sections.ts';

export interface StoryDraft {
	title: string;
	body: string;
	/** Whether the website led on to more of it. */
	link: boolean;
}

/** A number may be part of a title; a bullet is not. */
const withoutBullet = (text: string): string => {
	const item = listItemIn(text);
	return item && !item.isNumbered ? item.text : text;
};

/** One story as it was found, with what stands behind it. */
interface Found {
	lines: Line[];
	rest: Line[];
	/** Whether the page shows that what follows is a next story. */
	isFollowed: boolean;
}

/** Reads the stories under one heading. Most pages have a heading for each, some one heading for all. */
export function readStories({ lines, readsOn }: Pick<Section, 'lines' | 'readsOn'>): { stories: StoryDraft[]; unread: Line[] } {
	const stories: StoryDraft[] = [];
	let rest = lines;
	let isStory = true;
	while (rest.length > 0) {
		const found = firstOf(rest, readsOn);
		const end = found.rest[0]?.number ?? Number.POSITIVE_INFINITY;
		const start = rest[0]?.number ?? 0;
		const link = readsOn.some((number) => (number > start || stories.length === 0) && number < end);
		const tellsWhere = found.lines.some(({ text }) => /^(?:meer informatie|lees meer)\s*:/i.test(text));
		const isRepeated = found.lines.length < rest.length - found.rest.length;
		if (isAddition(rest[0]?.text ?? '') || !(isStory || isRepeated || link)) return { stories, unread: rest };
		const [title, ...body] = found.lines;
		stories.push({ title: withoutBullet(title?.text ?? ''), body: proseOf(body), link: link || tellsWhere });
		rest = found.rest;
		isStory = found.isFollowed;
	}
	return { stories, unread: [] };
}

function firstOf(lines: Line[], readsOn: number[]): Found {
	const [title, ...others] = lines;
	const isTitle = (line: Line) => folded(withoutBullet(line.text)) === folded(withoutBullet(title?.text ?? ''));
	const bodyAt = others.findIndex((line) => !isTitle(line));
	const repeat = bodyAt === -1 ? others.length - 1 : others.findIndex((line, index) => index > bodyAt && isTitle(line));
	if (repeat >= 0)
		return {
			lines: lines.slice(0, repeat + 1).filter((line, index) => index === 0 || !isTitle(line)),
			rest: others.slice(repeat + 1),
			isFollowed: false,
		};
	const own = lines.filter((line, index) => index === 0 || !isTitle(line));
	// Without the repeated title, a button ends a story when something like a title comes after it.
	const next = own.findIndex((line, index) => index > 1 && index < own.length - 1 && startsAnew(own[index - 1], line, readsOn));
	const addition = own.findIndex((line, index) => index > 0 && line.afterGap && isAddition(line.text));
	const cuts = [next, addition].filter((index) => index > 0);
	if (cuts.length === 0) return { lines: own, rest: [], isFollowed: false };
	const cut = Math.min(...cuts);
	return { lines: own.slice(0, cut), rest: own.slice(cut), isFollowed: true };
}

const startsAnew = (before: Line | undefined, line: Line, readsOn: number[]): boolean =>
	before !== undefined &&
	!/[.,;:…]["'’”)]*$/.test(line.text) &&
	line.text.length <= 100 &&
	readsOn.some((number) => number > before.number && number < line.number);
