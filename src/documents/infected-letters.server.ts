import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';

/** Who sent a file hears that the scanner found something in it, and that it is gone. What it was called is not said outside. */
export async function tellOfInfection(
	tx: Tx,
	keys: Keys,
	{ author, project }: { author: string; project: string },
	now: Date,
): Promise<void> {
	const { name, address, language } = await tx
		.selectFrom('accounts')
		.select(['name', 'address', 'language'])
		.where('id', '=', author)
		.executeTakeFirstOrThrow();
	const { name: called } = await tx.selectFrom('projects').select('name').where('id', '=', project).executeTakeFirstOrThrow();
	const { say } = speechIn(language as Language);
	await write(
		tx,
		keys,
		{
			to: { account: author, address, language: language as Language },
			kind: 'documents.infected',
			subject: say('documents.infectedSubject'),
			paragraphs: [say('documents.infectedText', { name, project: called })],
		},
		now,
	);
}
