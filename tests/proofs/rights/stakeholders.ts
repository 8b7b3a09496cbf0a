import { takeStakeholdersAlong } from '#exports/stakeholders.server.ts';
import type { NewEntry } from '#logbook/entering.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { found } from '#platform/refusals.ts';
import { linesFor } from '#projects/journal.server.ts';
import type { Member } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { addVoice, changeVoice, takeOff, takeOver } from '#stakeholders/absent/keeping.server.ts';
import { addDecision, consideredFor } from '#stakeholders/absent/thinking.server.ts';
import { voicesFor } from '#stakeholders/absent/voices.server.ts';
import { addStakeholder } from '#stakeholders/adding.server.ts';
import { baseFactsOf } from '#stakeholders/base-set/base.ts';
import { baseKeeperOf } from '#stakeholders/base-set/base-keeper.server.ts';
import { addToBase } from '#stakeholders/base-set/keeping.server.ts';
import { answerOffers, baseBesideFor } from '#stakeholders/base-set/offers.server.ts';
import { answer } from '#stakeholders/blind-spots/answering.server.ts';
import { askColleagues, endLink, linksFor } from '#stakeholders/blind-spots/links.server.ts';
import { namedFor } from '#stakeholders/blind-spots/named.server.ts';
import { setAside, takeIn } from '#stakeholders/blind-spots/settling.server.ts';
import { changeStakeholder } from '#stakeholders/changing.server.ts';
import { involvementFor } from '#stakeholders/involvement/involvements.server.ts';
import { changeInvolvement, holdInvolvement, involve, strikeOffInvolvement } from '#stakeholders/involvement/involving.server.ts';
import { USUAL_RHYTHM } from '#stakeholders/involvement/rhythm.ts';
import { setRhythm } from '#stakeholders/involvement/rhythms.server.ts';
import { judgementsOf } from '#stakeholders/judgements.server.ts';
import { chooseGroup, placeTogether, score } from '#stakeholders/judging.server.ts';
import { removeStakeholder } from '#stakeholders/removing.server.ts';
import { NO_FACTS, type RegisterLevel } from '#stakeholders/stakeholder.ts';
import { stakeholderFor } from '#stakeholders/stakeholders.server.ts';
import { endSeat, takeSeat } from '#stakeholders/team/seats.server.ts';
import { teamFor } from '#stakeholders/team/team.server.ts';
import { aManuscript, published } from '../../village/method.ts';
import type { Neighbourhood } from '../../village/neighbourhood.ts';
import { keys } from '../../village/people.ts';
import { type Action, asMember, needed } from './trying.ts';

const METHOD = published(aManuscript()).current;
const facts = { ...NO_FACTS, name: 'x' };
const place = { interest: { step: 4, reason: 'x' }, influence: { step: 4, reason: 'x' } } as const;
const given = (level: RegisterLevel) => ({ level, owner: null, facts });

const TODAY = '2026-11-22';
const plan = { from: TODAY, until: TODAY, junction: null, phase: null, way: 'talk', otherWay: '', purpose: 'x' } as const;
const moment = { plan, held: null, owner: null };

/** What the leader did while the project was at work. */
async function whileAtWork<T>(db: Database, { people, project }: Neighbourhood, work: (leader: Member) => Promise<T>): Promise<T> {
	const { archived_at } = await db.selectFrom('projects').select('archived_at').where('id', '=', project).executeTakeFirstOrThrow();
	const archivedAt = (archived_at: string | null) => db.updateTable('projects').set({ archived_at }).where('id', '=', project).execute();
	await archivedAt(null);
	const done = await work(await memberOf(db, people.leader.account, project));
	await archivedAt(archived_at);
	return done;
}

/** A party that the leader put in the register. */
const ofLeader = (db: Database, village: Neighbourhood, level: RegisterLevel = 'internal'): Promise<string> =>
	whileAtWork(db, village, async (leader) => {
		const id = await addStakeholder(db, keys, leader, given(level));
		await score(db, keys, leader, [{ stakeholder: id, place }]);
		return id;
	});

/** A party that a colleague named at a link of the leader. Gives the ids of both. */
const namedByColleague = (db: Database, village: Neighbourhood): Promise<{ link: string; named: string }> =>
	whileAtWork(db, village, async (leader) => {
		const secret = await askColleagues(db, keys, leader, { question: 'x', days: 7 });
		await answer(db, keys, secret, { by: '', parties: [{ name: 'x', kind: '', why: '', knownBy: '' }] }, '192.0.2.7');
		const [link] = await linksFor(db, leader);
		const [named] = await namedFor(db, keys, leader);
		return { link: link?.id ?? '', named: named?.answers[0]?.id ?? '' };
	});

const saying = { name: 'x', question: 'x', spokesperson: null, spokespersonName: '' };
const voiceOfLeader = (db: Database, village: Neighbourhood): Promise<string> =>
	whileAtWork(db, village, (leader) => addVoice(db, keys, leader, saying));
const seat = { person: 'x', role: 'x', fromOn: '2026-01-01' };
const decision = (level: RegisterLevel): NewEntry => ({ kind: 'decision', level, subproject: null, words: { title: 'x' } });
/** A moment that the leader planned with one. */
async function momentOfLeader(db: Database, village: Neighbourhood, level?: RegisterLevel): Promise<string> {
	const stakeholder = await ofLeader(db, village, level);
	const [id] = await whileAtWork(db, village, (leader) => involve(db, keys, leader, { ...moment, stakeholders: [stakeholder] }));
	return id ?? '';
}

/** A stakeholder that the administrator put in the base set. */
const inBase = async (db: Database, { people }: Neighbourhood): Promise<string> =>
	addToBase(db, keys, needed(await baseKeeperOf(db, people.administrator.account)), baseFactsOf(facts));

/** What is done with the register of stakeholders. */
export const AT_THE_TABLE: Record<string, Action> = {
	'add a stakeholder': asMember((db, member) => addStakeholder(db, keys, member, given('internal'))),
	'add a stakeholder of the core': asMember((db, member) => addStakeholder(db, keys, member, given('core'))),
	'read a stakeholder': asMember(async (db, member, village) => stakeholderFor(db, keys, member, await ofLeader(db, village))),
	'read a stakeholder of the core': asMember(async (db, member, village) =>
		stakeholderFor(db, keys, member, await ofLeader(db, village, 'core')),
	),
	'see an entry of a stakeholder of the core': asMember(async (db, member, village) => {
		const id = await ofLeader(db, village, 'core');
		return found((await linesFor(db, keys, member)).find(({ object }) => object === id));
	}),
	'change a stakeholder of the leader': asMember(async (db, member, village) =>
		changeStakeholder(db, keys, member, await ofLeader(db, village), { version: 1, owner: null, facts }),
	),
	'remove a stakeholder of the leader': asMember(async (db, member, village) =>
		removeStakeholder(db, keys, member, { id: await ofLeader(db, village), reason: 'x' }),
	),
	'score a stakeholder': asMember(async (db, member, village) => {
		const other = { ...place, interest: { step: 2, reason: 'y' } } as const;
		return score(db, keys, member, [{ stakeholder: await ofLeader(db, village), place: other }]);
	}),
	'see what the leader scored, without having scored': asMember(async (db, member, village) => {
		const one = await stakeholderFor(db, keys, member, await ofLeader(db, village));
		const { mine, others } = await judgementsOf(db, keys, member, one);
		return found([...mine, ...others][0]);
	}),
	'put a stakeholder in the matrix for the team': asMember(async (db, member, village) =>
		placeTogether(db, keys, member, { stakeholder: await ofLeader(db, village), place, seen: null }),
	),
	'choose the group of a stakeholder': asMember(async (db, member, village) =>
		chooseGroup(db, keys, member, { stakeholder: await ofLeader(db, village), group: 'deciding', reason: 'x', seen: null }),
	),
	'ask colleagues by a link': asMember((db, member) => askColleagues(db, keys, member, { question: 'x', days: 7 })),
	'end a link of the leader': asMember(async (db, member, village) =>
		endLink(db, keys, member, (await namedByColleague(db, village)).link),
	),
	'see whom colleagues named': asMember((db, member) => namedFor(db, keys, member)),
	'take in a party that was named': asMember(async (db, member, village) =>
		takeIn(db, keys, member, (await namedByColleague(db, village)).named),
	),
	'set aside a party that was named': asMember(async (db, member, village) =>
		setAside(db, keys, member, { named: (await namedByColleague(db, village)).named, reason: 'x' }),
	),
	'see who is not at the table': asMember((db, member) => voicesFor(db, member)),
	'take over who is proposed as not at the table': asMember((db, member) => takeOver(db, keys, member, ['nature'])),
	'add somebody who is not at the table': asMember((db, member) => addVoice(db, keys, member, saying)),
	'change a voice of the leader': asMember(async (db, member, village) =>
		changeVoice(db, keys, member, await voiceOfLeader(db, village), { ...saying, version: 1 }),
	),
	'take a voice of the leader off the list': asMember(async (db, member, village) =>
		takeOff(db, keys, member, { id: await voiceOfLeader(db, village), version: 1, reason: 'x' }),
	),
	'write a decision with whom was thought of': asMember(async (db, member, village) =>
		addDecision(db, keys, member, decision('internal'), [await voiceOfLeader(db, village)]),
	),
	'see whom was thought of at a decision of the core': asMember(async (db, member, village) => {
		const voice = await voiceOfLeader(db, village);
		await whileAtWork(db, village, (leader) => addDecision(db, keys, leader, decision('core'), [voice]));
		return found((await consideredFor(db, keys, member))[0]);
	}),
	'see the core team and the ring': asMember((db, member) => teamFor(db, keys, member)),
	'have a stakeholder take part without an account': asMember(async (db, member, village) =>
		takeSeat(db, keys, member, { ...seat, stakeholder: await ofLeader(db, village) }),
	),
	'end the seat of a stakeholder': asMember(async (db, member, village) => {
		const stakeholder = await ofLeader(db, village);
		const id = await whileAtWork(db, village, (leader) => takeSeat(db, keys, leader, { ...seat, stakeholder }));
		return endSeat(db, keys, member, { id, untilOn: '2026-02-01' });
	}),
	'plan a moment with a stakeholder': asMember(async (db, member, village) =>
		involve(db, keys, member, { ...moment, stakeholders: [await ofLeader(db, village)] }),
	),
	'plan a moment with a stakeholder of the core': asMember(async (db, member, village) =>
		involve(db, keys, member, { ...moment, stakeholders: [await ofLeader(db, village, 'core')] }),
	),
	'read a moment with a stakeholder': asMember(async (db, member, village) =>
		involvementFor(db, keys, member, await momentOfLeader(db, village)),
	),
	'read a moment with a stakeholder of the core': asMember(async (db, member, village) =>
		involvementFor(db, keys, member, await momentOfLeader(db, village, 'core')),
	),
	'change a moment of the leader with a stakeholder': asMember(async (db, member, village) =>
		changeInvolvement(db, keys, member, await momentOfLeader(db, village), { version: 1, plan, owner: null, note: '' }),
	),
	'say that a moment of the leader was held': asMember(async (db, member, village) =>
		holdInvolvement(db, keys, member, await momentOfLeader(db, village), { version: 1, from: TODAY, until: TODAY, note: 'x' }),
	),
	'strike off a moment of the leader': asMember(async (db, member, village) =>
		strikeOffInvolvement(db, keys, member, await momentOfLeader(db, village), { version: 1, reason: 'x' }),
	),
	'keep the base set of one’s own municipality': async (db, account) =>
		addToBase(db, keys, needed(await baseKeeperOf(db, account)), baseFactsOf(facts)),
	'see the base set beside the register': asMember((db, member) => baseBesideFor(db, keys, member)),
	'take over what the base set offers': asMember(async (db, member, village) => {
		const base = await inBase(db, village);
		return answerOffers(db, keys, member, [{ base, version: 1, own: null, take: 'all' }]);
	}),
	'set when a stakeholder counts as silent': asMember((db, member) => setRhythm(db, keys, member, USUAL_RHYTHM)),
	'take the stakeholders along': async (db, account, { project }) =>
		takeStakeholdersAlong(db, keys, account, project, { as: 'csv', edition: METHOD, kindNamed: (one) => one }),
};
