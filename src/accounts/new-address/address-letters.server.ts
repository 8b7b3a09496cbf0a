import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import type { Account } from '../account.ts';

const KIND = 'accounts.newAddress';

interface Person {
	account: string;
	name: string;
	language: Language;
}
interface Link {
	token: string;
	origin: string;
	expires: string;
}

/** To the address somebody wants, with the link that shows it is theirs. Not in the inbox: who is at their screen has not shown that. */
export async function writeToNewAddress(
	tx: Tx,
	keys: Keys,
	{ name, language }: Account,
	address: string,
	{ token, origin, expires }: Link,
	now: Date,
): Promise<string> {
	const { say, href } = speechIn(language);
	return write(
		tx,
		keys,
		{
			to: { account: null, address, language },
			kind: KIND,
			subject: say('accounts.addressConfirmSubject'),
			paragraphs: [say('accounts.addressConfirmText', { name }), say('accounts.addressConfirmNotYou')],
			action: { label: say('accounts.addressConfirm'), url: `${origin}${href(`/nieuw-adres/${token}`)}`, expires },
		},
		now,
	);
}

/** To whose address it is: somebody else wanted it. Who that was is not told. */
export async function tellHolder(tx: Tx, keys: Keys, holder: string, address: string, now: Date): Promise<string> {
	const row = await tx.selectFrom('accounts').select(['name', 'language']).where('id', '=', holder).executeTakeFirstOrThrow();
	const language = row.language as Language;
	const { say } = speechIn(language);
	const paragraphs = [say('accounts.addressTakenText', { name: row.name }), say('accounts.addressTakenAdvice')];
	const to = { account: holder, address, language };
	return write(tx, keys, { to, kind: KIND, subject: say('accounts.addressTakenSubject'), paragraphs }, now);
}

/** To the address they have: a change was asked for. */
export async function tellOfWish(tx: Tx, keys: Keys, { id, name, address, language }: Account, now: Date): Promise<void> {
	const { say } = speechIn(language);
	const paragraphs = [say('accounts.addressWishText', { name }), say('accounts.addressWishNotYou')];
	const to = { account: id, address, language };
	await write(tx, keys, { to, kind: KIND, subject: say('accounts.addressWishSubject'), paragraphs }, now);
}

/** To the address they left, with the link that goes back. Not in the inbox: it leads to a new password. */
export async function tellFormerAddress(
	tx: Tx,
	keys: Keys,
	{ name, language }: Person,
	former: string,
	{ token, origin, expires }: Link,
	now: Date,
): Promise<string> {
	const { say, href } = speechIn(language);
	return write(
		tx,
		keys,
		{
			to: { account: null, address: former, language },
			kind: KIND,
			subject: say('accounts.addressChangedSubject'),
			paragraphs: [say('accounts.addressLeftText', { name }), say('accounts.addressLeftNotYou')],
			action: { label: say('accounts.addressBack'), url: `${origin}${href(`/oud-adres/${token}`)}`, expires },
		},
		now,
	);
}

export async function tellNewAddress(tx: Tx, keys: Keys, { account, name, language }: Person, address: string, now: Date): Promise<void> {
	const { say } = speechIn(language);
	const paragraphs = [say('accounts.addressNowText', { name })];
	const to = { account, address, language };
	await write(tx, keys, { to, kind: KIND, subject: say('accounts.addressChangedSubject'), paragraphs }, now);
}

/** To the address they went back to. */
export async function tellOfReturn(tx: Tx, keys: Keys, { account, name, language }: Person, former: string, now: Date): Promise<void> {
	const { say } = speechIn(language);
	const paragraphs = [say('accounts.addressReturnText', { name }), say('accounts.addressReturnAdvice')];
	const to = { account, address: former, language };
	await write(tx, keys, { to, kind: KIND, subject: say('accounts.addressReturnSubject'), paragraphs }, now);
}
