import { type Database, isUniqueViolation, tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { isCompleteWithoutApp } from '../adding-authenticator.server.ts';
import { isDeactivated } from '../deactivating.server.ts';
import { entry } from '../entry.ts';
import { takeUp } from '../inviting.server.ts';
import { openHalfway } from '../sign-ins.server.ts';
import { type Origin, signInWholly } from '../signing-in.server.ts';
import { type Assertion, type IdentityProvider, mayBring, type Reason } from './identity-provider.ts';
import { noteRefusedArrival } from './refusing.server.ts';

/** Each time gives new tries at the second factor. */
const PER_ACCOUNT: Limit = { name: 'single sign-on account', most: 20, within: 900 };

/** A sign-in that is whole when both factors were shown at the provider, and else waits for the second. */
export type Arrival =
	| { ok: true; isWhole: true; token: string; device: string | null }
	| { ok: true; isWhole: false; token: string }
	| Stranger;
export interface Stranger {
	ok: false;
	reason: Reason;
}

/**
 * Signs in who came from the provider of their organisation. Who is new to us joins by an open invitation of that organisation for
 * exactly their verified address, and else nothing is made: an address alone gives nobody somebody else's account.
 */
export async function signInBy(
	db: Database,
	keys: Keys,
	provider: IdentityProvider,
	assertion: Assertion,
	origin: Origin,
	now: Date = new Date(),
): Promise<Arrival> {
	const refuse = (reason: Reason, who?: Known) => refused(provider, reason, who);
	if (assertion.address !== null && !mayBring(provider, assertion.address)) return refuse('domein');
	const known = await accountKnownAs(db, assertion);
	// Two organisations can share a provider, and trust it differently.
	if (known && known.organisation !== provider.organisation) return refuse('onbekend');
	const account = known ?? (await join(db, keys, provider, assertion, now));
	if (account === null) return refuse('onbekend');
	if (await isDeactivated(db, account.id)) return refuse('onbekend', account);
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) return refuse('te-vaak', account);
	const { provenAt } = assertion;
	if (!provenAt && (await isCompleteWithoutApp(db, account.id))) return refuse('een-stap', account);
	note('sign-in', 'done', { object: account.pseudonym });
	return tx(db, async (tx) =>
		provenAt
			? { ok: true, isWhole: true, ...(await signInWholly(tx, keys, account.id, origin, now, provenAt)) }
			: { ok: true, isWhole: false, token: await openHalfway(tx, account.id, origin.device, now) },
	);
}

/** Tells why, and of whom as far as we know them; not what their provider said of them. */
function refused({ organisation }: IdentityProvider, reason: Reason, who?: Known): Stranger {
	note('sign-in', reason === 'te-vaak' ? 'limited' : 'refused', who && { object: who.pseudonym });
	noteRefusedArrival(organisation, reason);
	return { ok: false, reason };
}

interface Known {
	id: string;
	pseudonym: string;
}

async function accountKnownAs(db: Database, { issuer, subject }: Assertion): Promise<(Known & { organisation: string }) | null> {
	const row = await db
		.selectFrom('identities as i')
		.innerJoin('accounts as a', 'a.id', 'i.account')
		.select(['a.id', 'a.pseudonym', 'a.organisation'])
		.where('i.issuer', '=', issuer)
		.where('i.subject', '=', subject)
		.executeTakeFirst();
	return row ?? null;
}

/** Makes an account of an open invitation. Null when nobody was waited for. */
async function join(
	db: Database,
	keys: Keys,
	{ organisation }: IdentityProvider,
	{ issuer, subject, address, isVerified }: Assertion,
	now: Date,
): Promise<Known | null> {
	if (address === null || !isVerified) return null;
	const which = { address_key: foldedAddress(address), organisation };
	try {
		return await act(
			db,
			keys,
			async ({ tx, record }) => {
				const taken = await takeUp(tx, which, { password: null }, now);
				if (!taken) throw new NobodyWaits();
				await tx.insertInto('identities').values({ issuer, subject, account: taken.id, linked_at: now.toISOString() }).execute();
				return record(entry(taken.pseudonym, 'invitation-accepted', taken.invitation, { issuer }), taken);
			},
			now,
		);
	} catch (error) {
		// Somebody has an account with this address already, or came in by another door at this moment.
		if (error instanceof NobodyWaits || isUniqueViolation(error)) return null;
		throw error;
	}
}

/** Takes back what was begun. */
class NobodyWaits extends Error {}
