import type { Purpose } from '#documents/asking.server.ts';
import { arrive } from '#documents/receiving.server.ts';
import { takeIn } from '#documents/taking-in.server.ts';
import { changeEntry } from '#logbook/changing.server.ts';
import { confirmDecision } from '#logbook/confirming.server.ts';
import { addEntry, type NewEntry } from '#logbook/entering.server.ts';
import { entryFor } from '#logbook/entries.server.ts';
import { FIELDS, type Kind, type Words } from '#logbook/entry.ts';
import { finish } from '#logbook/finishing.server.ts';
import { react } from '#logbook/reacting.server.ts';
import type { Moment } from './moment.ts';
import { SampleProblem } from './reading.server.ts';
import type { Sample } from './sample.ts';
import type { Stage } from './stage.server.ts';

type Decision = Sample['decisions'][number];
type Action = Sample['actions'][number];
type Document = Sample['documents'][number];
type Common = Sample['notes'][number] | Sample['links'][number] | Decision | Action | Document;

/** What was written in the logbook, and what became of each of it. */
export const logbookMoments = ({ decisions, actions, notes, links, documents }: Sample): Moment[] => [
	...decisions.flatMap((one) => [...written('decision', one), ...rewritten(one), ...confirmed(one), ...reactions(one)]),
	...actions.flatMap((one) => [...written('action', one), ...rewritten(one), ...done(one), ...reactions(one)]),
	...notes.flatMap((one) => [...written('note', one), ...rewritten(one), ...reactions(one)]),
	...links.flatMap((one) => [...written('link', one), ...reactions(one)]),
	...documents.flatMap((one) => [...sent(one), ...reactions(one)]),
];

/** Of all that is said of an entry, the words of the logbook. */
const wordsIn = (given: object): Words =>
	Object.fromEntries(Object.entries(given).filter(([name]) => (FIELDS as readonly string[]).includes(name))) as Words;

const entryIn = (stage: Stage, given: Common): Omit<NewEntry, 'kind' | 'action'> => ({
	level: given.level ?? 'internal',
	subproject: stage.part(given.part),
	words: wordsIn(given),
	happenedOn: given.on,
	channel: given.channel ?? 'screen',
	junctions: stage.junctions(given.junctions),
	relations: (given.relations ?? []).map(({ kind, to }) => ({ kind, to: stage.entry(to) })),
});

const written = (kind: Exclude<Kind, 'document'>, given: Exclude<Common, Document> | Action): Moment[] => [
	{
		...{ on: given.entered ?? given.on, what: `${kind} ${given.key}` },
		async happens(stage, now) {
			const { db, keys } = stage.keeper;
			const action = kind === 'action' ? { action: dutyIn(stage, given as Action) } : {};
			const entry = { ...entryIn(stage, given), kind, ...action };
			stage.entries.set(given.key, await addEntry(db, keys, await stage.member(given.author, now), entry, now));
		},
	},
];

const dutyIn = (stage: Stage, { owner, due }: Action) => ({
	owner: owner === undefined ? null : stage.account(owner).id,
	dueOn: due ?? null,
});

const rewritten = ({ key, ...given }: Decision | Action | Sample['notes'][number]): Moment[] =>
	(given.rewritten ?? []).map(({ on, by, words }) => ({
		...{ on, what: `${key}, written anew` },
		async happens(stage, now) {
			const { db, keys } = stage.keeper;
			const member = await stage.member(by, now);
			const { version, happenedOn, junctions, action, ...entry } = await entryFor(db, keys, member, stage.entry(key));
			const changes = { version, happenedOn, junctions, words: { ...entry.words, ...wordsIn(words) }, ...(action && { action }) };
			await changeEntry(db, keys, member, stage.entry(key), changes, now);
		},
	}));

const confirmed = ({ key, confirmed }: Decision): Moment[] =>
	confirmed === undefined
		? []
		: [
				{
					...{ on: confirmed.on, what: `confirming ${key}` },
					async happens(stage, now) {
						const { db, keys } = stage.keeper;
						const member = await stage.member(confirmed.by, now);
						const { id, version } = await entryFor(db, keys, member, stage.entry(key));
						await confirmDecision(db, keys, member, { id, version }, now);
					},
				},
			];

const done = ({ key, done }: Action): Moment[] =>
	done === undefined
		? []
		: [
				{
					...{ on: done.on, what: `finishing ${key}` },
					async happens(stage, now) {
						const { db, keys } = stage.keeper;
						await finish(db, keys, await stage.member(done.by, now), { id: stage.entry(key), note: done.note ?? '' }, now);
					},
				},
			];

const reactions = ({ key, reactions = [] }: Common): Moment[] =>
	reactions.map(({ on, by, text }) => ({
		...{ on, what: `reaction to ${key}` },
		async happens(stage, now) {
			const { db, keys } = stage.keeper;
			await react(db, keys, await stage.member(by, now), { entry: stage.entry(key), text }, now);
		},
	}));

const sent = ({ key, newer = [], ...given }: Document): Moment[] => [
	{
		...{ on: given.entered ?? given.on, what: `document ${key}` },
		async happens(stage, now) {
			const entry = entryIn(stage, { key, ...given });
			stage.entries.set(key, await send(stage, given.author, given.file, { entry }, now));
		},
	},
	...newer.map(
		({ on, by, file }): Moment => ({
			...{ on, what: `newer version of ${key}` },
			happens: (stage, now) => send(stage, by, file, { newerOf: stage.entry(key) }, now),
		}),
	),
];

async function send({ keeper, sample, member }: Stage, by: string, file: string, purpose: Purpose, now: Date): Promise<string> {
	const bytes = sample.files.get(file);
	if (!bytes) throw new SampleProblem(`${file} is not there.`);
	const arrived = await arrive(keeper.storeroom.arrivals, file, bytes);
	const taken = await takeIn(keeper, await member(by, now), { arrived, purpose }, now);
	if (!taken.ok) throw new SampleProblem(`${file} is not taken in: ${taken.issue}.`);
	return taken.document;
}
