import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { type MessageKey, speechIn } from '#platform/messages.ts';

/** Whom a passkey belongs to. */
export interface Holder {
	id: string;
	pseudonym: string;
	name: string;
	address: string;
	language: Language;
}

const LETTERS = {
	passkeyAdded: ['accounts.passkeyAddedSubject', 'accounts.passkeyAddedText', 'accounts.passkeyNotYou'],
	passkeyRemoved: ['accounts.passkeyRemovedSubject', 'accounts.passkeyRemovedText', 'accounts.passkeyNotYou'],
	passkeyRefused: ['accounts.passkeyRefusedSubject', 'accounts.passkeyRefusedText', 'accounts.passkeyRefusedAdvice'],
} satisfies Record<string, [MessageKey, MessageKey, MessageKey]>;

/** Who did not do this themselves should hear of it. */
export async function tellOfPasskey(
	tx: Tx,
	keys: Keys,
	{ id, name, address, language }: Holder,
	kind: keyof typeof LETTERS,
	passkey: string,
	now: Date,
): Promise<void> {
	const { say } = speechIn(language);
	const [subject, text, advice] = LETTERS[kind];
	await write(
		tx,
		keys,
		{
			to: { account: id, address, language },
			kind: `accounts.${kind}`,
			subject: say(subject),
			paragraphs: [say(text, { name, passkey }), say(advice)],
		},
		now,
	);
}
