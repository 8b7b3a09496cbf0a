import { type Colleague, possibleOwners } from '#logbook/owning.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { letGo } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { packedRemark } from './content.ts';
import { aboutShared } from './recording.ts';
import { sharedItemFor } from './shared.server.ts';
import { mayFollowUp, type SharedItem, type SharedLevel, type State } from './shared.ts';

/** Who can see to a shared item: who may read it, and does more than read along. */
export const possibleItemOwners = (db: Database | Tx, member: Member, level: SharedLevel): Promise<Colleague[]> =>
	possibleOwners(db, member, { level, subproject: null, author: null });

export interface FollowUp {
	item: string;
	/** The version that was read before. */
	version: number;
	owner: string | null;
	state: State;
	/** May be empty. */
	remark: string;
}

/** Says who sees to a shared item, how it stands, and what was done about it. What somebody else said meanwhile is given back. */
export function followUp(db: Database, keys: Keys, member: Member, given: FollowUp, now: Date = new Date()): Promise<Done<SharedItem>> {
	const { item: id, owner, state, remark } = given;
	const work = act(
		db,
		keys,
		async ({ tx, record }) => {
			const there = await sharedItemFor(tx, keys, member, id);
			if (!mayFollowUp(member, there)) throw notAllowed(member);
			if (there.version !== given.version) throw new Overtaken();
			// Who sees to it already may have left since; they are not chosen anew.
			if (owner !== null && owner !== there.owner) {
				const possible = await possibleItemOwners(tx, member, there.level);
				if (!possible.some(({ account }) => account === owner)) throw new Refusal('conflict', 'talks.ownerCannotRead');
			}
			const own = await projectKeys(tx, keys, member.project.id);
			const at = now.toISOString();
			const remarkId = newId(now);
			await tx
				.insertInto('shared_remarks')
				.values({
					...{ id: remarkId, item: id, author: member.account, made_at: at, owner, state },
					content: packedRemark(own, remarkId, remark),
				})
				.execute();
			await tx
				.updateTable('shared_items')
				.set({ owner, state, version: there.version + 1, changed_at: at })
				.where('id', '=', id)
				.execute();
			if (owner !== null) await letGo(tx, member.project.id, { list: 'shared_items', record: id, field: 'owner' });
			const told = { before: { itemState: there.state }, after: { itemState: state } };
			return record({ ...aboutShared(member, there), action: 'talks.followed-up', ...told });
		},
		now,
	);
	return unlessOvertaken(work, () => sharedItemFor(db, keys, member, id));
}
