import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { type Database, tx } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Device, newDevice, type Oddity } from '../../tests/village/passkeys.ts';
import { codeAt, keys, NOOR, noorSetsUp, type Person, withApp } from '../../tests/village/people.ts';
import { addPasskey, askForPasskey } from './adding-passkey.server.ts';
import { insertAccount } from './new-account.server.ts';
import { goesBack, siteAt } from './passkey.ts';
import { challengeIn, newChallenge, useChallenge } from './passkey-challenges.server.ts';
import { passkeysOf, removePasskey } from './passkeys.server.ts';
import { askToProveAgain, proveAgainByCode, proveAgainByPasskey, waysToProve } from './proving-again.server.ts';
import { accountOf, openHalfway, signInsOf } from './sign-ins.server.ts';
import { beginPasskeySignIn, signInByPasskey } from './signing-in-by-passkey.server.ts';

const MINUTE = 60_000;
const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * MINUTE);
const ORIGIN = 'https://wijk.example';
const site = siteAt(ORIGIN);
const from = { place: '192.0.2.1', device: NOOR.device, knownDevice: undefined };

/** Noor with a passkey on the device she carries. */
async function noorWithPasskey(db: Database, odd: Oddity = {}): Promise<{ noor: Person; device: Device; id: string }> {
	const noor = await noorSetsUp(db, noon);
	const device = await passkeyFor(db, noor, 'werklaptop', odd);
	const [passkey] = await passkeysOf(db, noor.account);
	return { noor, device, id: passkey?.id ?? '' };
}

async function passkeyFor(db: Database, { account }: Person, name: string, odd: Oddity = {}): Promise<Device> {
	const device = newDevice(ORIGIN);
	const made = device.make(await askForPasskey(db, account, site, noon), odd);
	assert.deepEqual(await addPasskey(db, keys, account, site, name, made, noon), { ok: true });
	return device;
}

/** Bram, a colleague of Noor, with an app and no password. */
async function bramComes(db: Database, { account }: Person): Promise<Person> {
	const address = 'bram@zonnedam.example';
	const bram = { name: 'Bram', address, addressKey: address, language: 'nl' as const, organisation: account.organisation, password: '' };
	const token = await tx(db, async (tx) => openHalfway(tx, (await insertAccount(tx, bram, noon)).id, '', noon));
	return withApp(db, token, noon);
}

async function signIn(db: Database, device: Device, now: Date, odd: Oddity = {}) {
	const asked = await beginPasskeySignIn(db, keys, site, from, now);
	assert.ok(asked.ok);
	return signInByPasskey(db, keys, site, device.show(asked.options, odd), from, now);
}

const actionsIn = async (db: Database) =>
	(await entriesOf(db, keys, INSTALLATION, { limit: 1 })).map(({ action, object }) => [action, object]);
const kindsFor = async (db: Database, { account }: Person) => (await lettersFor(db, keys, account.id)).map(({ kind }) => kind);

onBothEngines('a challenge', (fresh) => {
	it('is good once, for five minutes, for what it was made for', async () => {
		const db = await fresh();
		const challenge = await newChallenge(db, 'sign-in', noon);
		assert.equal(await useChallenge(db, challenge, 'prove 1', noon), false);
		assert.equal(await useChallenge(db, challenge, 'sign-in', later(5)), false);
		const both = await Promise.all([1, 2].map(() => useChallenge(db, challenge, 'sign-in', later(4))));
		assert.deepEqual(both.toSorted(), [false, true]);
		assert.equal(await useChallenge(db, 'verzonnen', 'sign-in', noon), false);
	});

	it('is kept as a hash, and not longer than it is good', async () => {
		const db = await fresh();
		const challenge = await newChallenge(db, 'sign-in', noon);
		assert.ok(!JSON.stringify(await db.selectFrom('passkey_challenges').selectAll().execute()).includes(challenge));
		await newChallenge(db, 'sign-in', later(5));
		assert.equal((await db.selectFrom('passkey_challenges').selectAll().execute()).length, 1);
	});
});

onBothEngines('a passkey', (fresh) => {
	it('signs in wholly, without a password', async () => {
		const db = await fresh();
		const { noor, device, id } = await noorWithPasskey(db);
		const entered = await signIn(db, device, later(10));
		assert.ok(entered?.device);
		const account = await accountOf(db, entered.token, later(10));
		assert.deepEqual([account?.id, account?.provenAt], [noor.account.id, later(10)]);
		const [passkey] = await passkeysOf(db, noor.account);
		assert.deepEqual([passkey?.id, passkey?.name, passkey?.usedAt], [id, 'werklaptop', later(10).toISOString()]);
		assert.deepEqual(await kindsFor(db, noor), ['accounts.newDevice', 'accounts.passkeyAdded']);
	});

	it('is asked for in a way that tells nobody who has one', async () => {
		const db = await fresh();
		await noorWithPasskey(db);
		const asked = await beginPasskeySignIn(db, keys, site, from, noon);
		assert.ok(asked.ok);
		const { challenge, ...rest } = asked.options;
		assert.equal(Buffer.from(challenge, 'base64url').length, 32);
		const said = {
			rpId: 'wijk.example',
			allowCredentials: undefined,
			timeout: 300_000,
			userVerification: 'required',
			extensions: undefined,
		};
		assert.deepEqual(rest, said);
	});

	it('lets nobody in with an answer that was given before', async () => {
		const db = await fresh();
		const { device } = await noorWithPasskey(db);
		const asked = await beginPasskeySignIn(db, keys, site, from, noon);
		assert.ok(asked.ok);
		const answer = device.show(asked.options);
		const twice = await Promise.all([1, 2].map(() => signInByPasskey(db, keys, site, answer, from, noon)));
		assert.equal(twice.filter(Boolean).length, 1);
		assert.equal(await signInByPasskey(db, keys, site, answer, from, noon), null);
	});

	const ODDITIES: Record<string, Oddity> = {
		'without the person being verified': { verified: false },
		'with a broken signature': { signature: randomBytes(70) },
		'from another site': { origin: 'https://wijk.example.kwaad.example' },
		'from another port of this host': { origin: 'https://wijk.example:8443' },
		'from within a frame': { crossOrigin: true },
		'to a challenge that is not ours': { challenge: randomBytes(32).toString('base64url') },
		'in the name of somebody else': { userHandle: Buffer.from('iemand anders').toString('base64url') },
	};
	for (const [what, odd] of Object.entries(ODDITIES)) {
		it(`lets nobody in with an answer ${what}, and changes nothing by it`, async () => {
			const db = await fresh();
			const { noor, device } = await noorWithPasskey(db);
			const before = await db.selectFrom('passkeys').selectAll().execute();
			assert.equal(await signIn(db, device, later(1), { counter: 7, ...odd }), null);
			assert.deepEqual(await db.selectFrom('passkeys').selectAll().execute(), before);
			assert.equal((await signInsOf(db, noor.account, later(1))).length, 1);
			assert.ok(await signIn(db, device, later(2)));
		});
	}

	it('that nobody knows lets nobody in', async () => {
		const db = await fresh();
		await noorWithPasskey(db);
		assert.equal(await signIn(db, newDevice(ORIGIN), noon, { userHandle: 'bm9vcg' }), null);
	});

	it('whose count goes back is refused and recorded, and its owner told', async () => {
		const db = await fresh();
		const { noor, device, id } = await noorWithPasskey(db, { counter: 4_000_000_000 });
		assert.ok(await signIn(db, device, later(1), { counter: 4_000_000_001 }));
		for (const counter of [4_000_000_001, 12, 0]) assert.equal(await signIn(db, device, later(2), { counter }), null);
		assert.deepEqual(await actionsIn(db), [['accounts.passkey-refused', id]]);
		const [newest] = await entriesOf(db, keys, INSTALLATION, { limit: 1 });
		assert.deepEqual(newest?.detail, { state: 'kept', after: { known: 4_000_000_001, shown: 0 } });
		assert.equal((await kindsFor(db, noor)).filter((kind) => kind === 'accounts.passkeyRefused').length, 3);
		assert.ok(await signIn(db, device, later(3), { counter: 4_000_000_002 }));
	});

	it('cannot be said to be a copy by who has no key', async () => {
		const db = await fresh();
		const { noor, device } = await noorWithPasskey(db, { counter: 5 });
		assert.equal(await signIn(db, device, later(1), { counter: 1, signature: randomBytes(70) }), null);
		assert.deepEqual(await kindsFor(db, noor), ['accounts.passkeyAdded']);
	});

	it('is asked for thirty times a quarter from one place, and a browser that is known has tries of its own', async () => {
		const db = await fresh();
		const { noor } = await noorWithPasskey(db);
		for (let n = 0; n < 30; n++) assert.ok((await beginPasskeySignIn(db, keys, site, from, noon)).ok);
		assert.deepEqual(await beginPasskeySignIn(db, keys, site, from, noon), { ok: false, issue: 'accounts.tooMany' });
		assert.ok((await beginPasskeySignIn(db, keys, site, { ...from, knownDevice: noor.knownDevice }, noon)).ok);
		assert.ok((await beginPasskeySignIn(db, keys, site, from, later(16))).ok);
	});
});

onBothEngines('adding a passkey', (fresh) => {
	it('asks for one that is found without a name and given only to its owner', async () => {
		const db = await fresh();
		const { noor, device } = await noorWithPasskey(db);
		const asked = await askForPasskey(db, noor.account, site, noon);
		assert.deepEqual(asked.authenticatorSelection, { residentKey: 'required', userVerification: 'required', requireResidentKey: true });
		assert.deepEqual(asked.rp, { id: 'wijk.example', name: 'Wijkspoor Zonnedam' });
		const known = device.show({ challenge: 'x', rpId: 'wijk.example' });
		assert.deepEqual(
			asked.excludeCredentials?.map(({ id }) => id),
			[known.id],
		);
	});

	it('is recorded, and told by letter', async () => {
		const db = await fresh();
		const { noor, id } = await noorWithPasskey(db);
		assert.deepEqual(await actionsIn(db), [['accounts.passkey-added', id]]);
		assert.deepEqual(await kindsFor(db, noor), ['accounts.passkeyAdded']);
		assert.ok(!/werklaptop|Noor/.test(JSON.stringify(await entriesOf(db, keys, INSTALLATION, { limit: 10 }))));
		assert.ok((await verifyChain(db, keys, INSTALLATION)).ok);
	});

	it('is refused without verification, from elsewhere, twice, or for the sign-in of somebody else', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const bram = await bramComes(db, noor);
		const refused = { ok: false, issue: 'accounts.passkeyNotAdded' };
		const add = async (who: Person, asked: Person, odd: Oddity = {}) => {
			const made = newDevice(ORIGIN).make(await askForPasskey(db, asked.account, site, noon), odd);
			return { made, added: await addPasskey(db, keys, who.account, site, 'sleutel', made, noon) };
		};
		assert.deepEqual((await add(noor, noor, { verified: false })).added, refused);
		assert.deepEqual((await add(noor, noor, { origin: 'https://kwaad.example' })).added, refused);
		assert.deepEqual((await add(bram, noor)).added, refused);
		const { made, added } = await add(noor, noor);
		assert.deepEqual(added, { ok: true });
		assert.deepEqual(await addPasskey(db, keys, noor.account, site, 'nog eens', made, noon), refused);
		assert.equal((await passkeysOf(db, noor.account)).length, 1);
		assert.equal((await passkeysOf(db, bram.account)).length, 0);
	});

	it('takes no key that another account has already', async () => {
		const db = await fresh();
		const { noor, device } = await noorWithPasskey(db);
		const bram = await bramComes(db, noor);
		const made = device.make(await askForPasskey(db, bram.account, site, noon));
		const added = await addPasskey(db, keys, bram.account, site, 'van Noor', made, noon);
		assert.deepEqual(added, { ok: false, issue: 'accounts.passkeyNotAdded' });
		assert.deepEqual(await kindsFor(db, bram), []);
	});

	it('is for who proved themselves in the last half hour', async () => {
		const db = await fresh();
		const { account } = await noorSetsUp(db, noon);
		await assert.rejects(askForPasskey(db, account, site, later(30)), { kind: 'not-allowed', code: 'accounts.proveFirst' });
		const made = newDevice(ORIGIN).make(await askForPasskey(db, account, site, later(29)));
		await assert.rejects(addPasskey(db, keys, account, site, 'laat', made, later(30)), { kind: 'not-allowed' });
	});
});

onBothEngines('removing a passkey', (fresh) => {
	it('ends what it can do and every other sign-in, is recorded, and told by letter', async () => {
		const db = await fresh();
		const { noor, device, id } = await noorWithPasskey(db);
		const entered = await signIn(db, device, later(1));
		assert.deepEqual(await removePasskey(db, keys, noor.account, id, later(2)), { ok: true });
		assert.equal(await accountOf(db, entered?.token, later(2)), null);
		assert.ok(await accountOf(db, noor.token, later(2)));
		assert.equal(await signIn(db, device, later(3)), null);
		assert.deepEqual(await actionsIn(db), [['accounts.passkey-removed', id]]);
		assert.ok((await kindsFor(db, noor)).includes('accounts.passkeyRemoved'));
	});

	it('leaves the last way in', async () => {
		const db = await fresh();
		const { noor, id } = await noorWithPasskey(db);
		await db.updateTable('accounts').set({ password: null }).execute();
		const last = { ok: false, issue: 'accounts.passkeyLastWay' };
		assert.deepEqual(await removePasskey(db, keys, noor.account, id, noon), last);
		await db.updateTable('accounts').set({ password: 'iets' }).execute();
		await db.deleteFrom('authenticators').execute();
		assert.deepEqual(await removePasskey(db, keys, noor.account, id, noon), last);
		await passkeyFor(db, noor, 'telefoon');
		const both = (await passkeysOf(db, noor.account)).map((passkey) => removePasskey(db, keys, noor.account, passkey.id, noon));
		await Promise.allSettled(both);
		assert.equal((await passkeysOf(db, noor.account)).length, 1);
	});

	it('is for its owner, who proved themselves in the last half hour', async () => {
		const db = await fresh();
		const { noor, id } = await noorWithPasskey(db);
		const bram = await bramComes(db, noor);
		await assert.rejects(removePasskey(db, keys, bram.account, id, noon), { kind: 'not-found' });
		await assert.rejects(removePasskey(db, keys, noor.account, id, later(30)), { kind: 'not-allowed', code: 'accounts.proveFirst' });
		assert.equal((await passkeysOf(db, noor.account)).length, 1);
	});
});

onBothEngines('proving again', (fresh) => {
	it('takes a code of the app, once, and gives a sign-in that lasts no longer for it', async () => {
		const db = await fresh();
		const { account, secret, token } = await noorSetsUp(db, noon);
		const code = codeAt(secret, later(40));
		const proven = await proveAgainByCode(db, keys, account, code, later(40));
		assert.ok(proven.ok);
		assert.equal(await accountOf(db, token, later(40)), null);
		assert.deepEqual((await accountOf(db, proven.token, later(40)))?.provenAt, later(40));
		assert.deepEqual(await proveAgainByCode(db, keys, account, code, later(40)), { ok: false, issue: 'accounts.codeWrong' });
		assert.ok(await accountOf(db, proven.token, later(7 * 60)));
		assert.equal(await accountOf(db, proven.token, later(12 * 60 + 1)), null);
	});

	it('takes five codes a quarter', async () => {
		const db = await fresh();
		const { account, secret } = await noorSetsUp(db, noon);
		for (let n = 0; n < 5; n++) assert.equal((await proveAgainByCode(db, keys, account, '000000', later(5))).ok, false);
		const right = codeAt(secret, later(5));
		assert.deepEqual(await proveAgainByCode(db, keys, account, right, later(5)), { ok: false, issue: 'accounts.tooMany' });
	});

	it('takes a passkey of one’s own, for this sign-in', async () => {
		const db = await fresh();
		const { noor, device } = await noorWithPasskey(db);
		const bram = await bramComes(db, noor);
		const prove = async (asked: Person, who: Person) => {
			const answer = device.show(await askToProveAgain(db, asked.account, site, later(40)));
			return proveAgainByPasskey(db, keys, who.account, site, answer, later(40));
		};
		assert.equal(await prove(bram, bram), null);
		assert.equal(await prove(bram, noor), null);
		const token = await prove(noor, noor);
		assert.deepEqual((await accountOf(db, token ?? '', later(40)))?.provenAt, later(40));
		assert.deepEqual(await waysToProve(db, noor.account), { code: true, passkey: true });
		assert.deepEqual(await waysToProve(db, bram.account), { code: true, passkey: false });
	});

	it('does not take the answer of a sign-in', async () => {
		const db = await fresh();
		const { noor, device } = await noorWithPasskey(db);
		const asked = await beginPasskeySignIn(db, keys, site, from, noon);
		assert.ok(asked.ok);
		assert.equal(await proveAgainByPasskey(db, keys, noor.account, site, device.show(asked.options), noon), null);
	});
});

describe('what a passkey says', () => {
	it('goes back when its count does not rise, unless the device does not count', () => {
		assert.deepEqual([goesBack(0, 0), goesBack(0, 1), goesBack(1, 2)], [false, false, false]);
		assert.deepEqual([goesBack(1, 0), goesBack(2, 2), goesBack(3, 2)], [true, true, true]);
	});

	it('is no answer when it is something else', () => {
		const said = (text: string) => challengeIn(Buffer.from(text).toString('base64url'));
		assert.equal(said('{"challenge":"abc"}'), 'abc');
		for (const text of ['', 'geen JSON', 'null', '[]', '{}', '{"challenge":1}', '{"challenge":"abc","crossOrigin":true}']) {
			assert.equal(said(text), null, text);
		}
	});

	it('is bound to the host of the site, whatever its port', () => {
		assert.deepEqual(siteAt('https://wijk.example:8443'), { host: 'wijk.example', origin: 'https://wijk.example:8443' });
	});
});
