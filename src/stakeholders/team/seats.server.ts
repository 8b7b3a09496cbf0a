import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { packedSeat, unpackedSeat } from '../content.ts';
import { aboutStakeholder, judgedTold } from '../recording.ts';
import { mayChangeStakeholder } from '../stakeholder.ts';
import { stakeholderFor, stakeholdersFor } from '../stakeholders.server.ts';
import type { Seat, Seated } from './seat.ts';

/** Has a stakeholder take part without an account. Gives the id of the seat. */
export function takeSeat(
	db: Database,
	keys: Keys,
	member: Member,
	{ stakeholder, fromOn, ...seated }: Seated & { stakeholder: string; fromOn: string },
	now: Date = new Date(),
): Promise<string> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const one = await stakeholderFor(tx, keys, member, stakeholder);
			if (!mayChangeStakeholder(member, one)) throw notAllowed(member);
			const own = await projectKeys(tx, keys, member.project.id);
			const id = newId(now);
			await tx
				.insertInto('stakeholder_seats')
				.values({
					...{ id, stakeholder, from_on: fromOn, until_on: null, author: member.account, added_at: now.toISOString(), ended_by: null },
					content: packedSeat(own, { id, level: one.level }, seated),
				})
				.execute();
			const after = judgedTold(one.level, { name: one.facts.name, as: seated.role, fromOn });
			return record({ ...aboutStakeholder(member, one), action: 'stakeholders.seat-taken', after }, id);
		},
		now,
	);
}

/** Says until when it was. That it was stays. */
export function endSeat(
	db: Database,
	keys: Keys,
	member: Member,
	{ id, untilOn }: { id: string; untilOn: string },
	now: Date = new Date(),
): Promise<void> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const seat = found((await seatsFor(tx, keys, member)).find((one) => one.id === id));
			const { stakeholder: one } = seat;
			if (!mayChangeStakeholder(member, one)) throw notAllowed(member);
			if (seat.untilOn !== null) throw new Refusal('conflict', 'stakeholders.seatEnded');
			await tx.updateTable('stakeholder_seats').set({ until_on: untilOn, ended_by: member.account }).where('id', '=', id).execute();
			const after = judgedTold(one.level, { name: one.facts.name, as: seat.role, untilOn });
			return record({ ...aboutStakeholder(member, one), action: 'stakeholders.seat-ended', after });
		},
		now,
	);
}

/** Who takes or took part without an account, as far as this member reads of them. */
export async function seatsFor(db: Database | Tx, keys: Keys, member: Member): Promise<Seat[]> {
	const there = new Map((await stakeholdersFor(db, keys, member)).map((one) => [one.id, one]));
	const rows = await db
		.selectFrom('stakeholder_seats as t')
		.innerJoin('stakeholders as s', 's.id', 't.stakeholder')
		.select(['t.id', 't.stakeholder', 't.from_on', 't.until_on', 't.content'])
		.where('s.project', '=', member.project.id)
		.orderBy('t.from_on')
		.orderBy('t.id')
		.execute();
	if (rows.length === 0) return [];
	const own = await projectKeys(db, keys, member.project.id);
	return rows.flatMap((row) => {
		const stakeholder = there.get(row.stakeholder);
		if (!stakeholder) return [];
		const seated = unpackedSeat(own, { id: row.id, level: stakeholder.level }, row.content);
		return [{ ...seated, id: row.id, stakeholder, fromOn: row.from_on, untilOn: row.until_on }];
	});
}
