import { findAccountAt } from '#accounts/finding-account.server.ts';
import type { OrganisationKind } from '#organisations/organisation.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { NOBODY } from '#platform/security-log/event.ts';
import { hashOfToken, newId, newToken } from '#platform/tokens.ts';
import { entry } from './entry.ts';
import { isOffered } from './offering.server.ts';

const HOUR = 3600;
const DAY = 86_400;
const PER_PLACE: Limit = { name: 'trials place', most: 3, within: HOUR };
const PER_INSTALLATION: Limit = { name: 'trials installation', most: 20, within: HOUR };
const PER_ADDRESS: Limit = { name: 'trials address', most: 3, within: DAY };
/** In seconds. */
const VALID_FOR = 7 * DAY;

/** What somebody asks for. Nobody knows yet whether the address is theirs. */
export interface Wish {
	name: string;
	address: string;
	addressKey: string;
	language: Language;
	organisation: string;
	kind: OrganisationKind;
	/** In one sentence what they want to try. */
	purpose: string;
}

/** Whether one more may be asked from this place now. Who is stopped there spends nothing of what others may ask. */
export const mayAsk = async (db: Database, keys: Keys, place: string, now: Date = new Date()): Promise<boolean> =>
	(await spend(db, keys, PER_PLACE, place, now)) && (await spend(db, keys, PER_INSTALLATION, '', now));

/**
 * Writes a letter to who asks, and nothing more: an organisation and an account come when its link is used. Who has an account gets a
 * letter that says so. Whoever asks hears the same, and must not wait for this.
 */
export async function askForTrial(db: Database, keys: Keys, wish: Wish, origin: string, now: Date = new Date()): Promise<void> {
	if (!(await isOffered(db)) || !(await spend(db, keys, PER_ADDRESS, wish.addressKey, now))) return;
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const account = await findAccountAt(tx, wish.addressKey);
			if (account) {
				await tellOfAccount(tx, keys, wish, origin, now);
				return record(entry(NOBODY, 'asked-by-account', account.pseudonym));
			}
			return record(entry(NOBODY, 'asked', await writeDown(tx, keys, wish, origin, now)));
		},
		now,
	);
}

async function writeDown(tx: Tx, keys: Keys, wish: Wish, origin: string, now: Date): Promise<string> {
	const { addressKey, ...given } = wish;
	const { say, href, day } = speechIn(wish.language);
	const [id, token] = [newId(now), newToken()];
	const expires = new Date(now.getTime() + VALID_FOR * 1000).toISOString();
	const letter = await write(
		tx,
		keys,
		{
			to: { account: null, address: wish.address, language: wish.language },
			kind: 'trials.asked',
			subject: say('trials.askedSubject'),
			paragraphs: [
				say('accounts.invitationGreeting', { name: wish.name }),
				say('trials.askedText'),
				say('trials.askedUntil', { day: day(expires.slice(0, 10)) }),
			],
			action: { label: say('trials.askedAction'), url: `${origin}${href(`/proberen/${token}`)}`, expires },
		},
		now,
	);
	await tx
		.insertInto('trial_requests')
		.values({ ...given, id, hash: hashOfToken(token), address_key: addressKey, letter, asked_at: now.toISOString(), expires_at: expires })
		.execute();
	return id;
}

/** To the address as it was typed, and not in their inbox: it may be somebody else who asked. */
async function tellOfAccount(tx: Tx, keys: Keys, { address, language }: Wish, origin: string, now: Date): Promise<void> {
	const { say, href } = speechIn(language);
	const letter = {
		to: { account: null, address, language },
		kind: 'trials.hasAccount',
		subject: say('trials.hasAccountSubject'),
		paragraphs: [say('trials.hasAccountText', { url: origin + href('/inloggen') })],
	};
	await write(tx, keys, letter, now);
}
