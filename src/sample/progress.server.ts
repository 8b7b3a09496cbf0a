import { standingsFor } from '#progress/changes.server.ts';
import { changeProgress } from '#progress/changing.server.ts';
import { type Standings, seqIn, type Wish } from '#progress/progress.ts';
import { accept, decline, propose } from '#progress/proposing.server.ts';
import { changeSensitivity, sensitivitiesFor } from '#progress/sensitivity.server.ts';
import { isSettled } from '#progress/status.ts';
import { addWait } from '#progress/waits.server.ts';
import type { Moment } from './moment.ts';
import { SampleProblem } from './reading.server.ts';
import type { Sample } from './sample.ts';
import type { Stage } from './stage.server.ts';

type Given = Omit<Sample['changes'][number], 'part'>;

/** How far it went at each junction, what was proposed, what is sensitive, and what waits for what. */
export const progressMoments = ({ changes, proposals, sensitivities, waits }: Sample): Moment[] => [
	...changes.map(
		(given): Moment => ({ on: given.on, what: `change of ${given.junction}`, happens: (stage, now) => change(stage, given, now) }),
	),
	...proposals.flatMap(proposalMoments),
	...sensitivities.map(
		(given): Moment => ({ on: given.on, what: `sensitivity of ${given.junction}`, happens: (stage, now) => sense(stage, given, now) }),
	),
	...waits.map((given): Moment => ({ on: given.on, what: `wait of ${given.junction}`, happens: (stage, now) => wait(stage, given, now) })),
];

/** What is wished, with what stays as it was where nothing is said of it. */
function wishIn(stage: Stage, standings: Standings, given: Given): Wish {
	const { junction, status, reason, owner, happened, planned } = given;
	const before = standings.get(junction);
	const asBefore = isSettled(status) ? null : { from: before?.plannedFrom, until: before?.plannedUntil };
	const window = planned ?? asBefore;
	return {
		...{ junction, status, reason, happenedOn: happened ?? null },
		plannedFrom: window?.from ?? null,
		plannedUntil: window?.until ?? null,
		owner: owner === undefined ? (before?.owner ?? null) : stage.account(owner).id,
	};
}

async function change(stage: Stage, given: Sample['changes'][number], now: Date): Promise<void> {
	const { db, keys } = stage.keeper;
	const [member, part] = [await stage.member(given.by, now), stage.part(given.part)];
	const standings = await standingsFor(db, member, part);
	const wish = { ...wishIn(stage, standings, given), seen: seqIn(standings, given.junction) };
	await changeProgress(db, keys, member, stage.edition, { part, wishes: [wish], channel: 'screen' }, now);
}

function proposalMoments(given: Sample['proposals'][number]): Moment[] {
	const { accepted, declined } = given;
	const what = `proposal for ${given.junction}`;
	let proposal = '';
	const settled = async (stage: Stage, by: string, now: Date) => ({
		...{ db: stage.keeper.db, keys: stage.keeper.keys, edition: stage.edition },
		member: await stage.member(by, now),
	});
	return [
		{
			...{ on: given.on, what },
			async happens(stage, now) {
				const { db, keys } = stage.keeper;
				const member = await stage.member(given.by, now);
				const wish = wishIn(stage, await standingsFor(db, member, null), given);
				proposal = await propose(db, keys, member, stage.edition, { part: null, wish }, now);
			},
		},
		...(accepted
			? [
					{
						...{ on: accepted.on, what },
						async happens(stage: Stage, now: Date) {
							const { db, keys, edition, member } = await settled(stage, accepted.by, now);
							const seen = seqIn(await standingsFor(db, member, null), given.junction);
							await accept(db, keys, member, edition, { proposal, seen }, now);
						},
					},
				]
			: []),
		...(declined
			? [
					{
						...{ on: declined.on, what },
						async happens(stage: Stage, now: Date) {
							const { db, keys, edition, member } = await settled(stage, declined.by, now);
							await decline(db, keys, member, edition, { proposal, reason: declined.reason }, now);
						},
					},
				]
			: []),
	];
}

type Said = Sample['sensitivities'][number]['college'];
const timingIn = (said: Said) => ({
	on: said && 'on' in said ? said.on : null,
	unneeded: said && 'unneeded' in said ? said.unneeded : null,
});

async function sense(
	stage: Stage,
	{ by, junction, sensitive, reason, ...said }: Sample['sensitivities'][number],
	now: Date,
): Promise<void> {
	const { db, keys } = stage.keeper;
	const member = await stage.member(by, now);
	const seen = (await sensitivitiesFor(db, member)).get(junction)?.seq ?? 0;
	const timing = { college: timingIn(said.college), council: timingIn(said.council) };
	await changeSensitivity(db, keys, member, stage.edition, { junction, isSensitive: sensitive, reason, ...timing, seen }, now);
}

async function wait(stage: Stage, { by, junction, reason, for: waitsFor }: Sample['waits'][number], now: Date): Promise<void> {
	const { db, keys } = stage.keeper;
	const added = await addWait(db, keys, await stage.member(by, now), stage.edition, { junction, waitsFor, reason }, now);
	if (!added.ok) throw new SampleProblem(`${junction} cannot wait for ${waitsFor}: ${added.issue}.`);
}
