import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { BRAM, bramJoins } from '../../../tests/village/bram.ts';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { linkIn, tokenIn } from '../../../tests/village/links.ts';
import { keys, NOOR, noorSetsUp } from '../../../tests/village/people.ts';
import type { Account } from '../account.ts';
import { eraseMyself } from '../erasing/erasing.server.ts';
import { ALL_OF_ACCOUNTS } from '../erasing/forgetting.server.ts';
import { ownDataOf } from '../own-data.server.ts';
import { askForNewPassword, resetPassword, whoResets } from '../resetting-password.server.ts';
import { accountOf } from '../sign-ins.server.ts';
import { beginSignIn } from '../signing-in.server.ts';
import { askForNewAddress } from './asking.server.ts';
import { confirmNewAddress, wishAt } from './confirming.server.ts';
import { forgetOldAddresses } from './tidying.server.ts';
import { formerAddressAt, undoNewAddress } from './undoing.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const minutes = (count: number) => new Date(noon.getTime() + count * 60_000);
const days = (count: number) => minutes(count * 1440);
const ORIGIN = 'https://wijk.example';
const NEW = 'bram@elders.example';
const PASSWORD = 'groen kanaal lepel zucht';

const ask = (db: Database, account: Account, address = NEW, now = noon) =>
	askForNewAddress(db, keys, { ...account, provenAt: now }, { address, addressKey: address }, ORIGIN, now);
const linkTo = async (db: Database, address: string, path: string, now = noon) => tokenIn(await linkIn(db, address, path, now));

async function moved(db: Database, account: Account, address = NEW, now = noon): Promise<void> {
	assert.deepEqual(await ask(db, account, address, now), { ok: true });
	await confirmNewAddress(db, keys, await linkTo(db, address, '/nieuw-adres/', now), ORIGIN, now);
}
const addressOf = async (db: Database, { id }: Account) =>
	(await db.selectFrom('accounts').select('address').where('id', '=', id).executeTakeFirstOrThrow()).address;
const comesIn = async (db: Database, addressKey: string, password = PASSWORD, now = minutes(5)) =>
	(await beginSignIn(db, keys, { addressKey, password }, { place: '192.0.2.1', device: 'Firefox', knownDevice: undefined }, now)).ok;

onBothEngines('a new mail address', (fresh) => {
	const village = async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		return { db, noor, bram: await bramJoins(db, noor, noon) };
	};

	it('counts from the moment its own mailbox confirms it, once and within half an hour', async () => {
		const { db, bram } = await village();
		await ask(db, bram.account);
		assert.equal(await addressOf(db, bram.account), BRAM.address);
		const token = await linkTo(db, NEW, '/nieuw-adres/');
		assert.deepEqual(await wishAt(db, token, noon), { name: BRAM.name, address: NEW });
		assert.equal(await wishAt(db, token, minutes(31)), null);
		await assert.rejects(confirmNewAddress(db, keys, token, ORIGIN, minutes(31)), { kind: 'gone' });
		await confirmNewAddress(db, keys, token, ORIGIN, minutes(1));
		await assert.rejects(confirmNewAddress(db, keys, token, ORIGIN, minutes(1)), { kind: 'gone' });
		assert.deepEqual([await comesIn(db, NEW), await comesIn(db, BRAM.address)], [true, false]);
		const subjects = (await lettersFor(db, keys, bram.account.id, minutes(2))).map(({ subject }) => subject);
		assert.ok(
			subjects.includes('Er is een nieuw e-mailadres gevraagd voor je account') && subjects.includes('Je e-mailadres is gewijzigd'),
		);
	});

	it('is asked by who just showed who they are, and is another one', async () => {
		const { db, bram } = await village();
		const late = askForNewAddress(db, keys, bram.account, { address: NEW, addressKey: NEW }, ORIGIN, minutes(31));
		await assert.rejects(late, { kind: 'not-allowed' });
		assert.deepEqual(await ask(db, bram.account, BRAM.address), { ok: false, issue: 'accounts.addressSame' });
	});

	it('that somebody else has, gets the same answer, and leaves the same behind for who asked', async () => {
		const { db, bram, noor } = await village();
		const behind = async () => {
			const own = await ownDataOf(db, keys, bram.account, noon);
			return {
				letters: own.letters.map(({ subject }) => subject).toSorted(),
				changes: own.addressChanges.map(({ address: _, ...rest }) => rest),
				journal: own.journal.map(({ action }) => action).filter((action) => action.includes('address')),
			};
		};
		const free = [await ask(db, bram.account), await behind()];
		await db.deleteFrom('letters').where('kind', '=', 'accounts.newAddress').execute();
		const [taken, left] = [await ask(db, bram.account, NOOR.address), await behind()];
		assert.deepEqual(taken, free[0]);
		assert.deepEqual({ ...left, journal: left.journal.slice(1) }, free[1]);
		assert.equal(await linkIn(db, NOOR.address, '/nieuw-adres/', noon), null);
		assert.ok((await lettersFor(db, keys, noor.account.id, noon)).some(({ subject }) => subject === 'Iemand wil je e-mailadres gebruiken'));
	});

	it('gets three letters an hour, silently, and one person asks five times', async () => {
		const { db, bram, noor } = await village();
		for (let n = 0; n < 4; n++) assert.deepEqual(await ask(db, bram.account), { ok: true });
		const letters = await db.selectFrom('letters').select('id').where('address', '=', NEW).execute();
		assert.equal(letters.length, 3);
		assert.deepEqual(await ask(db, bram.account, 'weer@elders.example'), { ok: true });
		assert.deepEqual(await ask(db, bram.account, 'nog@elders.example'), { ok: false, issue: 'accounts.addressTooOften' });
		assert.deepEqual(await ask(db, noor.account, 'nog@elders.example'), { ok: true });
	});

	it('is undone for seven days from the mailbox of the old one, which ends every sign-in and asks for a new password', async () => {
		const { db, bram } = await village();
		await moved(db, bram.account);
		const undo = await linkTo(db, BRAM.address, '/oud-adres/');
		assert.equal((await formerAddressAt(db, undo, days(6)))?.former, BRAM.address);
		assert.equal(await formerAddressAt(db, undo, days(7)), null);
		const password = await undoNewAddress(db, keys, undo, days(6));
		await assert.rejects(undoNewAddress(db, keys, undo, days(6)), { kind: 'gone' });
		assert.equal(await addressOf(db, bram.account), BRAM.address);
		assert.equal(await accountOf(db, bram.token, minutes(1)), null);
		assert.equal(await comesIn(db, BRAM.address, PASSWORD, days(6)), false);
		await resetPassword(db, keys, password, 'oranje sokkel droge pinda', days(6));
		assert.equal(await comesIn(db, BRAM.address, 'oranje sokkel droge pinda', days(6)), true);
		assert.equal((await db.selectFrom('authenticators').select('id').where('account', '=', bram.account.id).execute()).length, 1);
	});

	it('that was moved on again still goes back to the first, and no later link counts after that', async () => {
		const { db, bram } = await village();
		await moved(db, bram.account);
		await moved(db, bram.account, 'dief@elders.example', minutes(10));
		const [first, second] = [await linkTo(db, BRAM.address, '/oud-adres/'), await linkTo(db, NEW, '/oud-adres/', minutes(10))];
		await ask(db, bram.account, 'derde@elders.example', minutes(20));
		const third = await linkTo(db, 'derde@elders.example', '/nieuw-adres/', minutes(20));
		await undoNewAddress(db, keys, first, minutes(21));
		await assert.rejects(undoNewAddress(db, keys, second, minutes(22)), { kind: 'gone' });
		await assert.rejects(confirmNewAddress(db, keys, third, ORIGIN, minutes(22)), { kind: 'gone' });
		assert.equal(await addressOf(db, bram.account), BRAM.address);
	});

	it('makes links to a new password in the mailbox that was left worth nothing', async () => {
		const { db, bram } = await village();
		await askForNewPassword(db, keys, BRAM.address, ORIGIN, noon);
		const token = await linkTo(db, BRAM.address, '/nieuw-wachtwoord/');
		assert.ok(await whoResets(db, token, noon));
		await moved(db, bram.account);
		assert.equal(await whoResets(db, token, noon), null);
		assert.equal(await linkIn(db, BRAM.address, '/nieuw-wachtwoord/', noon), null);
	});

	it('takes back the passkey that was added since, and never the last second factor', async () => {
		const { db, bram } = await village();
		const passkey = (id: string, added_at: string) =>
			db
				.insertInto('passkeys')
				.values({ id, account: bram.account.id, credential: id, public_key: '', counter: '0', name: id, added_at, used_at: null })
				.execute();
		const passkeys = async () => (await db.selectFrom('passkeys').select('id').orderBy('id').execute()).map(({ id }) => id);
		await passkey('eigen', minutes(1).toISOString());
		await moved(db, bram.account, NEW, minutes(5));
		await passkey('vreemd', minutes(6).toISOString());
		await undoNewAddress(db, keys, await linkTo(db, BRAM.address, '/oud-adres/', minutes(7)), minutes(7));
		assert.deepEqual(await passkeys(), ['eigen']);
		await db.deleteFrom('authenticators').where('account', '=', bram.account.id).execute();
		await moved(db, bram.account, NEW, minutes(70));
		await passkey('later', minutes(71).toISOString());
		await undoNewAddress(db, keys, await linkTo(db, BRAM.address, '/oud-adres/', minutes(72)), minutes(72));
		assert.deepEqual(await passkeys(), ['eigen', 'later']);
	});

	it('is nobody else’s while its person can still go back to it', async () => {
		const { db, bram, noor } = await village();
		await moved(db, bram.account);
		await ask(db, noor.account, BRAM.address);
		assert.equal(await linkIn(db, BRAM.address, '/nieuw-adres/', noon), null);
		await ask(db, bram.account, BRAM.address, minutes(1));
		await confirmNewAddress(db, keys, await linkTo(db, BRAM.address, '/nieuw-adres/', minutes(1)), ORIGIN, minutes(1));
		assert.equal(await addressOf(db, bram.account), BRAM.address);
	});

	it('does not replace one that the organisation brings, as long as they are linked', async () => {
		const { db, bram } = await village();
		const link = { issuer: 'https://login.example', subject: 'bram', account: bram.account.id, linked_at: noon.toISOString() };
		await db.insertInto('identities').values(link).execute();
		assert.deepEqual(await ask(db, bram.account), { ok: true });
		const { organisation } = bram.account;
		await db
			.insertInto('identity_providers')
			.values({ organisation, issuer: link.issuer, client_id: 'x', client_secret: '', vouchers: '', set_at: noon.toISOString() })
			.execute();
		await db.insertInto('provider_domains').values({ domain: 'zonnedam.example', organisation }).execute();
		assert.deepEqual(await ask(db, bram.account), { ok: false, issue: 'accounts.addressOfOrganisation' });
		await db.deleteFrom('identities').execute();
		assert.deepEqual(await ask(db, bram.account), { ok: true });
	});

	it('is forgotten when it is over, and with its person, letters and all', async () => {
		const { db, bram } = await village();
		await moved(db, bram.account);
		await ask(db, bram.account, 'weer@elders.example', minutes(5));
		assert.equal(await forgetOldAddresses(db, minutes(6)), 'forgot 0 changes of a mail address');
		assert.equal(await forgetOldAddresses(db, minutes(40)), 'forgot 1 changes of a mail address');
		const folder = await mkdtemp(join(tmpdir(), 'gewist-'));
		try {
			const now = { ...bram.account, address: NEW, provenAt: minutes(50) };
			assert.deepEqual(await eraseMyself(db, keys, now, NEW, { folder, holdings: ALL_OF_ACCOUNTS }, minutes(50)), { ok: true });
		} finally {
			await rm(folder, { recursive: true });
		}
		assert.deepEqual(await db.selectFrom('address_changes').selectAll().execute(), []);
		const left = await db
			.selectFrom('letters')
			.select('address')
			.where('address', 'in', [NEW, BRAM.address, 'weer@elders.example'])
			.execute();
		assert.deepEqual(left, []);
	});
});
