import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, maySeeMembers, notAllowed } from '#projects/member.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { packedPlan } from './content.ts';
import { inConfidence } from './recording.ts';
import { mayPlanTalk, mayPrepare, type Plan, STAGES, type Stage, type Talk } from './talk.ts';
import { talkFor } from './talks.server.ts';

export interface Preparation {
	/** The account that speaks for the party; null where nobody of it has one here. */
	person: string | null;
	plan: Plan;
}

export interface PossiblePerson {
	account: string;
	name: string;
	organisation: string;
}

/** Who can speak for a party: everybody who takes part, in whatever role, but not who asks. */
export async function possiblePersons(db: Database | Tx, member: Member): Promise<PossiblePerson[]> {
	if (!maySeeMembers(member)) return [];
	return db
		.selectFrom('memberships as m')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.innerJoin('organisations as o', 'o.id', 'a.organisation')
		.select(['a.id as account', 'a.name', 'o.name as organisation'])
		.where('m.project', '=', member.project.id)
		.where('m.until', 'is', null)
		.where('a.id', '!=', member.account)
		.where('a.id', 'not in', db.selectFrom('deactivations').select('account'))
		.orderBy('a.name')
		.execute();
}

async function assertMaySpeak(tx: Tx, member: Member, person: string | null): Promise<void> {
	if (person === null) return;
	const possible = await possiblePersons(tx, member);
	if (!possible.some(({ account }) => account === person)) throw new Refusal('conflict', 'talks.personElsewhere');
}

/** Plans a talk. Gives its id. Nobody but its two sides learns of it. */
export function planTalk(db: Database, keys: Keys, member: Member, { person, plan }: Preparation, now: Date = new Date()): Promise<string> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			if (!mayPlanTalk(member)) throw notAllowed(member);
			await assertMaySpeak(tx, member, person);
			const own = await projectKeys(tx, keys, member.project.id);
			const id = newId(now);
			await tx
				.insertInto('talks')
				.values({
					...{ id, project: member.project.id, interviewer: member.account, person, planned_at: now.toISOString() },
					...{ stage: 'planned' satisfies Stage, version: 1, content: packedPlan(own, id, plan) },
				})
				.execute();
			return record({ ...inConfidence(member, { id }, id), action: 'talks.planned' }, id);
		},
		now,
	);
}

/** Prepares a talk anew. Who speaks for the party is settled once a word was written: it was said to them, and to nobody else. */
export function prepareTalk(
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	{ person, plan, version }: Preparation & { version: number },
	now: Date = new Date(),
): Promise<Done<Talk>> {
	const work = act(
		db,
		keys,
		async ({ tx, record }) => {
			const there = await talkFor(tx, keys, member, id);
			if (!mayPrepare(member, there)) throw notAllowed(member);
			if (there.version !== version) throw new Overtaken();
			if (person !== there.person) {
				if (await isWrittenIn(tx, id)) throw new Refusal('conflict', 'talks.personSettled');
				await assertMaySpeak(tx, member, person);
			}
			const own = await projectKeys(tx, keys, member.project.id);
			await tx
				.updateTable('talks')
				.set({ person, version: version + 1, content: packedPlan(own, id, plan) })
				.where('id', '=', id)
				.execute();
			return record({ ...inConfidence(member, there, id), action: 'talks.prepared' });
		},
		now,
	);
	return unlessOvertaken(work, () => talkFor(db, keys, member, id));
}

export async function isWrittenIn(db: Database | Tx, talk: string): Promise<boolean> {
	const line = await db.selectFrom('talk_lines').select('id').where('talk', '=', talk).limit(1).executeTakeFirst();
	return line !== undefined;
}

/** The stages that can follow: any later one, and back from closed to writing. */
export const stagesAfter = (stage: Stage): Stage[] => (stage === 'closed' ? ['written'] : STAGES.slice(STAGES.indexOf(stage) + 1));

/** Says how far a talk is. */
export function moveTalk(db: Database, keys: Keys, member: Member, id: string, stage: Stage, now: Date = new Date()): Promise<void> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const there = await talkFor(tx, keys, member, id);
			if (!mayPrepare(member, there)) throw notAllowed(member);
			if (!stagesAfter(there.stage).includes(stage)) throw new Refusal('conflict', 'talks.stageElsewhere');
			await tx.updateTable('talks').set({ stage }).where('id', '=', id).execute();
			return record({ ...inConfidence(member, there, id), action: `talks.${there.stage === 'closed' ? 'reopened' : stage}` });
		},
		now,
	);
}

/** Calls off a talk of which nothing was written down. It is gone; that it was called off stays known to its two sides alone. */
export function callOff(db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<void> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const there = await talkFor(tx, keys, member, id);
			if (!mayPrepare(member, there)) throw notAllowed(member);
			if (await isWrittenIn(tx, id)) throw new Refusal('conflict', 'talks.isWrittenIn');
			await tx.deleteFrom('talks').where('id', '=', id).execute();
			return record({ ...inConfidence(member, there, id), action: 'talks.called-off' });
		},
		now,
	);
}
