import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import { formerAddressesOf } from '../new-address/former-addresses.server.ts';
import type { Confirmer } from './who-confirms.server.ts';

const KIND = 'accounts.secondFactorReset';

/** To somebody who can confirm it. */
export async function askToConfirm(
	tx: Tx,
	keys: Keys,
	{ id, name, address, language }: Confirmer,
	request: { id: string; person: string; starter: string; expiresAt: string },
	origin: string,
	now: Date,
): Promise<void> {
	const { say, href } = speechIn(language);
	const { person, starter, expiresAt: expires } = request;
	await write(
		tx,
		keys,
		{
			to: { account: id, address, language },
			kind: KIND,
			subject: say('accounts.resetAskSubject', { person }),
			paragraphs: [say('accounts.resetAskText', { name, person, starter }), say('accounts.resetAskAdvice', { person })],
			action: { label: say('accounts.resetLook'), url: `${origin}${href(`/mijn/verzoek/${request.id}`)}`, expires },
		},
		now,
	);
}

interface Confirmed {
	account: string;
	person: string;
	starterName: string | null;
	confirmerName: string | null;
	readyAt: string | null;
	expiresAt: string;
	reason: string;
}

/** To the person, wherever we know them, with the link that stops it. */
export async function tellOfWait(tx: Tx, keys: Keys, reset: Confirmed, token: string, origin: string, now: Date): Promise<void> {
	const { starterName: starter, confirmerName: confirmer, reason, readyAt, expiresAt: expires } = reset;
	for (const to of await addressesOf(tx, reset.account, now)) {
		const { say, href, moment } = speechIn(to.language);
		await write(
			tx,
			keys,
			{
				to,
				kind: KIND,
				subject: say('accounts.resetWaitSubject'),
				paragraphs: [
					say('accounts.resetWaitText', { name: reset.person, starter: starter ?? '?', confirmer: confirmer ?? '?' }),
					say('accounts.resetReasonWas', { reason }),
					say('accounts.resetWaitThen', { ready: moment(readyAt ?? ''), until: moment(expires) }),
					say('accounts.resetWaitStop'),
				],
				action: { label: say('accounts.resetStop'), url: `${origin}${href(`/tweede-stap-stoppen/${token}`)}`, expires },
			},
			now,
		);
	}
}

const TO_BOTH = {
	confirmed: ['accounts.resetBothSubject', 'accounts.resetBothText'],
	stopped: ['accounts.resetStoppedSubject', 'accounts.resetStoppedText'],
} as const;

/** To who started it and who confirmed it, as far as they are still there. */
export async function tellBoth(
	tx: Tx,
	keys: Keys,
	{ starter, confirmer, person, readyAt }: { starter: string | null; confirmer: string | null; person: string; readyAt: string | null },
	kind: keyof typeof TO_BOTH,
	now: Date,
): Promise<void> {
	const [subject, text] = TO_BOTH[kind];
	for (const id of [starter, confirmer]) {
		const who = id === null ? null : await addresseeAt(tx, id);
		if (!who) continue;
		const { say, moment } = speechIn(who.to.language);
		const values = { name: who.name, person, ready: moment(readyAt ?? now.toISOString()) };
		await write(tx, keys, { to: who.to, kind: KIND, subject: say(subject, values), paragraphs: [say(text, values)] }, now);
	}
}

export async function tellOfWithdrawal(tx: Tx, keys: Keys, account: string, administrator: string, now: Date): Promise<void> {
	for (const to of await addressesOf(tx, account, now)) {
		const { say } = speechIn(to.language);
		const paragraphs = [say('accounts.resetWithdrawnText', { administrator })];
		await write(tx, keys, { to, kind: KIND, subject: say('accounts.resetWithdrawnSubject'), paragraphs }, now);
	}
}

export async function tellOfRemoval(tx: Tx, keys: Keys, account: string, now: Date): Promise<void> {
	for (const to of await addressesOf(tx, account, now)) {
		const { say } = speechIn(to.language);
		const paragraphs = [say('accounts.resetDoneText'), say('accounts.resetDoneNotYou')];
		await write(tx, keys, { to, kind: KIND, subject: say('accounts.resetDoneSubject'), paragraphs }, now);
	}
}

interface Addressee {
	account: string | null;
	address: string;
	language: Language;
}

async function addresseeAt(tx: Tx, id: string): Promise<{ name: string; to: Addressee } | null> {
	const row = await tx.selectFrom('accounts').select(['name', 'address', 'language']).where('id', '=', id).executeTakeFirst();
	return row ? { name: row.name, to: { account: id, address: row.address, language: row.language as Language } } : null;
}

/** The address they have, and those they left so lately that they can still go back: who took an address over must not hide this. */
async function addressesOf(tx: Tx, account: string, now: Date): Promise<Addressee[]> {
	const who = await addresseeAt(tx, account);
	if (!who) return [];
	const former = await formerAddressesOf(tx, account, now);
	return [who.to, ...former.map((address) => ({ ...who.to, address }))];
}
