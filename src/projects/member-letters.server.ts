import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import type { Member } from './member.ts';

/** Who was taken into a project hears of it. The name of the project stands inside, not on the envelope. */
export async function tellAdded(tx: Tx, keys: Keys, leader: Member, account: string, now: Date): Promise<void> {
	const row = await tx.selectFrom('accounts').select(['name', 'address', 'language']).where('id', '=', account).executeTakeFirstOrThrow();
	const language = row.language as Language;
	const { say } = speechIn(language);
	await write(
		tx,
		keys,
		{
			to: { account, address: row.address, language },
			kind: 'projects.added',
			subject: say('projects.addedSubject'),
			paragraphs: [say('projects.addedText', { name: row.name, leader: leader.name, project: leader.project.name })],
		},
		now,
	);
}
