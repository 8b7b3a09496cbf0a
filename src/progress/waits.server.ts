import type { Edition } from '#guide/edition.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import type { Member } from '#projects/member.ts';
import { happening, titleOf } from './changing.server.ts';
import { assertMayChange, maySeeProgress } from './progress.ts';
import { closesCircle, type OwnWait } from './waiting.ts';

/** What waits on what in this project, besides what the method says. It is said of the whole project. */
export async function waitsFor(db: Database | Tx, member: Member): Promise<OwnWait[]> {
	if (!maySeeProgress(member, null)) return [];
	return db
		.selectFrom('waits')
		.select(['id', 'junction', 'waits_for as waitsFor', 'reason'])
		.where('project', '=', member.project.id)
		.where('ended_at', 'is', null)
		.orderBy('made_at')
		.orderBy('id')
		.execute();
}

export type WaitAdded = { ok: true } | { ok: false; issue: 'progress.waitCircle' | 'progress.waitSelf' | 'progress.waitKnown' };

/** Says that a junction waits for another one here. What would wait for itself in the end is not taken. */
export async function addWait(
	db: Database,
	keys: Keys,
	member: Member,
	edition: Edition,
	given: Omit<OwnWait, 'id'>,
	now: Date = new Date(),
): Promise<WaitAdded> {
	assertMayChange(member);
	const [junction, first] = [found(edition.junction(given.junction)), found(edition.junction(given.waitsFor))];
	if (junction === first) return { ok: false, issue: 'progress.waitSelf' };
	const own = await waitsFor(db, member);
	if (own.some((wait) => wait.junction === junction.id && wait.waitsFor === first.id)) return { ok: false, issue: 'progress.waitKnown' };
	if (closesCircle(edition, own, given)) return { ok: false, issue: 'progress.waitCircle' };
	const id = newId(now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx
				.insertInto('waits')
				.values({
					...{ id, project: member.project.id, junction: junction.id, waits_for: first.id, reason: given.reason },
					...{ author: member.account, made_at: now.toISOString(), ended_at: null },
				})
				.execute();
			return record({
				...happening(member, null, 'wait-added', id),
				after: { junctionTitle: titleOf(junction), waitsFor: titleOf(first), reason: given.reason },
			});
		},
		now,
	);
	return { ok: true };
}

/** What the project said itself it can take back; what the method says stays. */
export async function endWait(
	db: Database,
	keys: Keys,
	member: Member,
	edition: Edition,
	wait: string,
	now: Date = new Date(),
): Promise<void> {
	assertMayChange(member);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const ended = await tx
				.updateTable('waits')
				.set({ ended_at: now.toISOString() })
				.where('id', '=', wait)
				.where('project', '=', member.project.id)
				.where('ended_at', 'is', null)
				.returning(['junction', 'waits_for', 'reason'])
				.executeTakeFirst();
			const { junction, waits_for, reason } = found(ended);
			const called = (id: string) => {
				const known = edition.junction(id);
				return known ? titleOf(known) : id;
			};
			return record({
				...happening(member, null, 'wait-ended', wait),
				before: { junctionTitle: called(junction), waitsFor: called(waits_for), reason },
			});
		},
		now,
	);
}
