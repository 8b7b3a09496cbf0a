import type { Database } from '../database/database.server.ts';
import type { Keys } from '../keys/keys.server.ts';
import { maskedAddress } from './addresses.ts';
import { openLink } from './sealing.server.ts';

/** How many letters the outbox shows, the newest first. */
const SHOWN = 50;

/** What the operator sees of the sending: how it goes, and never what a letter says. */
export interface Outbox {
	waiting: number;
	/** Since midnight, UTC. */
	sentToday: number;
	givenUp: number;
	last: SentOrNot[];
}

export interface SentOrNot {
	id: string;
	kind: string;
	/** Such as `n…@gemeente.example`. */
	address: string;
	writtenAt: string;
	sentAt: string | null;
	givenUpAt: string | null;
	attempts: number;
	lastError: string | null;
}

export async function outbox(db: Database, now: Date = new Date()): Promise<Outbox> {
	const today = now.toISOString().slice(0, 10);
	const counts = await db
		.selectFrom('letters')
		.select(({ fn }) => [
			fn
				.countAll<number>()
				.filterWhere('sent_at', 'is', null)
				.filterWhere('given_up_at', 'is', null)
				.filterWhere('way', '=', 'now')
				.as('waiting'),
			fn.countAll<number>().filterWhere('sent_at', '>=', today).as('sentToday'),
			fn.countAll<number>().filterWhere('given_up_at', 'is not', null).as('givenUp'),
		])
		.executeTakeFirstOrThrow();
	const rows = await db
		.selectFrom('letters')
		.orderBy('written_at', 'desc')
		.orderBy('id', 'desc')
		.limit(SHOWN)
		.select(['id', 'kind', 'address', 'attempts'])
		.select(['written_at as writtenAt', 'sent_at as sentAt', 'given_up_at as givenUpAt', 'last_error as lastError'])
		.execute();
	return { ...counts, last: rows.map((row) => ({ ...row, address: maskedAddress(row.address) })) };
}

/**
 * The link of a letter that no mail brought, for an inviter to hand over in person. Null when it was sent, used, or its time is
 * over. Whether this person may see it is for the caller to ask.
 */
export async function linkToHandOver(
	db: Database,
	keys: Keys,
	id: string,
	now: Date = new Date(),
): Promise<{ url: string; until: string } | null> {
	const row = await db.selectFrom('letters').where('id', '=', id).select(['id', 'secret', 'secret_until']).executeTakeFirst();
	return row ? openLink(keys, row, now) : null;
}
