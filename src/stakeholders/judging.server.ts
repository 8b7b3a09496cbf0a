import type { Channel } from '#logbook/entry.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Acting, act, type Recorded } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { newId } from '#platform/tokens.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { agendaItem } from './agenda.ts';
import { packedJudgement } from './content.ts';
import { type Group, isSamePlace, type Judgements, type Kind, NO_JUDGEMENTS, type Place } from './judgement.ts';
import { judgementsFor, judgementsOf } from './judgements.server.ts';
import { aboutStakeholder, judgedTold } from './recording.ts';
import { inSight, mayDecideFor, mayScore, type Stakeholder } from './stakeholder.ts';
import { stakeholderFor, stakeholdersFor } from './stakeholders.server.ts';

export interface Scored {
	stakeholder: string;
	place: Place;
}

/** Says where one puts stakeholders oneself. What is as one said before is not said again. Gives how many were. */
export async function score(
	db: Database,
	keys: Keys,
	member: Member,
	given: readonly Scored[],
	channel: Channel = 'screen',
	now: Date = new Date(),
): Promise<number> {
	const there = new Map((await stakeholdersFor(db, keys, member)).map((one) => [one.id, one]));
	const judged = await judgementsFor(db, keys, member, [...there.values()]);
	const anew = given.filter(({ stakeholder, place }) => {
		const before = judged.get(stakeholder)?.mine[0];
		return before === undefined ? isSaid(place) : !isSamePlace(before.what, place);
	});
	const [first, ...rest] = anew;
	if (!first) return 0;
	// Not what they think: others say that for themselves first, and the journal is theirs to read, too.
	const say = async (acting: Acting, { stakeholder, place }: Scored) => {
		const one = await stakeholderFor(acting.tx, keys, member, stakeholder);
		if (!mayScore(member, one)) throw notAllowed(member);
		return keep(acting, keys, member, one, { kind: 'own', what: place, channel, told: {} }, now);
	};
	const work = async (acting: Acting) => {
		let said = await say(acting, first);
		for (const more of rest) said = await say(acting, more);
		return said;
	};
	await act(db, keys, work, now);
	return anew.length;
}

/** Nobody who left a line as it was said something about it. */
const isSaid = (place: Place): boolean => Object.values(place).some(({ step, reason }) => step !== null || reason !== '');

export interface Placing {
	stakeholder: string;
	place: Place;
	/** The newest judgement of the team that was read before; null where there was none. */
	seen: string | null;
	channel?: Channel;
}

/** Writes down where the team puts a stakeholder together. What others of it wrote down meanwhile is given back. */
export function placeTogether(
	db: Database,
	keys: Keys,
	member: Member,
	{ stakeholder, place, seen, channel = 'screen' }: Placing,
	now: Date = new Date(),
): Promise<Done<Judgements>> {
	return decide(db, keys, member, stakeholder, ofTeam(place, channel), ({ team }) => (team[0]?.id ?? null) === seen, now);
}

export interface Grouping {
	stakeholder: string;
	group: Group;
	reason: string;
	/** The newest choice that was read before; null where there was none. */
	seen: string | null;
}

/** Chooses how a stakeholder takes part. A suggestion is never enough: somebody says why. */
export function chooseGroup(
	db: Database,
	keys: Keys,
	member: Member,
	{ stakeholder, group, reason, seen }: Grouping,
	now: Date = new Date(),
): Promise<Done<Judgements>> {
	const judging: Judging = { kind: 'group', what: { group, reason }, channel: 'screen', told: { group, why: reason } };
	return decide(db, keys, member, stakeholder, judging, (judged) => (judged.group[0]?.id ?? null) === seen, now);
}

/** Writes down as the judgement of the team what everybody who scored says alike. Gives how many stakeholders that were. */
export async function adoptAgreed(db: Database, keys: Keys, member: Member, now: Date = new Date()): Promise<number> {
	let adopted = 0;
	const work = async (acting: Acting) => {
		const [first, ...rest] = await agreedFor(acting.tx, keys, member);
		if (!first) throw new Overtaken();
		const adopt = ({ one, place }: Agreed) => keep(acting, keys, member, one, ofTeam(place, 'screen'), now);
		let said = await adopt(first);
		for (const more of rest) said = await adopt(more);
		adopted = rest.length + 1;
		return said;
	};
	const done = await unlessOvertaken(act(db, keys, work, now), async () => null);
	return done.ok ? adopted : 0;
}

interface Agreed {
	one: Stakeholder;
	place: Place;
}

/** What is said alike, and not written down yet. */
async function agreedFor(tx: Acting['tx'], keys: Keys, member: Member): Promise<Agreed[]> {
	const there = inSight(await stakeholdersFor(tx, keys, member)).filter((one) => mayDecideFor(member, one));
	const judged = await judgementsFor(tx, keys, member, there);
	return there.flatMap((one) => {
		const { agreed, isSettled } = agendaItem(one, judged.get(one.id) ?? NO_JUDGEMENTS);
		return agreed === null || isSettled ? [] : [{ one, place: agreed }];
	});
}

interface Judging {
	kind: Kind;
	what: unknown;
	channel: Channel;
	/** What the journal keeps beside it. */
	told: Record<string, string | number | null>;
}

const ACTIONS: Record<Kind, string> = { own: 'stakeholders.scored', team: 'stakeholders.placed', group: 'stakeholders.grouped' };

function ofTeam(place: Place, channel: Channel): Judging {
	const { interest, influence } = place;
	return { kind: 'team', what: place, channel, told: { interest: interest.step, influence: influence.step, why: whyOf(place) } };
}

const whyOf = ({ interest, influence }: Place): string => [interest.reason, influence.reason].filter(Boolean).join('\n');

function decide(
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	judging: Judging,
	isSeen: (judged: Judgements) => boolean,
	now: Date,
): Promise<Done<Judgements>> {
	const read = async (from: Database | Acting['tx']) => {
		const one = await stakeholderFor(from, keys, member, id);
		return { one, judged: await judgementsOf(from, keys, member, one) };
	};
	const work = async (acting: Acting) => {
		const { one, judged } = await read(acting.tx);
		if (!mayDecideFor(member, one)) throw notAllowed(member);
		if (!isSeen(judged)) throw new Overtaken();
		return keep(acting, keys, member, one, judging, now);
	};
	return unlessOvertaken(act(db, keys, work, now), async () => (await read(db)).judged);
}

async function keep(
	{ tx, record }: Acting,
	keys: Keys,
	member: Member,
	one: Stakeholder,
	{ kind, what, channel, told }: Judging,
	now: Date,
): Promise<Recorded<void>> {
	const own = await projectKeys(tx, keys, member.project.id);
	const id = newId(now);
	const content = packedJudgement(own, { id, level: one.level }, what);
	await tx
		.insertInto('stakeholder_judgements')
		.values({ id, stakeholder: one.id, kind, author: member.account, made_at: now.toISOString(), channel, content })
		.execute();
	const after = judgedTold(one.level, { name: one.facts.name, ...told });
	return record({ ...aboutStakeholder(member, one), channel, action: ACTIONS[kind], after });
}
