import type { Edition } from '#guide/edition.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { handsIn } from '#projects/hands.server.ts';
import type { Member } from '#projects/member.ts';
import { happening, titleOf } from './changing.server.ts';
import { assertMayChange, maySeeProgress } from './progress.ts';
import type { Sensitivities, Sensitivity, Timing } from './sensitivity.ts';

/** What the project itself says of what is sensitive. It is said of the whole: who is in one part only reads the method. */
export async function sensitivitiesFor(db: Database | Tx, member: Member): Promise<Sensitivities> {
	if (!maySeeProgress(member, null)) return new Map();
	const rows = await db
		.selectFrom('sensitivity_changes as c')
		.leftJoin('accounts as a', 'a.id', 'c.author')
		.selectAll('c')
		.select('a.name as author_name')
		.where('c.project', '=', member.project.id)
		.orderBy('c.seq')
		.execute();
	const hands = await handsIn(
		db,
		member.project.id,
		['sensitivity_changes'],
		rows.map(({ id }) => id),
	);
	// Of each junction the last one stays.
	return new Map(
		rows.map((row) => [
			row.junction,
			{
				seq: row.seq,
				isSensitive: row.sensitive === 1,
				reason: row.reason,
				college: { on: row.college_on, unneeded: row.college_unneeded },
				council: { on: row.council_on, unneeded: row.council_unneeded },
				authorName: row.author_name ?? (hands('sensitivity_changes', row.id, 'author') || null),
				madeAt: row.made_at,
			},
		]),
	);
}

export interface SensitivityGiven {
	junction: string;
	isSensitive: boolean;
	reason: string;
	college: Timing;
	council: Timing;
	/** The number of what held when it was looked at; 0 where the project had said nothing. */
	seen: number;
}

export type SensitivityChanged = { ok: true } | { ok: false; overtaken: Sensitivity };

/** Says that a junction is sensitive here, or that it is not, and when college and council deal with it. */
export async function changeSensitivity(
	db: Database,
	keys: Keys,
	member: Member,
	edition: Edition,
	given: SensitivityGiven,
	now: Date = new Date(),
): Promise<SensitivityChanged> {
	assertMayChange(member);
	const junction = found(edition.junction(given.junction));
	const id = newId(now);
	const says = (isSensitive: boolean) => (isSensitive ? 'yes' : 'no');
	try {
		await act(
			db,
			keys,
			async ({ tx, record }) => {
				const before = (await sensitivitiesFor(tx, member)).get(junction.id);
				if (before && before.seq !== given.seen) throw new Overtaken(before);
				await tx
					.insertInto('sensitivity_changes')
					.values({
						id,
						project: member.project.id,
						junction: junction.id,
						seq: (before?.seq ?? 0) + 1,
						sensitive: given.isSensitive ? 1 : 0,
						reason: given.reason,
						college_on: given.college.on,
						college_unneeded: given.college.unneeded,
						council_on: given.council.on,
						council_unneeded: given.council.unneeded,
						author: member.account,
						made_at: now.toISOString(),
					})
					.execute();
				return record({
					...happening(member, null, 'sensitivity-changed', id),
					before: { sensitive: says(before?.isSensitive ?? junction.sensitive) },
					after: { junctionTitle: titleOf(junction), junction: junction.id, sensitive: says(given.isSensitive), reason: given.reason },
				});
			},
			now,
		);
		return { ok: true };
	} catch (error) {
		if (error instanceof Overtaken) return { ok: false, overtaken: error.sensitivity };
		throw error;
	}
}

/** Thrown to undo what was begun; caught where it began. */
class Overtaken extends Error {
	readonly sensitivity: Sensitivity;
	constructor(sensitivity: Sensitivity) {
		super('Somebody else was earlier.');
		this.sensitivity = sensitivity;
	}
}
