import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { letGo } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { isLocked } from '#projects/level.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { locked } from './content.ts';
import { entryFor } from './entries.server.ts';
import { isOpen, mayFinish } from './entry.ts';
import { tellFollowers } from './news.server.ts';
import { dayOf } from './question.ts';
import { about } from './recording.ts';

/** Marks an action as done today, with a sentence about it or without. */
export async function finish(
	db: Database,
	keys: Keys,
	member: Member,
	{ id, note }: { id: string; note: string },
	now: Date = new Date(),
): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const entry = await entryFor(tx, keys, member, id);
			if (!mayFinish(member, entry)) throw notAllowed(member);
			if (!isOpen(entry)) throw new Refusal('conflict', 'logbook.isDone');
			const own = await projectKeys(tx, keys, member.project.id);
			await tx
				.updateTable('entry_actions')
				.set({ done_on: dayOf(now), done_by: member.account, done_note: locked(own, entry.level, `done ${id}`, note) })
				.where('entry', '=', id)
				.execute();
			await tellFollowers(tx, keys, member, entry, 'done', now);
			const after = isLocked(entry.level) || note === '' ? {} : { note };
			return record({ ...about(member, entry), action: 'logbook.finished', object: id, after });
		},
		now,
	);
}

/** It was not done after all. */
export async function takeUpAgain(db: Database, keys: Keys, member: Member, id: string, now: Date = new Date()): Promise<void> {
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const entry = await entryFor(tx, keys, member, id);
			if (!mayFinish(member, entry)) throw notAllowed(member);
			await tx.updateTable('entry_actions').set({ done_on: null, done_by: null, done_note: '' }).where('entry', '=', id).execute();
			await letGo(tx, member.project.id, { list: 'entry_actions', record: id, field: 'done_by' });
			return record({ ...about(member, entry), action: 'logbook.taken-up-again', object: id });
		},
		now,
	);
}
