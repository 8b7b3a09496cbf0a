import type { Account } from '#accounts/account.ts';
import { insertAccount } from '#accounts/new-account.server.ts';
import { accountOf, administratorOf, completeSignIn, openHalfway, operatorOf } from '#accounts/sign-ins.server.ts';
import { appoint } from '#duties/appointing.server.ts';
import { DUTIES, type Duty } from '#duties/duty.ts';
import { insertOrganisation } from '#organisations/organisations.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import type { Level } from '#projects/level.ts';
import type { Role } from '#projects/member.ts';
import { addMember, endMembership, memberOf, membersFor } from '#projects/members.server.ts';
import { addSubproject, beginProject } from '#projects/projects.server.ts';
import { aMeeting, type Held } from './meetings.ts';
import { writeNote } from './notes.ts';
import { keys, noorSetsUp } from './people.ts';

/** Everybody with an account, by what they are to the project Zonnedam-Oost. */
export const RESIDENTS = [
	'leader',
	'admin',
	'core',
	'member',
	'subproject member',
	'reader',
	'administrator',
	'operator',
	'other municipality',
	'former member',
	'moderator',
	'editor',
] as const;
export type Resident = (typeof RESIDENTS)[number];

/** And who came in without one: a guest of a meeting there, with nothing but a sign. */
export const PRINCIPALS = [...RESIDENTS, 'guest'] as const;
export type Principal = (typeof PRINCIPALS)[number];

export interface Inhabitant {
	account: Account;
	token: string;
}

export interface Neighbourhood {
	people: Record<Resident, Inhabitant>;
	/** A meeting in the project, hosted by the leader; its guest is the one of `PRINCIPALS`. */
	meeting: Held;
	/** A meeting in the project of the other municipality. */
	meetingElsewhere: Held;
	project: string;
	/** A project of another municipality, in which only its own leader takes part. */
	elsewhere: string;
	part: string;
	otherPart: string;
	/** A note of each level, written by the leader (core and personal) or for the whole project. */
	notes: Record<Level | 'internal in another part', string>;
}

/** Noor's project with one of everybody, and another municipality beside it. */
export async function theNeighbourhood(db: Database, now: Date = new Date()): Promise<Neighbourhood> {
	const noor = await noorSetsUp(db, now);
	const { organisation } = noor.account;
	const elsewhere = await anOrganisation(db, 'Gemeente Waterdam', now);
	const leader = await aPerson(db, 'Fenna de Boer', organisation, now);
	const people: Record<Resident, Inhabitant> = {
		leader,
		admin: await aPerson(db, 'Nadia Bakker', organisation, now),
		core: await aPerson(db, 'Bram de Wit', organisation, now),
		member: await aPerson(db, 'Fatima Haddad', organisation, now),
		'subproject member': await aPerson(db, 'Sem Smit', organisation, now),
		reader: await aPerson(db, 'Joost Kramer', organisation, now),
		administrator: await aPerson(db, 'Mila Jansen', organisation, now, { administers: true }),
		operator: await aPerson(db, 'Teun Vos', organisation, now, { operates: true }),
		'other municipality': await aPerson(db, 'Ada Peters', elsewhere, now, { administers: true }),
		'former member': await aPerson(db, 'Luuk Mulder', organisation, now),
		moderator: await aPerson(db, 'Yara Bos', organisation, now),
		editor: await aPerson(db, 'Koen Dekker', organisation, now),
	};
	for (const duty of DUTIES) await giveDuty(db, people.operator.account, people[duty].account, duty, now);
	const project = await aProject(db, people.administrator.account, leader.account, 'Zonnedam-Oost', now);
	const outside = people['other municipality'].account;
	const theirs = await aProject(db, outside, outside, 'Waterdam-Noord', now);

	const asLeader = () => memberOf(db, leader.account, project, now);
	const part = await addSubproject(db, keys, await asLeader(), 'Hoogbouw', now);
	const otherPart = await addSubproject(db, keys, await asLeader(), 'Rijtjes', now);
	const join = async (who: Resident, role: Role) =>
		addMember(db, keys, await asLeader(), { addressKey: people[who].account.address, role, subproject: part }, now);
	await join('admin', 'admin');
	await join('core', 'core');
	await join('member', 'member');
	await join('subproject member', 'subproject');
	await join('reader', 'reader');
	await join('former member', 'core');
	const gone = (await membersFor(db, await asLeader())).find(({ name }) => name === 'Luuk Mulder');
	await endMembership(db, keys, await asLeader(), gone?.membership ?? '', now);

	const note = async (level: Level, text: string, subproject: string | null = null) =>
		writeNote(db, keys, await asLeader(), { level, text, subproject }, now);
	return {
		people,
		project,
		elsewhere: theirs,
		meeting: await aMeeting(db, await asLeader(), { shown: 'kanarie-zaal', waiting: 'kanarie-wachtend' }, now),
		meetingElsewhere: await aMeeting(db, await memberOf(db, outside, theirs, now), { shown: 'daar', waiting: 'en daar' }, now),
		part,
		otherPart,
		notes: {
			internal: await note('internal', 'kanarie-intern'),
			'internal in another part': await note('internal', 'kanarie-rijtjes', otherPart),
			core: await note('core', 'kanarie-kern'),
			personal: await note('personal', 'kanarie-persoonlijk'),
		},
	};
}

/** Somebody with an account, signed in with both factors. The long way round is told in accounts.test.ts. */
export async function aPerson(
	db: Database,
	name: string,
	organisation: string,
	now: Date,
	{ administers = false, operates = false } = {},
): Promise<Inhabitant> {
	const address = `${name.toLowerCase().replaceAll(' ', '.')}@${organisation.slice(-6)}.example`;
	const token = await act(
		db,
		keys,
		async ({ tx, record }) => {
			const account = await insertAccount(tx, { name, address, addressKey: address, language: 'nl', organisation, password: '' }, now);
			if (administers) await tx.insertInto('administrators').values({ account: account.id, since: now.toISOString() }).execute();
			if (operates) await tx.insertInto('operators').values({ account: account.id, since: now.toISOString() }).execute();
			const half = await openHalfway(tx, account.id, 'proef', now);
			const { id } = await tx.selectFrom('sign_ins').select('id').where('account', '=', account.id).executeTakeFirstOrThrow();
			const whole = await completeSignIn(tx, id, now);
			if (half === whole) throw new Error('A whole sign-in has a token of its own.');
			return record(
				{ chain: INSTALLATION, actor: 'village', action: 'accounts.moved-in', object: account.pseudonym, channel: 'system' },
				whole,
			);
		},
		now,
	);
	const account = await accountOf(db, token, now);
	if (!account) throw new Error(`${name} is not signed in.`);
	return { account, token };
}

export const anOrganisation = (db: Database, name: string, now: Date): Promise<string> =>
	act(
		db,
		keys,
		async ({ tx, record }) => {
			const id = await insertOrganisation(tx, { name, kind: 'municipality', language: 'nl' }, now);
			return record({ chain: INSTALLATION, actor: 'village', action: 'organisations.founded', object: id, channel: 'system' }, id);
		},
		now,
	);

async function giveDuty(db: Database, by: Account, to: Account, duty: Duty, now: Date): Promise<void> {
	const operator = await operatorOf(db, by);
	if (!operator) throw new Error(`${by.name} operates nothing.`);
	await appoint(db, keys, operator, { addressKey: to.address, duty }, now);
}

async function aProject(db: Database, by: Account, leader: Account, name: string, now: Date): Promise<string> {
	const administrator = await administratorOf(db, by);
	if (!administrator) throw new Error(`${by.name} administers nothing.`);
	return beginProject(db, keys, administrator, { name, leader: leader.id }, now);
}
