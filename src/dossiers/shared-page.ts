import { LEVEL_NAMES, type Level } from '#projects/level.ts';
import { ITEM_NAMES } from '#talks/line.ts';
import { AGREEMENT_NAMES, STATE_NAMES, type State, type Wording } from '#talks/shared.ts';
import { type Markup, records } from './markup.ts';
import type { Reading } from './pages.ts';

/** What parties released of what they said in confidence, and what was done about it. What they did not release is not here. */
export function shared({ speech, person, on, rows }: Reading): Markup {
	const { say } = speech;
	const remarks = Map.groupBy(rows('shared_remarks'), ({ item }) => item);
	const told = rows('shared_items').map((row) => {
		const { kind, party, text, agreement } = row.content as Wording;
		return {
			title: `${say(ITEM_NAMES[kind])} · ${party}`,
			facts: [
				[say('talks.wording'), text],
				[say('talks.state'), say(STATE_NAMES[row.state as State])],
				[say('talks.owner'), row.owner === null ? '' : person(row.owner)],
				[say('talks.sharedOn'), `${on(row.shared_at)}, ${person(row.sharer)}`],
				[say('talks.agreement'), agreement === null ? '' : say(AGREEMENT_NAMES[agreement])],
				[say('projects.level'), say(LEVEL_NAMES[row.level as Level])],
				...(remarks.get(row.id) ?? []).map((one): [string, string] => [
					say('talks.remark'),
					[`${on(one.made_at)}, ${person(one.author)}: ${say(STATE_NAMES[one.state as State])}`, String(one.content)]
						.filter(Boolean)
						.join('\n'),
				]),
			] as [string, string][],
		};
	});
	return records(told, say('exports.ownNothing'));
}
