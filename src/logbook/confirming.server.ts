import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { entryFor } from './entries.server.ts';
import { mayConfirm } from './entry.ts';
import { tellFollowers } from './news.server.ts';
import { about, told } from './recording.ts';

/** Makes a draft the decision. From then on it stands as it is; who thinks otherwise revises it by another. `version` is what was read. */
export async function confirmDecision(
	db: Database,
	keys: Keys,
	member: Member,
	{ id, version }: { id: string; version: number },
	now: Date = new Date(),
): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const entry = await entryFor(tx, keys, member, id);
			if (!mayConfirm(member, entry)) throw notAllowed(member);
			if (entry.version !== version) throw new Refusal('conflict', 'logbook.changedSince');
			await tx.insertInto('entry_confirmations').values({ entry: id, account: member.account, at: now.toISOString() }).execute();
			await tellFollowers(tx, keys, member, entry, 'confirmed', now);
			return record({ ...about(member, entry), action: 'logbook.confirmed', object: id, after: told(entry) });
		},
		now,
	);
}
