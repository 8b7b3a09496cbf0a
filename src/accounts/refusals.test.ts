import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import type { SecurityEvent } from '#platform/security-log/event.ts';
import { noting } from '#platform/security-log/noting.server.ts';
import { administrator, BRAM, bramJoins } from '../../tests/village/bram.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { newDevice } from '../../tests/village/passkeys.ts';
import { keys, NOOR, noorSetsUp, type Person } from '../../tests/village/people.ts';
import type { Administrator } from './account.ts';
import { addFirstAuthenticator } from './adding-authenticator.server.ts';
import { addPasskey, askForPasskey } from './adding-passkey.server.ts';
import { dismissAdministrator } from './appointing.server.ts';
import { changeOrganisation } from './changing-organisation.server.ts';
import { deactivate } from './deactivating.server.ts';
import { eraseColleague, eraseMyself } from './erasing/erasing.server.ts';
import { ALL_OF_ACCOUNTS } from './erasing/forgetting.server.ts';
import { accept, invite } from './inviting.server.ts';
import { siteAt } from './passkey.ts';
import { askToProveAgain, assertFresh, proveAgainByCode, proveAgainByPasskey } from './proving-again.server.ts';
import { changePassword, resetPassword } from './resetting-password.server.ts';
import { setUp } from './setting-up.server.ts';
import { halfSignInOf } from './sign-ins.server.ts';
import { beginSignIn, proveByCode, proveByRecovery } from './signing-in.server.ts';
import { beginPasskeySignIn, signInByPasskey } from './signing-in-by-passkey.server.ts';
import { signInBy } from './single-sign-on/identities.server.ts';
import type { IdentityProvider } from './single-sign-on/identity-provider.ts';
import { link } from './single-sign-on/linking.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const HOME = 'https://wijk.example';
const site = siteAt(HOME);
const from = { place: '192.0.2.1', device: NOOR.device, knownDevice: undefined };
const erasing = { folder: '/nergens', holdings: ALL_OF_ACCOUNTS };
const HIDDEN = 'kanarie@elders.example';

interface Story {
	db: Database;
	noor: Person;
	by: Administrator;
	bram: Person;
	provider: IdentityProvider;
}

/** Every refusal of this folder: who tries what, and the line that tells of it. */
const REFUSALS: [string, string, (story: Story) => Promise<unknown> | unknown][] = [
	['a wrong password', 'sign-in refused', ({ db }) => beginSignIn(db, keys, { addressKey: NOOR.address, password: 'x' }, from, noon)],
	['nobody’s address', 'sign-in refused', ({ db }) => beginSignIn(db, keys, { addressKey: HIDDEN, password: 'x' }, from, noon)],
	[
		'who was deactivated',
		'sign-in refused',
		async ({ db, by, bram }) => {
			await deactivate(db, keys, by, bram.account.id, noon);
			await beginSignIn(db, keys, { addressKey: BRAM.addressKey, password: 'groen kanaal lepel zucht' }, from, noon);
		},
	],
	[
		'too many tries',
		'sign-in limited',
		async ({ db }) => tries(6, () => beginSignIn(db, keys, { addressKey: HIDDEN, password: 'x' }, from, noon)),
	],
	['a passkey nobody has', 'sign-in refused', async ({ db }) => signInByPasskey(db, keys, site, await foreign(db), from, noon)],
	['too many passkeys', 'sign-in limited', ({ db }) => tries(31, () => beginPasskeySignIn(db, keys, site, from, noon))],
	['a wrong code', 'second-factor refused', async ({ db }) => proveByCode(db, keys, await half(db), '000000', undefined, noon)],
	['a wrong code on paper', 'second-factor refused', async ({ db }) => proveByRecovery(db, keys, await half(db), 'aaaa', undefined, noon)],
	['no first step', 'second-factor refused', ({ db }) => proveByCode(db, keys, 'verzonnen', '000000', undefined, noon)],
	[
		'too many codes',
		'second-factor limited',
		async ({ db }) => {
			const token = await half(db);
			await tries(6, () => proveByCode(db, keys, token, '000000', undefined, noon));
		},
	],
	['a wrong code when proving again', 'second-factor refused', ({ db, noor }) => proveAgainByCode(db, keys, noor.account, '000000', noon)],
	['too many of them', 'second-factor limited', ({ db, noor }) => tries(6, () => proveAgainByCode(db, keys, noor.account, '000000', noon))],
	[
		'a passkey of nobody when proving again',
		'second-factor refused',
		async ({ db, noor: { account } }) => {
			const answer = await foreign(db, await askToProveAgain(db, account, site, noon));
			await proveAgainByPasskey(db, keys, account, site, answer, noon);
		},
	],
	['a proof that is too old', 'access refused', ({ noor }) => assertFresh(noor.account, new Date(noon.getTime() + 31 * 60_000))],
	[
		'a second app by a password alone',
		'factor.added refused',
		async ({ db }) => {
			const waiting = await halfSignInOf(db, await half(db), noon);
			assert.ok(waiting);
			await addFirstAuthenticator(db, keys, waiting, '000000', undefined, noon);
		},
	],
	[
		'a passkey that does not fit',
		'factor.added refused',
		async ({ db, noor: { account } }) => {
			const made = newDevice('https://elders.example').make(await askForPasskey(db, account, site, noon), {});
			await addPasskey(db, keys, account, site, 'vals', made, noon);
		},
	],
	[
		'a wrong present password',
		'password.changed refused',
		({ db, noor }) => changePassword(db, keys, noor.account, { present: 'x', password: 'y' }, noon),
	],
	['a link to a new password that is over', 'password.reset refused', ({ db }) => resetPassword(db, keys, 'verzonnen', 'x', noon)],
	[
		'an invitation that is over',
		'invitation.accepted refused',
		({ db }) => accept(db, keys, 'verzonnen', { name: 'x', password: 'y' }, '', noon),
	],
	['an invitation for who is there', 'invitation.made refused', ({ db, by }) => invite(db, keys, by, BRAM, HOME, noon)],
	[
		'too many invitations',
		'invitation.made limited',
		({ db, by }) => tries(4, () => invite(db, keys, by, { ...BRAM, address: HIDDEN, addressKey: HIDDEN }, HOME, noon)),
	],
	['a set-up key that is used', 'installation.set-up refused', ({ db }) => setUp(db, keys, 'verzonnen', FIRST, '', noon)],
	[
		'erasing oneself by another address',
		'account.erased refused',
		({ db, noor }) => eraseMyself(db, keys, noor.account, HIDDEN, erasing, noon),
	],
	[
		'erasing oneself as a colleague',
		'account.erased refused',
		({ db, by }) => eraseColleague(db, keys, by, by.id, { typed: HIDDEN }, erasing, noon),
	],
	['deactivating oneself', 'account.deactivated refused', ({ db, by }) => deactivate(db, keys, by, by.id, noon)],
	['dismissing the last administrator', 'administrator.removed refused', ({ db, by }) => dismissAdministrator(db, keys, by, by.id, noon)],
	[
		'a name that is taken',
		'configuration.changed refused',
		async ({ db, by }) => {
			const row = { id: 'o2', name: 'X', name_key: 'x', kind: 'other', language: 'nl', created_at: noon.toISOString(), theme: null };
			await db.insertInto('organisations').values(row).execute();
			await changeOrganisation(db, keys, by, { name: 'X', kind: 'other', language: 'nl', theme: null }, noon);
		},
	],
	['somebody unknown from a provider', 'single-sign-on refused', ({ db, provider }) => signInBy(db, keys, provider, said(), from, noon)],
	[
		'an address of others from a provider',
		'single-sign-on refused',
		({ db, provider }) => signInBy(db, keys, { ...provider, domains: ['thuis.example'] }, said(), from, noon),
	],
	[
		'linking what is not one’s own',
		'single-sign-on refused',
		({ db, provider, noor }) => link(db, keys, noor.account, { ...provider, organisation: 'elders' }, said(), noon),
	],
];

const FIRST = {
	...{ installation: 'x', name: 'x', address: HIDDEN, addressKey: HIDDEN, language: 'nl' as const, password: 'x' },
	organisation: { name: 'x', kind: 'other' as const },
};
const said = () => ({ issuer: 'https://i.example', subject: 'kanarie', address: HIDDEN, isVerified: true, provenAt: null });

async function tries(count: number, work: () => Promise<unknown>): Promise<void> {
	for (let n = 0; n < count; n++) await work();
}

/** The first step, rightly done by Noor. */
async function half(db: Database): Promise<string> {
	const begun = await beginSignIn(db, keys, { addressKey: NOOR.address, password: NOOR.password }, from, noon);
	assert.ok(begun.ok);
	return begun.token;
}

/** What a device answers that has a passkey we never heard of. */
async function foreign(db: Database, options?: Awaited<ReturnType<typeof askToProveAgain>>) {
	const asked = await beginPasskeySignIn(db, keys, site, from, noon);
	assert.ok(asked.ok);
	return newDevice(HOME).show(options ?? asked.options, {});
}

onBothEngines('the security log tells of every refusal at the door', (fresh, engine) => {
	// What is told is the same on either.
	if (engine === 'postgres') return;
	for (const [name, told, attempt] of REFUSALS) {
		it(name, async () => {
			const db = await fresh();
			const noor = await noorSetsUp(db, noon);
			const bram = await bramJoins(db, noor, noon);
			const by = await administrator(db, noor);
			const { organisation } = by;
			const provider = {
				organisation,
				issuer: 'https://i.example',
				clientId: 'x',
				clientSecret: 'x',
				domains: ['elders.example'],
				vouchers: [],
			};
			const heard: SecurityEvent[] = [];
			const log = { write: (event: SecurityEvent) => void heard.push(event), close() {} };
			await noting({ log, origin: '192.0.2.1', actor: 'nobody', request: 'r_1' }, async () => {
				await Promise.resolve()
					.then(() => attempt({ db, noor, by, bram, provider }))
					.catch((error: unknown) => assert.ok(error instanceof Error && 'kind' in error, String(error)));
			});
			const lines = heard.map(({ action, result }) => `${action} ${result}`);
			assert.ok(lines.includes(told), lines.join(', ') || 'nothing was told');
			assert.ok(!/kanarie|@/.test(JSON.stringify(heard)));
		});
	}
});
