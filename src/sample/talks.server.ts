import { followUp } from '#talks/following.server.ts';
import { planTalk } from '#talks/planning.server.ts';
import { release } from '#talks/releasing.server.ts';
import { NO_PLAN } from '#talks/talk.ts';
import { writeLine } from '#talks/writing.server.ts';
import type { Moment } from './moment.ts';
import type { Sample } from './sample.ts';
import type { Stage } from './stage.server.ts';

type Given = Sample['talks'][number];
type Line = Given['lines'][number];

/** What was said in confidence, and what of it was released. */
export const talkMoments = ({ talks }: Sample): Moment[] =>
	talks.flatMap((given) => {
		const lines = new Map<Line, string>();
		return [held(given, lines), ...given.lines.flatMap((line) => releasedOf(given, line, () => lines.get(line) ?? ''))];
	});

const held = (given: Given, lines: Map<Line, string>): Moment => ({
	...{ on: given.on, what: `talk with ${given.party}` },
	async happens(stage, now) {
		const { db, keys } = stage.keeper;
		const interviewer = await stage.member(given.by, now);
		const plan = { ...NO_PLAN, party: given.party, place: given.place, on: given.on };
		const talk = await planTalk(db, keys, interviewer, { person: stage.account(given.person).id, plan }, now);
		for (const line of given.lines) {
			const said = { talk, kind: line.kind, words: line.words };
			lines.set(line, await writeLine(db, keys, interviewer, said, now));
		}
	},
});

function releasedOf({ by, person, party }: Given, { released }: Line, idOf: () => string): Moment[] {
	if (released === undefined) return [];
	const { on, text, level, owner, state, said, said_on } = released;
	let item = '';
	const followed = async (stage: Stage, now: Date) => {
		const { db, keys } = stage.keeper;
		const given = { item, version: 1, owner: owner === undefined ? null : stage.account(owner).id, state, remark: said ?? '' };
		return followUp(db, keys, await stage.member(by, now), given, now);
	};
	return [
		{
			...{ on, what: `released by ${party}` },
			async happens(stage, now) {
				const { db, keys } = stage.keeper;
				item = await release(db, keys, await stage.member(person, now), { line: idOf(), text, level, agreement: null }, now);
			},
		},
		...(owner === undefined ? [] : [{ on: said_on ?? on, what: `followed up for ${party}`, happens: followed }]),
	];
}
