import { titleOf } from '#logbook/entry.ts';
import { type Block, type Chapter, heading, paragraph, strong, words } from '#paper/blocks.ts';
import type { Speech } from '#platform/messages.ts';
import type { Considered } from './thinking.server.ts';
import { onTheList, type Voice } from './voice.ts';

/** Who is not at the table but matters, and at which decisions they were thought of. */
export function absentChapter(voices: readonly Voice[], considered: readonly Considered[], speech: Speech): Chapter {
	const { say } = speech;
	const there = onTheList(voices);
	const list: Block = {
		kind: 'table',
		widths: [3, 3, 5],
		head: [words(say('accounts.name')), words(say('stakeholders.spokesperson')), words(say('stakeholders.voiceAsks'))],
		rows: there.map(({ name, speaks, question }) => [strong(name), words(speaks || '–'), words(question || '–')]),
	};
	return {
		title: words(say('stakeholders.absent')),
		blocks: [
			...(there.length === 0 ? [paragraph(say('stakeholders.absentEmpty'))] : [list]),
			...(considered.length === 0 ? [] : [heading(2, say('stakeholders.atDecisions')), decisionsTable(voices, considered, speech)]),
		],
		follows: true,
	};
}

function decisionsTable(voices: readonly Voice[], considered: readonly Considered[], { say, day }: Speech): Block {
	const names = new Map(voices.map(({ id, name }) => [id, name]));
	return {
		kind: 'table',
		widths: [4, 2, 4],
		head: [words(say('logbook.decision')), words(say('logbook.happenedOn')), words(say('stakeholders.thoughtOf'))],
		rows: considered.map(({ decision, thoughts }) => [
			strong(titleOf(decision)),
			words(day(decision.happenedOn)),
			words(thoughts.map(({ voice }) => names.get(voice) ?? '').join('\n')),
		]),
	};
}
