import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { type MessageKey, speechIn } from '#platform/messages.ts';
import type { Administrator } from './account.ts';

/** What an administrator can do to the rights of a colleague, in the words of the letter. */
const WORDS = {
	appointed: ['accounts.appointedSubject', 'accounts.appointedText'],
	dismissed: ['accounts.dismissedSubject', 'accounts.dismissedText'],
	deactivated: ['accounts.deactivatedSubject', 'accounts.deactivatedText'],
	reactivated: ['accounts.reactivatedSubject', 'accounts.reactivatedText'],
} as const satisfies Record<string, readonly [MessageKey, MessageKey]>;

/** Whose rights change hears of it, and by whom. */
export async function tellColleague(
	tx: Tx,
	keys: Keys,
	{ id, name, address, language }: { id: string; name: string; address: string; language: Language },
	what: keyof typeof WORDS,
	by: Administrator,
	now: Date,
): Promise<void> {
	const { say } = speechIn(language);
	const [subject, text] = WORDS[what];
	await write(
		tx,
		keys,
		{
			to: { account: id, address, language },
			kind: 'accounts.rights',
			subject: say(subject),
			paragraphs: [say(text, { name, administrator: by.name })],
		},
		now,
	);
}
