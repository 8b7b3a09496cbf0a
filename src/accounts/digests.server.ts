import { type Database, tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { DIGEST } from '#platform/letters/kinds.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';

/** In milliseconds. A little short of a day, so that a round that comes somewhat early skips nobody. */
const ONCE_IN = 20 * 3_600_000;
/** How many letters a digest names at most. */
const MOST = 30;

interface Reader {
	id: string;
	address: string;
	language: string;
}

/**
 * Writes everybody who wants that one mail about what came into their inbox since the last one and was not read yet: titles and where
 * they lie, no more. Gives how many it wrote. Who already had one today waits until tomorrow, however often this is called.
 */
export async function sendDigests(db: Database, keys: Keys, origin: string, now: Date = new Date()): Promise<number> {
	let written = 0;
	for (const reader of await readersOfDigests(db, now)) if (await sendDigest(db, keys, origin, reader, now)) written++;
	return written;
}

async function readersOfDigests(db: Database, now: Date): Promise<Reader[]> {
	const lately = new Date(now.getTime() - ONCE_IN).toISOString();
	const had = db.selectFrom('letters').select('account').where('kind', '=', DIGEST).where('written_at', '>', lately);
	return db
		.selectFrom('accounts as a')
		.select(['a.id', 'a.address', 'a.language'])
		.where('a.id', 'in', untold(db).select('account').$castTo<{ account: string }>())
		.where('a.id', 'not in', had.where('account', 'is not', null).$castTo<{ account: string }>())
		.where('a.id', 'not in', db.selectFrom('deactivations').select('account'))
		.orderBy('a.id')
		.execute();
}

const untold = (db: Database) =>
	db
		.selectFrom('letters')
		.where('account', 'is not', null)
		.where('way', '=', 'daily')
		.where('told_at', 'is', null)
		.where('read_at', 'is', null);

/** Whether there was still something to tell. */
async function sendDigest(db: Database, keys: Keys, origin: string, { id, address, language }: Reader, now: Date): Promise<boolean> {
	const { say, href } = speechIn(language as Language);
	const inbox = origin + href('/mijn/berichten');
	return tx(db, async (tx) => {
		const told = await tx
			.updateTable('letters')
			.set({ told_at: now.toISOString() })
			.where('account', '=', id)
			.where('way', '=', 'daily')
			.where('told_at', 'is', null)
			.where('read_at', 'is', null)
			.returning(['id', 'subject', 'written_at'])
			.execute();
		if (told.length === 0) return false;
		const letters = told.toSorted((one, other) => (one.written_at + one.id < other.written_at + other.id ? 1 : -1));
		await write(
			tx,
			keys,
			{
				to: { account: id, address, language: language as Language },
				kind: DIGEST,
				subject: say('accounts.digestSubject', { count: letters.length }),
				paragraphs: [say('accounts.digestText', { count: letters.length })],
				pages: [
					...letters.slice(0, MOST).map((letter) => ({ label: letter.subject, url: `${inbox}#bericht-${letter.id}` })),
					...(letters.length > MOST ? [{ label: say('accounts.digestMore', { count: letters.length - MOST }), url: inbox }] : []),
				],
			},
			now,
		);
		return true;
	});
}
