import type { Generated } from 'kysely';
import type { Language } from '../languages.ts';
import type { Way } from './kinds.ts';

/** A letter to one person: it lies in their inbox, and is sent where there is mail. */
export interface LetterTable {
	id: string;
	/** Whose inbox it lies in; null for somebody who has no account yet. */
	account: string | null;
	address: string;
	language: Language;
	/** What it is about, such as `accounts.invitation`. */
	kind: string;
	subject: string;
	/** Sealed: the paragraphs, and what the link is called. */
	body: string;
	/** Sealed: where the link leads. Forgotten once the letter was sent, the link was used, or its time is over. */
	secret: string | null;
	secret_until: string | null;
	/** Given at the first attempt and kept, so that whoever gets a letter twice can tell that it is the same one. */
	message_id: string | null;
	written_at: string;
	read_at: string | null;
	sent_at: string | null;
	given_up_at: string | null;
	attempts: number;
	/** While somebody is sending it: from when another sender may. */
	next_attempt_at: string;
	last_error: string | null;
	/** How it goes to whom it is for, as they had chosen when it was written. */
	way: Generated<Way>;
	/** When a digest told of it. */
	told_at: string | null;
}

/** How somebody wants to get the letters of one kind. */
export interface LetterChoiceTable {
	account: string;
	kind: string;
	way: Way;
	chosen_at: string;
}

export interface LetterTables {
	letters: LetterTable;
	letter_choices: LetterChoiceTable;
}
