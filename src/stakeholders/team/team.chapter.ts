import { type Block, type Chapter, heading, strong, words } from '#paper/blocks.ts';
import type { Speech } from '#platform/messages.ts';
import { CIRCLE_NAMES, movesOf, type Sitting, sittingOn } from './team.ts';
import { calledIn, moveTold, roleTold, willingnessTold } from './telling.ts';

/** The core team and the ring around it as they are today, and the team over time. */
export const teamChapter = (sittings: readonly Sitting[], today: string, speech: Speech): Chapter => ({
	title: words(speech.say('stakeholders.team')),
	blocks: [nowTable(sittingOn(sittings, today), speech), heading(2, speech.say('stakeholders.teamOverTime')), movesTable(sittings, speech)],
	follows: true,
});

function nowTable(now: readonly Sitting[], speech: Speech): Block {
	const { say } = speech;
	const columns = ['accounts.name', 'accounts.organisation', 'stakeholders.circle', 'projects.role', 'stakeholders.willingness'] as const;
	return {
		kind: 'table',
		widths: [3, 3, 2, 3, 2],
		head: columns.map((column) => words(say(column))),
		rows: now.map((one) => [
			strong(calledIn(one, speech)),
			...[one.organisation, say(CIRCLE_NAMES[one.circle]), roleTold(one, speech), willingnessTold(one, speech) || '–'].map(words),
		]),
	};
}

function movesTable(sittings: readonly Sitting[], speech: Speech): Block {
	const { say, day } = speech;
	return {
		kind: 'table',
		widths: [2, 3, 3, 5],
		head: [say('logbook.happenedOn'), say('accounts.name'), say('accounts.organisation'), say('stakeholders.move')].map(words),
		rows: movesOf(sittings).map((move) =>
			[day(move.at.slice(0, 10)), calledIn(move.sitting, speech), move.sitting.organisation, moveTold(move, speech)].map(words),
		),
	};
}
