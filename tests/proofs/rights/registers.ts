import { pairsFor } from '#ambitions/pairs.server.ts';
import { takeRegisterAlong } from '#exports/registers.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { found } from '#platform/refusals.ts';
import { linesFor } from '#projects/journal.server.ts';
import type { Member } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { addItem } from '#registers/adding.server.ts';
import { changeItem } from '#registers/changing.server.ts';
import { WISHES } from '#registers/definitions/ambitions.ts';
import { RISKS } from '#registers/definitions/conditions.ts';
import { itemFor, withEvery } from '#registers/items.server.ts';
import { judge, type NewJudgement } from '#registers/pairs/judging.server.ts';
import { inOrder, seenOf } from '#registers/pairs/pair.ts';
import type { RegisterLevel } from '#registers/register.ts';
import { remark } from '#registers/remarks.server.ts';
import { removeItem } from '#registers/removing.server.ts';
import type { Neighbourhood } from '../../village/neighbourhood.ts';
import { keys } from '../../village/people.ts';
import { type Action, asMember } from './trying.ts';

const given = { owner: null, source: '', reviewOn: '', filled: withEvery(RISKS, { what: 'x' }) };

/** What the leader did while the project was at work. */
async function byLeader<T>(db: Database, { people, project }: Neighbourhood, work: (leader: Member) => Promise<T>): Promise<T> {
	const { archived_at } = await db.selectFrom('projects').select('archived_at').where('id', '=', project).executeTakeFirstOrThrow();
	const archivedAt = (archived_at: string | null) => db.updateTable('projects').set({ archived_at }).where('id', '=', project).execute();
	await archivedAt(null);
	const done = await work(await memberOf(db, people.leader.account, project));
	await archivedAt(archived_at);
	return done;
}

/** A risk that the leader put on its register. */
const ofLeader = (db: Database, village: Neighbourhood, level: RegisterLevel = 'internal'): Promise<string> =>
	byLeader(db, village, (leader) => addItem(db, keys, leader, RISKS, { ...given, level }));

/** Two wishes of the leader that are one, and what is to be said of them. */
const pairOf = (db: Database, village: Neighbourhood, level: RegisterLevel, verdict: NewJudgement['verdict']): Promise<NewJudgement> =>
	byLeader(db, village, async (leader) => {
		const wishOf = async (party: string) => {
			const filled = withEvery(WISHES, { what: 'een park', party, theme: 'green' });
			return itemFor(db, keys, leader, WISHES, await addItem(db, keys, leader, WISHES, { ...given, filled, level }));
		};
		const [one, other] = inOrder(await wishOf('Bewoners'), await wishOf('Gemeente'));
		const said = { theme: '', outcome: 'clash', text: 'x', day: '', verdict } as const;
		return { one, other, ...said, seen: seenOf(undefined, one, other) };
	});
/** The same, once the leader confirmed it. */
async function confirmedPair(db: Database, village: Neighbourhood, verdict: NewJudgement['verdict']): Promise<NewJudgement> {
	const pair = await pairOf(db, village, 'internal', 'confirmed');
	await byLeader(db, village, (leader) => judge(db, keys, leader, pair));
	const { id } = await db.selectFrom('pair_judgements').select('id').where('one', '=', pair.one.id).executeTakeFirstOrThrow();
	return { ...pair, verdict, seen: `${id}${pair.seen}` };
}
const sees = async (db: Database, member: Member, { one, other }: NewJudgement) =>
	found((await pairsFor(db, keys, member)).find((pair) => pair.one.id === one.id && pair.other.id === other.id));

/** What is done with the registers of a project; one stands for all of them, as none has rules of its own. */
export const ON_REGISTERS: Record<string, Action> = {
	'put something on a register': asMember((db, member) => addItem(db, keys, member, RISKS, { ...given, level: 'internal' })),
	'put something of the core on a register': asMember((db, member) => addItem(db, keys, member, RISKS, { ...given, level: 'core' })),
	'read an item of a register': asMember(async (db, member, village) => itemFor(db, keys, member, RISKS, await ofLeader(db, village))),
	'read an item of the core': asMember(async (db, member, village) =>
		itemFor(db, keys, member, RISKS, await ofLeader(db, village, 'core')),
	),
	'see an entry of an item of the core': asMember(async (db, member, village) => {
		const id = await ofLeader(db, village, 'core');
		return found((await linesFor(db, keys, member)).find(({ object }) => object === id));
	}),
	'change an item of the leader': asMember(async (db, member, village) =>
		changeItem(db, keys, member, RISKS, { id: await ofLeader(db, village), version: 1, ...given }),
	),
	'remark on an item of the leader': asMember(async (db, member, village) =>
		remark(db, keys, member, RISKS, { item: await ofLeader(db, village), day: '2026-11-22', text: 'x', measured: null }),
	),
	'take an item of the leader off': asMember(async (db, member, village) =>
		removeItem(db, keys, member, RISKS, { id: await ofLeader(db, village), reason: 'x' }),
	),
	'see a clash that nobody confirmed': asMember(async (db, member, village) =>
		sees(db, member, await pairOf(db, village, 'internal', 'confirmed')),
	),
	'see a clash that was confirmed': asMember(async (db, member, village) => sees(db, member, await confirmedPair(db, village, 'resolved'))),
	'confirm a clash': asMember(async (db, member, village) => judge(db, keys, member, await pairOf(db, village, 'internal', 'confirmed'))),
	'confirm a clash of the core': asMember(async (db, member, village) =>
		judge(db, keys, member, await pairOf(db, village, 'core', 'confirmed')),
	),
	'set a clash aside': asMember(async (db, member, village) => judge(db, keys, member, await pairOf(db, village, 'internal', 'aside'))),
	'say how a clash was resolved': asMember(async (db, member, village) =>
		judge(db, keys, member, await confirmedPair(db, village, 'resolved')),
	),
	'take a confirmed clash back': asMember(async (db, member, village) =>
		judge(db, keys, member, await confirmedPair(db, village, 'taken-back')),
	),
	'take a register along': async (db, account, { project }) =>
		takeRegisterAlong(db, keys, account, { project, register: RISKS }, { as: 'csv', titleOf: () => '' }),
};
