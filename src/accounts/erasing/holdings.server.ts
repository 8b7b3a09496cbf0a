import type { Tx } from '#platform/database/database.server.ts';
import { destroyDetailsAbout } from '#platform/journal/own-entries.server.ts';
import { destroyLetters, destroyLettersTo } from '#platform/letters/kept-letters.server.ts';

/** Whom to forget, as they stand in the database now. */
export interface Person {
	id: string;
	pseudonym: string;
	address: string;
	/** Invitations to them, made by whomever. */
	invitations: string[];
}

/** Takes away one kind of thing that is kept of a person. */
export type Holding = (tx: Tx, person: Person, now: Date) => Promise<void>;

const letters: Holding = (tx, { id, address }) => destroyLettersTo(tx, { account: id, address });

/** What they sent says their name in the subject. What it was for is used up, or is withdrawn now. */
const invitationsMade: Holding = async (tx, { id }, now) => {
	const made = await tx.selectFrom('invitations').select('letter').where('inviter', '=', id).execute();
	await destroyLetters(
		tx,
		made.map(({ letter }) => letter),
	);
	await tx
		.updateTable('invitations')
		.set({ withdrawn_at: now.toISOString() })
		.where('inviter', '=', id)
		.where('accepted_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.execute();
};

const invitationsGot: Holding = (tx, { invitations }) => destroyInvitations(tx, invitations);

export async function destroyInvitations(tx: Tx, ids: string[]): Promise<void> {
	if (ids.length === 0) return;
	const gone = await tx.deleteFrom('invitations').where('id', 'in', ids).returning('letter').execute();
	await destroyLetters(
		tx,
		gone.map(({ letter }) => letter),
	);
}

const details: Holding = (tx, { pseudonym }) => destroyDetailsAbout(tx, pseudonym);

/** With the row go password, factors, sign-ins, devices and codes; in what others keep its place becomes empty. See docs/decisions/0013. */
const account: Holding = async (tx, { id }) => {
	await tx.deleteFrom('accounts').where('id', '=', id).execute();
};

/** Everything that is kept of a person, in the order in which it can go. */
export const HOLDINGS = { letters, invitationsMade, invitationsGot, details, account } as const satisfies Record<string, Holding>;
