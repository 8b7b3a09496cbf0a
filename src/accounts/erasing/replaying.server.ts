import type { Database } from '#platform/database/database.server.ts';
import { forgetDeleted } from '#platform/database/forgetting.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { addErasure, type Erasure, erasuresIn } from './erased-list.server.ts';
import { type Erasing, forget, writeDown } from './forgetting.server.ts';
import { destroyInvitations } from './holdings.server.ts';

/**
 * Makes the list outside the database and the one inside equal, before anybody is served: who was erased after a backup was made
 * is erased again when it was put back. Gives how many that were.
 */
export async function replayErasures(db: Database, keys: Keys, erasing: Erasing, now: Date = new Date()): Promise<number> {
	const [listed, stored] = [erasuresIn(erasing.folder), await storedErasures(db)];
	// A crash between the two, or another server with the same database.
	for (const erasure of without(stored, listed)) addErasure(erasing.folder, erasure);
	const brought = without(listed, stored);
	for (const erasure of brought) await eraseAgain(db, keys, erasure, erasing, now);
	if (brought.length > 0) await forgetDeleted(db);
	return brought.length;
}

async function eraseAgain(db: Database, keys: Keys, erasure: Erasure, { holdings }: Erasing, now: Date): Promise<void> {
	await act(
		db,
		keys,
		async (acting) => {
			const { tx, record } = acting;
			// The day on which it was done first is the one that is kept.
			await writeDown(tx, erasure);
			await destroyInvitations(tx, erasure.invitations);
			await forget(acting, erasure.pseudonym, holdings, now, { actor: 'system', channel: 'system', successor: null, isReplayed: true });
			return record({
				chain: INSTALLATION,
				actor: 'system',
				action: 'accounts.erased',
				object: erasure.pseudonym,
				channel: 'system',
				after: { ground: 'restored-backup', at: erasure.at },
			});
		},
		now,
	);
}

async function storedErasures(db: Database): Promise<Erasure[]> {
	const rows = await db.selectFrom('erased').selectAll().orderBy('at').execute();
	return rows.map(({ pseudonym, at, invitations }) => ({ pseudonym, at, invitations: JSON.parse(invitations) }));
}

function without(some: Erasure[], others: Erasure[]): Erasure[] {
	const known = new Set(others.map(({ pseudonym }) => pseudonym));
	return some.filter(({ pseudonym }) => !known.has(pseudonym));
}
