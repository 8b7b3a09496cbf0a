import { differenceBetween } from '#guide/difference.ts';
import { BLOCKS, type Junction } from '#guide/junction.ts';
import { forebearsOf } from '#guide/lineage.ts';
import { asLines } from '#platform/markdown.ts';
import { found } from '#platform/refusals.ts';
import { blockIn } from '#publishing/findables.ts';
import { junctionView } from '#publishing/views.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ params, locals: { house, speech } }) => {
	const { publication } = house;
	const edition = publication.current;
	const before = found(publication.before(edition));
	const newer = found(edition.junctionAt(params.knooppunt));
	const older = found(forebearsOf(newer, before).find(({ id }) => id === params.met));
	const textOf = (junction: Junction, block: (typeof BLOCKS)[number]) =>
		asLines(blockIn(junction.texts, block, speech.language)?.text ?? '');
	return {
		newer: { ...junctionView(publication, edition, newer, speech), edition: speech.wording(edition.parts.name).text },
		older: { ...junctionView(publication, before, older, speech), edition: speech.wording(before.parts.name).text },
		title: differenceBetween(older.texts.nl.title, newer.texts.nl.title),
		blocks: BLOCKS.map((block) => ({ block, ...differenceBetween(textOf(older, block), textOf(newer, block)) })).filter(
			({ older: one, newer: other }) => one.length + other.length > 0,
		),
	};
};
