import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import type { Link } from '#platform/letters/letter.ts';
import { write } from '#platform/letters/letters.server.ts';
import { type MessageKey, type Speech, speechIn } from '#platform/messages.ts';

/** Somebody who hears how a project goes. */
export interface Addressee {
	/** Null for who declined to take part and wanted to hear of it all the same. */
	account: string | null;
	address: string;
	language: string;
	leads: boolean;
}

/** Everybody who takes part, and who declined but wanted to be informed. */
export async function everybodyOf(tx: Tx, project: string, { but }: { but?: string } = {}): Promise<Addressee[]> {
	const members = await tx
		.selectFrom('memberships as m')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select(['a.id as account', 'a.address', 'a.language', 'm.role'])
		.where('m.project', '=', project)
		.where('m.until', 'is', null)
		.$if(but !== undefined, (query) => query.where('a.id', '!=', but ?? ''))
		.execute();
	const informed = await tx
		.selectFrom('project_invitations')
		.select(['address', 'language'])
		.distinct()
		.where('project', '=', project)
		.where('informed_since', 'is not', null)
		.execute();
	return [
		...members.map(({ role, ...one }) => ({ ...one, leads: role === 'leader' })),
		...informed.map((one) => ({ ...one, account: null, leads: false })),
	];
}

/** What a letter says to each. The name of the project stands inside, not on the envelope. */
export interface Told {
	kind: string;
	subject: MessageKey;
	text: (speech: Speech, to: Addressee) => string[];
	pages?: (speech: Speech, to: Addressee) => Link[];
}

export async function tellAll(tx: Tx, keys: Keys, people: Addressee[], { kind, subject, text, pages }: Told, now: Date): Promise<void> {
	for (const person of people) {
		const { account, address } = person;
		const speech = speechIn(person.language as Language);
		const to = { account, address, language: speech.language };
		const foot = account === null ? [speech.say('projects.informedFoot')] : [];
		const letter = { to, kind, subject: speech.say(subject), paragraphs: [...text(speech, person), ...foot] };
		await write(tx, keys, { ...letter, pages: pages?.(speech, person) ?? [] }, now);
	}
}
