import { type Database, isUniqueViolation, type Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { write } from '#platform/letters/letters.server.ts';
import { type MessageKey, speechIn } from '#platform/messages.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import type { Account } from '../account.ts';
import { entry } from '../entry.ts';
import { assertFresh } from '../proving-again.server.ts';
import type { Stranger } from './identities.server.ts';
import { type Assertion, type IdentityProvider, mayBring, type Reason } from './identity-provider.ts';
import { noteRefusedArrival } from './refusing.server.ts';

/** The issuers that know this person. */
export async function issuersOf(db: Database, account: Account): Promise<string[]> {
	const rows = await db.selectFrom('identities').select('issuer').distinct().where('account', '=', account.id).orderBy('issuer').execute();
	return rows.map(({ issuer }) => issuer);
}

/** Lets a person who is signed in come in by their organisation from now on. The address they have there need not be the one here. */
export async function link(
	db: Database,
	keys: Keys,
	account: Account,
	provider: IdentityProvider,
	{ issuer, subject, address }: Assertion,
	now: Date = new Date(),
): Promise<{ ok: true } | Stranger> {
	assertFresh(account, now);
	const refuse = (reason: Reason): Stranger => {
		noteRefusedArrival(provider.organisation, reason);
		return { ok: false, reason };
	};
	if (provider.organisation !== account.organisation) return refuse('onbekend');
	if (address !== null && !mayBring(provider, address)) return refuse('domein');
	try {
		await act(
			db,
			keys,
			async ({ tx, record }) => {
				await tx.insertInto('identities').values({ issuer, subject, account: account.id, linked_at: now.toISOString() }).execute();
				await tell(tx, keys, account, 'accounts.linkedSubject', 'accounts.linkedText', now);
				return record(entry(account.pseudonym, 'identity-linked', account.pseudonym, { issuer }));
			},
			now,
		);
	} catch (error) {
		if (isUniqueViolation(error)) return refuse('bezet');
		throw error;
	}
	return { ok: true };
}

/** Whether somebody can come in without their organisation: with a passkey, or with a password and an app. */
export async function hasAnotherWay(db: Database | Tx, account: Account): Promise<boolean> {
	const way = await db
		.selectFrom('accounts as a')
		.leftJoin('authenticators as f', 'f.account', 'a.id')
		.leftJoin('passkeys as p', 'p.account', 'a.id')
		.select('a.id')
		.where('a.id', '=', account.id)
		.where((e) => e.or([e('p.id', 'is not', null), e.and([e('a.password', 'is not', null), e('f.id', 'is not', null)])]))
		.executeTakeFirst();
	return way !== undefined;
}

/** Ends that. Refuses when it is the only way in. */
export async function unlink(db: Database, keys: Keys, account: Account, now: Date = new Date()): Promise<void> {
	assertFresh(account, now);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			if (!(await hasAnotherWay(tx, account))) {
				note('factor.removed', 'refused', { object: account.pseudonym });
				throw new Refusal('conflict', 'accounts.lastWayIn');
			}
			const gone = await tx.deleteFrom('identities').where('account', '=', account.id).returning('issuer').execute();
			found(gone[0]);
			await tell(tx, keys, account, 'accounts.unlinkedSubject', 'accounts.unlinkedText', now);
			return record(entry(account.pseudonym, 'identity-unlinked'));
		},
		now,
	);
}

async function tell(
	tx: Tx,
	keys: Keys,
	{ id, name, address, language }: Account,
	subject: MessageKey,
	text: MessageKey,
	now: Date,
): Promise<void> {
	const { say } = speechIn(language);
	await write(
		tx,
		keys,
		{ to: { account: id, address, language }, kind: 'accounts.identity', subject: say(subject), paragraphs: [say(text, { name })] },
		now,
	);
}
