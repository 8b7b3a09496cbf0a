import type { Wording } from '#platform/languages.ts';
import type { Findable } from '#search/finding.ts';
import { type Seeded, seeded } from './seeded.ts';

const SEED = 20261122;
const sentences = new Intl.Segmenter('nl', { granularity: 'sentence' });
const sentencesIn = (text: string) => [...sentences.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);

/**
 * As many Dutch findables as are wanted, made of the sentences of real ones. Each follows a real one in its kind, its labels
 * and the length of each of its texts, so that a word is as common here as it is in the guide.
 */
export function manyFindables(real: Findable[], count: number): Findable[] {
	const dutch = real.filter(({ language }) => language === 'nl');
	const titles = dutch.map(({ title }) => title.text.split(' '));
	const leads = dutch.flatMap(({ lead }) => sentencesIn(lead.text));
	const bodies = dutch.flatMap(({ body }) => body.flatMap(({ text }) => sentencesIn(text)));
	const chance = seeded(SEED);
	return Array.from({ length: count }, (_, index): Findable => {
		const model = dutch[index % dutch.length] as Findable;
		return {
			...model,
			path: `/proef/${index + 1}`,
			title: inDutch(newTitle(titles, chance)),
			lead: asLongAs(model.lead, leads, chance),
			body: model.body.map((block) => asLongAs(block, bodies, chance)),
		};
	});
}

/** The first half of one title with the last half of another. */
function newTitle(titles: string[][], chance: Seeded): string {
	const [first, last] = [chance.oneOf(titles), chance.oneOf(titles)];
	return [...first.slice(0, Math.ceil(first.length / 2)), ...last.slice(Math.floor(last.length / 2))].join(' ');
}

const asLongAs = ({ text }: Wording<string>, pool: string[], chance: Seeded) =>
	inDutch(
		sentencesIn(text)
			.map(() => chance.oneOf(pool))
			.join(' '),
	);

const inDutch = (text: string): Wording<string> => ({ text, language: 'nl' });
