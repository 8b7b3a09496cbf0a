import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { type Member, mayReadJournal } from './member.ts';

const SHOWN = 200;

export interface JournalLine {
	seq: number;
	at: string;
	/** The name of who did it, or their pseudonym when they are gone. */
	who: string;
	action: string;
	hash: string;
}

/** What happened in the project, newest first. */
export async function journalFor(db: Database, keys: Keys, member: Member): Promise<JournalLine[]> {
	if (!mayReadJournal(member)) throw new Refusal('not-allowed', 'projects.notAllowed');
	const entries = await entriesOf(db, keys, member.project.id, { limit: SHOWN });
	const pseudonyms = [...new Set(entries.map(({ actor }) => actor))];
	const people =
		pseudonyms.length === 0
			? []
			: await db.selectFrom('accounts').select(['pseudonym', 'name']).where('pseudonym', 'in', pseudonyms).execute();
	const names = new Map(people.map(({ pseudonym, name }) => [pseudonym, name]));
	return entries.map(({ seq, at, actor, action, hash }) => ({ seq, at, who: names.get(actor) ?? actor, action, hash }));
}
