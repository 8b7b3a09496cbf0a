import type { Database, Tx } from '../database/database.server.ts';
import type { Keys } from '../keys/keys.server.ts';
import { openLetter } from './sealing.server.ts';

/** Whose letters: those in their inbox, and those that went to their address beside it, such as an invitation. */
interface Addressee {
	account: string;
	address: string;
}

/** A letter as it is kept. Where its link led is a secret, also to whom it was for. */
export interface KeptLetter {
	writtenAt: string;
	kind: string;
	address: string;
	subject: string;
	paragraphs: string[];
	readAt: string | null;
	sentAt: string | null;
}

/** Every letter that is kept of somebody, in the order of time. */
export async function lettersKeptOf(db: Database, keys: Keys, { account, address }: Addressee, now: Date): Promise<KeptLetter[]> {
	const rows = await db
		.selectFrom('letters')
		.selectAll()
		.where((e) => e.or([e('account', '=', account), e('address', '=', address)]))
		.orderBy('written_at')
		.orderBy('id')
		.execute();
	return rows.map((row) => ({
		writtenAt: row.written_at,
		kind: row.kind,
		address: row.address,
		subject: row.subject,
		paragraphs: openLetter(keys, row, now).paragraphs,
		readAt: row.read_at,
		sentAt: row.sent_at,
	}));
}

/** Destroys every letter that is kept of somebody, sent or not. */
export async function destroyLettersTo(tx: Tx, { account, address }: Addressee): Promise<void> {
	await tx
		.deleteFrom('letters')
		.where((e) => e.or([e('account', '=', account), e('address', '=', address)]))
		.execute();
}

export async function destroyLetters(tx: Tx, ids: string[]): Promise<void> {
	if (ids.length > 0) await tx.deleteFrom('letters').where('id', 'in', ids).execute();
}

/** Destroys what lies beside every inbox for an address: links and invitations, not what somebody could read after signing in. */
export async function destroyUnaddressed(tx: Tx, address: string): Promise<void> {
	await tx.deleteFrom('letters').where('account', 'is', null).where('address', '=', address).execute();
}
