import type { Edition, Phase } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import { type Block, type Chapter, paragraph, type Words, words, wordsIn } from '#paper/blocks.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Speech } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import { changesFor, standingsFor } from './changes.server.ts';
import { type Change, type Standings, statusIn, summaryOf } from './progress.ts';
import { STATUS_NAMES } from './status.ts';

/** What of the progress goes on paper. */
export interface Chosen {
	/** Each with its name; the part is null for the project as a whole. */
	places: readonly { part: string | null; name: string }[];
	/** Numbers of phases. */
	phases: readonly number[];
	withHistory: boolean;
}

/** How far each junction is, phase by phase, with why; and where asked all that happened before. */
export async function progressChapter(
	db: Database,
	member: Member,
	edition: Edition,
	{ places, phases, withHistory }: Chosen,
	speech: Speech,
): Promise<Chapter> {
	const shown = edition.phases.filter(({ number }) => phases.includes(number));
	const blocks: Block[] = [];
	for (const { part, name } of places) {
		const standings = await standingsFor(db, member, part);
		const { done, of } = summaryOf(edition, standings);
		if (places.length > 1) blocks.push({ kind: 'heading', level: 2, text: words(name) });
		blocks.push(paragraph(speech.say('progress.summary', { done, of })));
		blocks.push(...shown.flatMap((phase) => phaseBlocks(edition, phase, standings, places.length > 1 ? 3 : 2, speech)));
		if (withHistory) blocks.push(...historyBlocks(edition, await changesFor(db, member, part), shown, speech));
	}
	return { title: words(speech.say('projects.menuProgress')), blocks };
}

function phaseBlocks(edition: Edition, phase: Phase, standings: Standings, level: 2 | 3, speech: Speech): Block[] {
	const { say, wording, language } = speech;
	const { text, language: spoken } = wording(phase.texts);
	const called = { text: `${say('guide.phase')} ${phase.number}: ${text.name}`, language: spoken };
	const rows = edition.inPhase(phase.number).map((junction) => {
		const now = standings.get(junction.id);
		return [
			titleOf(junction, speech),
			words(say(STATUS_NAMES[statusIn(standings, junction.id)])),
			words(now?.ownerName ?? ''),
			words(now ? `${now.reason} (${speech.day(now.madeAt.slice(0, 10))})` : ''),
		];
	});
	return [
		{ kind: 'heading', level, text: wordsIn(called, language) },
		{
			kind: 'table',
			widths: [6, 4, 3, 6],
			head: [say('progress.junction'), say('progress.status'), say('progress.owner'), say('progress.lastReason')].map(words),
			rows,
		},
	];
}

const titleOf = ({ number, texts }: Junction, { wording, language }: Speech): Words => {
	const { text, language: spoken } = wording(texts);
	return [{ text: `${number} ` }, ...wordsIn({ text: text.title, language: spoken }, language)];
};

/** What happened at each junction, from the first change on. */
function historyBlocks(edition: Edition, changes: readonly Change[], phases: readonly Phase[], speech: Speech): Block[] {
	const { say } = speech;
	const byJunction = Map.groupBy(changes.toReversed(), ({ junction }) => junction);
	const junctions = phases.flatMap(({ number }) => edition.inPhase(number)).filter(({ id }) => byJunction.has(id));
	return [
		{ kind: 'heading', level: 2, text: words(say('progress.history')) },
		...(junctions.length === 0 ? [paragraph(say('progress.historyEmpty'))] : []),
		...junctions.flatMap((junction): Block[] => [
			{ kind: 'heading', level: 3, text: titleOf(junction, speech) },
			{
				kind: 'list',
				ordered: false,
				items: (byJunction.get(junction.id) ?? []).map((change) => [{ kind: 'paragraph', text: changeTold(change, speech) }]),
			},
		]),
	];
}

function changeTold(change: Change, { say, day }: Speech): Words {
	const by = [
		change.authorName ?? say('projects.erasedMember'),
		...(change.acceptedByName === null ? [] : [say('progress.acceptedBy', { name: change.acceptedByName })]),
		...(change.happenedOn === null ? [] : [`${say('progress.happenedOn')} ${day(change.happenedOn)}`]),
	];
	return [
		{ text: `${day(change.madeAt.slice(0, 10))}: ` },
		{ text: say(STATUS_NAMES[change.status]), as: 'strong' },
		{ text: `. ${change.reason} (${by.join(', ')})` },
	];
}
