import type { Database } from '#platform/database/database.server.ts';
import { actorsIn } from '#platform/journal/asking.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { INSTALLATION, type Question } from '#platform/journal/journal.ts';
import type { Line } from '#platform/journal/telling.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Operator } from './account.ts';
import { namesOf } from './naming.server.ts';

/** What happened to the installation itself, newest first: people, access, settings; nothing of what projects hold. */
export async function installationJournalFor(db: Database, keys: Keys, _operator: Operator, question: Question): Promise<Line[]> {
	const entries = await entriesOf(db, keys, INSTALLATION, question);
	const names = await namesOf(
		db,
		entries.flatMap(({ actor, object }) => [actor, object]),
	);
	return entries.map((entry) => ({ ...entry, who: names.get(entry.actor) ?? entry.actor, names }));
}

/** Everybody who stands in it as the one who did something, with what they are called. */
export async function installationActorsFor(db: Database, _operator: Operator): Promise<{ pseudonym: string; name: string }[]> {
	const actors = await actorsIn(db, INSTALLATION, {});
	const names = await namesOf(db, actors);
	return actors.map((pseudonym) => ({ pseudonym, name: names.get(pseudonym) ?? pseudonym }));
}
