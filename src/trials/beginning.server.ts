import { randomInt } from 'node:crypto';
import { insertAccount } from '#accounts/new-account.server.ts';
import { hashPassword } from '#accounts/password.server.ts';
import { openHalfway } from '#accounts/sign-ins.server.ts';
import type { OrganisationKind } from '#organisations/organisation.ts';
import { findOrganisationNamed, insertOrganisation } from '#organisations/organisations.server.ts';
import { aMonthAfter } from '#organisations/trial.ts';
import { type Database, isUniqueViolation, type Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { Refusal } from '#platform/refusals.ts';
import { hashOfToken } from '#platform/tokens.ts';
import { entry } from './entry.ts';
import { isOffered } from './offering.server.ts';
import { destroyRequests } from './requests.server.ts';

export interface OpenRequest {
	name: string;
	address: string;
	organisation: string;
}

/** What was asked for behind an address, as long as it can be begun. Looking at it uses nothing up: mail scanners look too. */
export async function requestAt(db: Database, token: string, now: Date = new Date()): Promise<OpenRequest | null> {
	if (!(await isOffered(db))) return null;
	const row = await db
		.selectFrom('trial_requests')
		.select(['name', 'address', 'organisation'])
		.where('hash', '=', hashOfToken(token))
		.where('expires_at', '>', now.toISOString())
		.executeTakeFirst();
	return row ?? null;
}

/**
 * Begins a trial by the link of the letter, once: an organisation of one's own for a month, with the asker as its administrator.
 * Gives the token of a sign-in that waits for a second factor. Refuses when the link was used or is over.
 */
export async function beginTrial(
	db: Database,
	keys: Keys,
	token: string,
	given: { name: string; password: string },
	device: string,
	now: Date = new Date(),
): Promise<string> {
	const password = await hashPassword(given.password);
	try {
		return await act(
			db,
			keys,
			async ({ tx, record }) => {
				const asked = await takeUp(tx, token, now);
				const organisation = await insertTrialOrganisation(tx, asked, now);
				const { name } = given;
				const { address, address_key: addressKey, language } = asked;
				const account = await insertAccount(tx, { name, address, addressKey, language: language as Language, organisation, password }, now);
				await tx.insertInto('administrators').values({ account: account.id, since: now.toISOString() }).execute();
				const until = aMonthAfter(now).toISOString();
				await tx
					.insertInto('trials')
					.values({
						organisation,
						wished_name: asked.organisation,
						purpose: asked.purpose,
						asker: account.id,
						began_at: now.toISOString(),
						until,
						extended_at: null,
					})
					.execute();
				return record(entry(account.pseudonym, 'begun', organisation, { until }), openHalfway(tx, account.id, device, now));
			},
			now,
		);
	} catch (error) {
		// Somebody invited this address while the letter was on its way.
		if (isUniqueViolation(error)) throw over();
		throw error;
	}
}

const over = () => new Refusal('gone', 'trials.linkOver');

/** All that was asked for this address is used up by the first. */
async function takeUp(tx: Tx, token: string, now: Date) {
	const asked = await tx
		.selectFrom('trial_requests')
		.selectAll()
		.where('hash', '=', hashOfToken(token))
		.where('expires_at', '>', now.toISOString())
		.executeTakeFirst();
	if (!asked || !(await isOffered(tx))) throw over();
	await destroyRequests(tx, { addressKey: asked.address_key });
	return asked;
}

/** Every trial has a number behind its name, so that no name tells who else is here, and none is taken from who it belongs to. */
async function insertTrialOrganisation(
	tx: Tx,
	{ organisation, kind, language }: { organisation: string; kind: string; language: string },
	now: Date,
): Promise<string> {
	for (;;) {
		const name = `${organisation} (proef ${randomInt(100, 10_000)})`;
		if (await findOrganisationNamed(tx, name)) continue;
		return insertOrganisation(tx, { name, kind: kind as OrganisationKind, language: language as Language }, now);
	}
}
