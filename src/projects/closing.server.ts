import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Signing } from '#platform/journal/checkpoint.ts';
import { checkpoint } from '#platform/journal/checkpoints.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { MessageKey } from '#platform/messages.ts';
import { type Member, mayArchive, mayReopen, notAllowed } from './member.ts';
import { everybodyOf, type Told, tellAll } from './telling.server.ts';

/** Ends the work: everything stays to be read, nothing is written any more. How it stood then is signed, and everybody hears of it. */
export async function archive(db: Database, keys: Keys, signing: Signing, leader: Member, now: Date = new Date()): Promise<void> {
	if (!mayArchive(leader)) throw notAllowed(leader);
	const { id } = leader.project;
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx.updateTable('projects').set({ archived_at: now.toISOString() }).where('id', '=', id).execute();
			await tellOthers(tx, keys, leader, { subject: 'projects.closedSubject', text: 'projects.closedText' }, now);
			const recorded = await record({
				chain: id,
				actor: leader.pseudonym,
				action: 'projects.archived',
				object: id,
				channel: 'screen',
			});
			await checkpoint(tx, signing, id, now);
			return recorded;
		},
		now,
	);
}

/** Takes the work up again. Of what was told about its end nothing holds any more. */
export async function reopen(db: Database, keys: Keys, leader: Member, reason: string, now: Date = new Date()): Promise<void> {
	if (!mayReopen(leader)) throw notAllowed(leader);
	const { id } = leader.project;
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			await tx.updateTable('projects').set({ archived_at: null }).where('id', '=', id).execute();
			await tellOthers(tx, keys, leader, { subject: 'projects.reopenedSubject', text: 'projects.reopenedText' }, now);
			return record({
				chain: id,
				actor: leader.pseudonym,
				action: 'projects.reopened',
				object: id,
				channel: 'screen',
				after: { reason },
			});
		},
		now,
	);
}

async function tellOthers(
	tx: Tx,
	keys: Keys,
	{ project, account, name: leader }: Member,
	said: Record<'subject' | 'text', MessageKey>,
	now: Date,
) {
	const told: Told = {
		kind: 'projects.closed',
		subject: said.subject,
		text: ({ say }) => [say(said.text, { leader, project: project.name })],
	};
	await tellAll(tx, keys, await everybodyOf(tx, project.id, { but: account }), told, now);
}
