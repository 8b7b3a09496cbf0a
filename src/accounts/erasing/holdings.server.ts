import type { Tx } from '#platform/database/database.server.ts';
import type { Acting } from '#platform/journal/journal.server.ts';
import type { Channel } from '#platform/journal/journal.ts';
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

/** Who takes somebody away, and along which way. */
export interface Ending {
	actor: string;
	channel: Channel;
	/** Who goes on with what only this person did, where somebody was asked. */
	successor: string | null;
	/** A backup that was put back cannot be asked for anything: who was erased stays erased. */
	isReplayed: boolean;
}

/** Takes away one kind of thing that is kept of a person. What others have to know of it, it records. */
export type Holding = (acting: Acting, person: Person, now: Date, ending: Ending) => Promise<void>;

const letters: Holding = ({ tx }, { id, address }) => destroyLettersTo(tx, { account: id, address });

/** What they sent says their name in the subject. What it was for is used up, or is withdrawn now. */
const invitationsMade: Holding = async ({ tx }, { id }, now) => {
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

const invitationsGot: Holding = ({ tx }, { invitations }) => destroyInvitations(tx, invitations);

export async function destroyInvitations(tx: Tx, ids: string[]): Promise<void> {
	if (ids.length === 0) return;
	const gone = await tx.deleteFrom('invitations').where('id', 'in', ids).returning('letter').execute();
	await destroyLetters(
		tx,
		gone.map(({ letter }) => letter),
	);
}

/** Links that went to an address they wanted or left; not to their inbox, so they are known by nothing else. */
const addressChanges: Holding = async ({ tx }, { id }) => {
	const changes = await tx.selectFrom('address_changes').select(['letter', 'undo_letter']).where('account', '=', id).execute();
	await destroyLetters(
		tx,
		changes.flatMap(({ letter, undo_letter }) => [letter, undo_letter].filter((one) => one !== null)),
	);
};

const details: Holding = ({ tx }, { pseudonym }) => destroyDetailsAbout(tx, pseudonym);

/** With the row go password, factors, sign-ins, devices and codes; in what others keep its place becomes empty. See docs/decisions/0013. */
const account: Holding = async ({ tx }, { id }) => {
	await tx.deleteFrom('accounts').where('id', '=', id).execute();
};

/** Everything that is kept of a person, in the order in which it can go. */
export const HOLDINGS = { letters, invitationsMade, invitationsGot, addressChanges, details, account } as const satisfies Record<
	string,
	Holding
>;
