import assert from 'node:assert/strict';
import type { Operator } from '#accounts/account.ts';
import { operatorOf } from '#accounts/sign-ins.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { linkToHandOver } from '#platform/letters/outbox.server.ts';
import { askForTrial, type Wish } from '#trials/asking.server.ts';
import { beginTrial } from '#trials/beginning.server.ts';
import { offer } from '#trials/offering.server.ts';
import { keys, noorSetsUp, type Person, withApp } from './people.ts';

/** Iris works for a municipality that wants to see first what it is like. */
export const IRIS: Wish = {
	name: 'Iris Kok',
	address: 'iris@duinstad.example',
	addressKey: 'iris@duinstad.example',
	language: 'nl',
	organisation: 'Gemeente Duinstad',
	kind: 'municipality',
	purpose: 'Kijken of dit past bij de Duinwijk.',
};

export async function noorOffersTrials(db: Database, now: Date): Promise<{ noor: Person; operator: Operator }> {
	const noor = await noorSetsUp(db, now);
	const operator = await operatorOf(db, noor.account);
	assert.ok(operator);
	await offer(db, keys, operator, true, now);
	return { noor, operator };
}

/** Somebody asks for a trial. Gives the token that the letter holds, or null when it holds none. */
export async function asks(db: Database, now: Date, more: Partial<Wish> = {}): Promise<string | null> {
	await askForTrial(db, keys, { ...IRIS, ...more }, 'https://wijk.example', now);
	const letter = await db
		.selectFrom('letters')
		.select('id')
		.where('address', '=', more.address ?? IRIS.address)
		.orderBy('id', 'desc')
		.executeTakeFirst();
	const link = letter && (await linkToHandOver(db, keys, letter.id, now));
	return link?.url.split('/').at(-1) ?? null;
}

/** Iris, or who they say, begins a trial and links her app. */
export async function irisTries(db: Database, now: Date, more: Partial<Wish> = {}): Promise<Person> {
	const token = (await asks(db, now, more)) ?? '';
	const signIn = await beginTrial(db, keys, token, { name: more.name ?? IRIS.name, password: 'zilver anker mango trap' }, 'Firefox', now);
	return withApp(db, signIn, now);
}
