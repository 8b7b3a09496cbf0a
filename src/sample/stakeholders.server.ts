import { addVoice } from '#stakeholders/absent/keeping.server.ts';
import { addStakeholder } from '#stakeholders/adding.server.ts';
import { involve } from '#stakeholders/involvement/involving.server.ts';
import { judgementsOf } from '#stakeholders/judgements.server.ts';
import { chooseGroup, placeTogether, score } from '#stakeholders/judging.server.ts';
import { NO_FACTS } from '#stakeholders/stakeholder.ts';
import { stakeholderFor } from '#stakeholders/stakeholders.server.ts';
import type { Moment } from './moment.ts';
import { SampleProblem } from './reading.server.ts';
import type { Sample } from './sample.ts';
import type { Stage } from './stage.server.ts';

type Given = Sample['stakeholders'][number];
type Placed = Pick<Given['places'][number], 'interest' | 'influence'>;

const placeIn = ({ interest, influence }: Placed) => ({
	interest: { step: interest[0], reason: interest[1] },
	influence: { step: influence[0], reason: influence[1] },
});

/** Who came into the register, what people thought of them alone, and what the team made of that. */
export const stakeholderMoments = ({ stakeholders }: Sample): Moment[] =>
	stakeholders.flatMap((given) => [added(given), ...scored(given), ...placed(given), ...grouped(given), ...involved(given)]);

const added = (given: Given): Moment => ({
	...{ on: given.on, what: `stakeholder ${given.key}` },
	async happens(stage, now) {
		const { name, kind, rank, contacts, source, review, willingness, dwellings, share, level } = given;
		if (!stage.edition.party(kind)) throw new SampleProblem(`No kind of party is called ${kind}.`);
		const facts = { ...NO_FACTS, name, kind, rank, contacts, source, reviewOn: review ?? null };
		const owned = { willingness: willingness ?? null, dwellings: dwellings ?? null, share: share ?? null };
		const { db, keys } = stage.keeper;
		const whole = { level, owner: stage.account(given.owner).id, facts: { ...facts, ...owned } };
		stage.stakeholders.set(given.key, await addStakeholder(db, keys, await stage.member(given.by, now), whole, now));
	},
});

const scored = ({ key, scores, places: [first] }: Given): Moment[] =>
	first === undefined
		? []
		: scores.map(({ by, ...place }) => ({
				...{ on: first.on, what: `score of ${key} by ${by}` },
				happens: async (stage, now) => {
					const { db, keys } = stage.keeper;
					const given = [{ stakeholder: stage.stakeholder(key), place: placeIn(place) }];
					return score(db, keys, await stage.member(by, now), given, 'meeting', now);
				},
			}));

const placed = ({ key, places }: Given): Moment[] =>
	places.map(({ on, by, ...place }) => ({
		...{ on, what: `place of ${key}` },
		async happens(stage, now) {
			const { member, judged, id } = await standing(stage, key, by, now);
			const given = { stakeholder: id, place: placeIn(place), seen: judged.team[0]?.id ?? null };
			return placeTogether(stage.keeper.db, stage.keeper.keys, member, { ...given, channel: 'meeting' }, now);
		},
	}));

const grouped = ({ key, group }: Given): Moment[] =>
	group === undefined
		? []
		: [
				{
					...{ on: group.on, what: `group of ${key}` },
					async happens(stage, now) {
						const { member, judged, id } = await standing(stage, key, group.by, now);
						const given = { stakeholder: id, group: group.is, reason: group.reason, seen: judged.group[0]?.id ?? null };
						return chooseGroup(stage.keeper.db, stage.keeper.keys, member, given, now);
					},
				},
			];

const involved = ({ key, moments }: Given): Moment[] =>
	moments.map(({ on, by, from, until, way, purpose, owner, outcome }) => ({
		...{ on, what: `moment with ${key}` },
		async happens(stage, now) {
			const plan = { from, until, junction: null, phase: null, way, otherWay: '', purpose };
			const given = { stakeholders: [stage.stakeholder(key)] as const, plan, held: outcome ?? null, owner: stage.account(owner).id };
			return involve(stage.keeper.db, stage.keeper.keys, await stage.member(by, now), given, now);
		},
	}));

/** Who is not at the table but matters. */
export const voiceMoments = ({ voices }: Sample): Moment[] =>
	voices.map(({ on, by, name, question, spokesperson }) => ({
		...{ on, what: `voice ${name}` },
		async happens(stage, now) {
			const speaker = spokesperson === undefined ? null : stage.account(spokesperson).id;
			const saying = { name, question, spokesperson: speaker, spokespersonName: '' };
			return addVoice(stage.keeper.db, stage.keeper.keys, await stage.member(by, now), saying, now);
		},
	}));

async function standing(stage: Stage, key: string, by: string, now: Date) {
	const { db, keys } = stage.keeper;
	const member = await stage.member(by, now);
	const id = stage.stakeholder(key);
	return { member, id, judged: await judgementsOf(db, keys, member, await stakeholderFor(db, keys, member, id)) };
}
