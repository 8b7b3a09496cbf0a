import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { type MessageKey, type Speech, speechIn } from '#platform/messages.ts';

export interface Addressee {
	id: string;
	address: string;
	language: string;
}

/** What a letter says, in the language of whom it is for. */
export interface Told {
	kind: string;
	subject: MessageKey;
	paragraphs: (speech: Speech) => string[];
}

export async function tell(tx: Tx, keys: Keys, people: Addressee[], { kind, subject, paragraphs }: Told, now: Date): Promise<void> {
	for (const { id, address, language } of people) {
		const speech = speechIn(language as Language);
		const to = { account: id, address, language: speech.language };
		await write(tx, keys, { to, kind, subject: speech.say(subject), paragraphs: paragraphs(speech) }, now);
	}
}

/** Who looks after the organisation. */
export const administratorsOf = (db: Database | Tx, organisation: string): Promise<Addressee[]> =>
	peopleIn(db, organisation).innerJoin('administrators as m', 'm.account', 'a.id').execute();

export const peopleOf = (db: Database | Tx, organisation: string): Promise<Addressee[]> => peopleIn(db, organisation).execute();

/** People of other organisations, who take part in a project of this one. */
export const guestsOf = (db: Database | Tx, organisation: string): Promise<Addressee[]> =>
	db
		.selectFrom('memberships as m')
		.innerJoin('projects as p', 'p.id', 'm.project')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select(['a.id', 'a.address', 'a.language'])
		.distinct()
		.where('p.organisation', '=', organisation)
		.where('a.organisation', '!=', organisation)
		.where('m.until', 'is', null)
		.execute();

const peopleIn = (db: Database | Tx, organisation: string) =>
	db.selectFrom('accounts as a').select(['a.id', 'a.address', 'a.language']).where('a.organisation', '=', organisation);
