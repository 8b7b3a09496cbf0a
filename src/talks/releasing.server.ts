import type { Database, Tx } from '#platform/database/database.server.ts';
import { type Acting, act, type Recorded } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { isOfCore, type Member, notAllowed, type Role } from '#projects/member.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { packedWording } from './content.ts';
import { BECOMES, isOnBehalf, type Line, mayRelease, mayReword, mayTakeBack } from './line.ts';
import { lineFor } from './lines.server.ts';
import { aboutShared, inConfidence } from './recording.ts';
import { sharedItemFor, sharedOf } from './shared.server.ts';
import { type Agreement, mayTakeBackForOthers, type SharedItem, type SharedLevel, type State, type Wording } from './shared.ts';

export interface Release {
	line: string;
	/** In words made for others. */
	text: string;
	level: SharedLevel;
	/** How the party agreed, where it has nobody here; else null. */
	agreement: Agreement | null;
}

function wordingOf(member: Member, line: Line, { text, agreement }: Pick<Release, 'text' | 'agreement'>): Wording {
	const kind = BECOMES[line.kind];
	if (kind === null) throw notAllowed(member);
	if (isOnBehalf(line) && agreement === null) throw new Refusal('conflict', 'talks.agreementMissing');
	return { kind, party: line.talk?.plan.party ?? member.name, text, agreement: isOnBehalf(line) ? agreement : null };
}

/** Releases one line in other words. Gives the id of the shared item. The words of the talk itself stay where they are. */
export function release(db: Database, keys: Keys, member: Member, given: Release, now: Date = new Date()): Promise<string> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const line = await lineFor(tx, keys, member, given.line);
			if (!mayRelease(member, line)) throw notAllowed(member);
			const { project, account } = member;
			const own = await projectKeys(tx, keys, project.id);
			const { level } = given;
			const id = newId(now);
			const at = now.toISOString();
			await tx
				.insertInto('shared_items')
				.values({
					...{ id, project: project.id, line: line.id, level, owner: null, state: 'open' satisfies State, sharer: account },
					...{ shared_at: at, channel: line.channel, version: 1, changed_at: at },
					content: packedWording(own, id, wordingOf(member, line, given)),
				})
				.execute();
			await record({ ...inConfidence(member, line.talk, line.id), action: 'talks.line-released' });
			return record({ ...aboutShared(member, { id, level }), action: 'talks.released', after: { level } }, id);
		},
		now,
	);
}

/** Words it otherwise, or for others to read. Who sees to it and cannot read it any more, does not any more. */
export function reword(
	db: Database,
	keys: Keys,
	member: Member,
	given: Release & { version: number },
	now: Date = new Date(),
): Promise<Done<SharedItem | null>> {
	const read = async (from: Database | Tx) => {
		const line = await lineFor(from, keys, member, given.line);
		return { line, item: await sharedOf(from, keys, member, line) };
	};
	const work = act(
		db,
		keys,
		async ({ tx, record }) => {
			const { line, item } = await read(tx);
			if (item === null || !mayReword(member, line)) throw notAllowed(member);
			if (item.version !== given.version) throw new Overtaken();
			const { level } = given;
			const own = await projectKeys(tx, keys, member.project.id);
			await tx
				.updateTable('shared_items')
				.set({
					...{ level, version: item.version + 1, changed_at: now.toISOString() },
					owner: level === 'core' && !(await isInCore(tx, member.project.id, item.owner)) ? null : item.owner,
					content: packedWording(own, item.id, wordingOf(member, line, given)),
				})
				.where('id', '=', item.id)
				.execute();
			await record({ ...inConfidence(member, line.talk, line.id), action: 'talks.line-reworded' });
			const narrower = item.level === 'core' ? item.level : level;
			const told = { before: { level: item.level }, after: { level } };
			return record({ ...aboutShared(member, { id: item.id, level: narrower }), action: 'talks.reworded', ...told });
		},
		now,
	);
	return unlessOvertaken(work, async () => (await read(db)).item);
}

async function isInCore(tx: Tx, project: string, account: string | null): Promise<boolean> {
	const row = await tx
		.selectFrom('memberships')
		.select('role')
		.where('project', '=', project)
		.where('account', '=', account ?? '')
		.where('until', 'is', null)
		.executeTakeFirst();
	return row !== undefined && isOfCore(row.role as Role);
}

/** Takes back what was released: it is gone, with what colleagues wrote beside it. The line stays with its two sides. */
export function takeBack(db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<void> {
	return act(
		db,
		keys,
		async (acting) => {
			const line = await lineFor(acting.tx, keys, member, id);
			const item = await sharedOf(acting.tx, keys, member, line);
			if (item === null || !mayTakeBack(member, line)) throw notAllowed(member);
			await acting.record({ ...inConfidence(member, line.talk, line.id), action: 'talks.line-taken-back' });
			return endShared(acting, member, item);
		},
		now,
	);
}

/** The same for a party whose people are gone, when it asks the leader for it. */
export function takeBackForOthers(db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<void> {
	return act(
		db,
		keys,
		async (acting) => {
			const item = await sharedItemFor(acting.tx, keys, member, id);
			if (!mayTakeBackForOthers(member, item)) throw notAllowed(member);
			return endShared(acting, member, item);
		},
		now,
	);
}

async function endShared({ tx, record }: Acting, member: Member, { id, level }: SharedItem): Promise<Recorded<void>> {
	await tx.deleteFrom('shared_items').where('id', '=', id).execute();
	return record({ ...aboutShared(member, { id, level }), action: 'talks.taken-back', before: { level } });
}
