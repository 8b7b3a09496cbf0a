import assert from 'node:assert/strict';
import { accept, invitationLink, invite } from '#accounts/inviting.server.ts';
import { administratorOf } from '#accounts/sign-ins.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { keys, type Person, withApp } from './people.ts';

export const BRAM = {
	name: 'Bram de Wit',
	address: 'bram@zonnedam.example',
	addressKey: 'bram@zonnedam.example',
	language: 'nl' as const,
	asAdministrator: false,
};

export async function administrator(db: Database, { account }: Pick<Person, 'account'>) {
	const found = await administratorOf(db, account);
	assert.ok(found);
	return found;
}

/** Somebody invites Bram, or whom they say, and he accepts and links his app. */
export async function bramJoins(db: Database, by: Pick<Person, 'account'>, now: Date, more: Partial<typeof BRAM> = {}): Promise<Person> {
	const [who, invitee] = [await administrator(db, by), { ...BRAM, ...more }];
	const invited = await invite(db, keys, who, invitee, 'https://wijk.example', now);
	assert.ok(invited.ok);
	const token = (await invitationLink(db, keys, who, invited.id, now))?.split('/').at(-1) ?? '';
	const signIn = await accept(db, keys, token, { name: invitee.name, password: 'groen kanaal lepel zucht' }, 'Firefox', now);
	return withApp(db, signIn, now);
}
