import { destroyDetailsOn } from '#logbook/removing.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { isLocked } from '#projects/level.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { packedReason } from './content.ts';
import type { Fields } from './field.ts';
import { itemFor } from './items.server.ts';
import { forgetWordsOn } from './pairs/judging.server.ts';
import { aboutItem } from './recording.ts';
import { mayRemoveItem, type Register } from './register.ts';

/**
 * Takes an item off a register, for good: what stood in every version, what was remarked, what was written of it
 * beside another, and what the journal kept beside it.
 * That it was there stays, with who took it off, when and why.
 */
export function removeItem<F extends Fields>(
	db: Database,
	keys: Keys,
	member: Member,
	register: Register<F>,
	{ id, reason }: { id: string; reason: string },
	now: Date = new Date(),
): Promise<void> {
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			const there = await itemFor(tx, keys, member, register, id);
			if (!mayRemoveItem(member, there)) throw notAllowed(member);
			const own = await projectKeys(tx, keys, member.project.id);
			await destroyDetailsOn(tx, member.project.id, id);
			for (const table of ['register_versions', 'register_remarks'] as const) await tx.deleteFrom(table).where('item', '=', id).execute();
			await forgetWordsOn(tx, keys, member, id);
			await tx.updateTable('register_items').set({ content: '' }).where('id', '=', id).execute();
			await tx
				.insertInto('register_removals')
				.values({ item: id, account: member.account, at: now.toISOString(), reason: packedReason(own, there, reason) })
				.execute();
			const about = { ...aboutItem(member, there), action: 'registers.removed' };
			const before = { register: register.id, level: there.level };
			return record({ ...about, before, ...(isLocked(there.level) ? {} : { after: { reason } }) });
		},
		now,
	);
}
