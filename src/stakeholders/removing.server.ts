import { destroyDetailsOn } from '#logbook/removing.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { isLocked } from '#projects/level.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { packedReason } from './content.ts';
import { aboutStakeholder } from './recording.ts';
import { mayRemoveStakeholder } from './stakeholder.ts';
import { stakeholderFor } from './stakeholders.server.ts';

/** What hangs on a stakeholder, and goes with it. */
const BESIDE = [
	'stakeholder_versions',
	'stakeholder_judgements',
	'stakeholder_involvements',
	'stakeholder_seats',
	'named_parties',
] as const;

/**
 * Takes a stakeholder out of the register, for good: what was known in every version, what was judged of it, when it was involved, what
 * colleagues said of it, who took part for it, and what the journal kept beside it. That it was there stays, with who took it out, when and why.
 */
export function removeStakeholder(
	db: Database,
	keys: Keys,
	member: Member,
	{ id, reason }: { id: string; reason: string },
	now: Date = new Date(),
): Promise<void> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const there = await stakeholderFor(tx, keys, member, id);
			if (!mayRemoveStakeholder(member, there)) throw notAllowed(member);
			const own = await projectKeys(tx, keys, member.project.id);
			await destroyDetailsOn(tx, member.project.id, id);
			for (const table of BESIDE) await tx.deleteFrom(table).where('stakeholder', '=', id).execute();
			await tx.updateTable('stakeholders').set({ content: '' }).where('id', '=', id).execute();
			await tx
				.insertInto('stakeholder_removals')
				.values({ stakeholder: id, account: member.account, at: now.toISOString(), reason: packedReason(own, there, reason) })
				.execute();
			const about = { ...aboutStakeholder(member, there), action: 'stakeholders.removed' };
			return record({ ...about, before: { level: there.level }, ...(isLocked(there.level) ? {} : { after: { reason } }) });
		},
		now,
	);
}
