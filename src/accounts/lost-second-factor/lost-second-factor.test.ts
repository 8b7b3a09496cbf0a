import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { administrator, bramJoins } from '../../../tests/village/bram.ts';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { withEveryFactor } from '../../../tests/village/factors.ts';
import { linkIn, tokenIn } from '../../../tests/village/links.ts';
import { codeAt, keys, NOOR, noorSetsUp, type Person } from '../../../tests/village/people.ts';
import type { Account } from '../account.ts';
import { addFirstAuthenticator, secretToAdd } from '../adding-authenticator.server.ts';
import { eraseMyself } from '../erasing/erasing.server.ts';
import { ALL_OF_ACCOUNTS } from '../erasing/forgetting.server.ts';
import { ownDataOf } from '../own-data.server.ts';
import { accountOf, halfSignInOf, operatorOf } from '../sign-ins.server.ts';
import { beginSignIn, proveByCode } from '../signing-in.server.ts';
import { confirmReset, requestFor, requestsFor } from './confirming.server.ts';
import { resetsOf } from './resets.server.ts';
import { prospectOf, startReset, withdrawReset } from './starting.server.ts';
import { stoppableAt, stopReset } from './stopping.server.ts';
import { forgetOldResets } from './tidying.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const monthAgo = new Date('2026-10-22T12:00:00.000Z');
const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000);
const ORIGIN = 'https://wijk.example';
const REASON = 'Telefoon in het kanaal gevallen';

/** Somebody at a moment at which they just showed who they are. */
const at = ({ account }: Person, now: Date): Account => ({ ...account, provenAt: now });
const administratorAt = async (db: Database, person: Person, now: Date) => administrator(db, { account: at(person, now) });

/** Noor and Bram administer, and Sem lost his phone. All have been here for a month. */
async function village(db: Database) {
	const noor = await noorSetsUp(db, monthAgo);
	const bram = await bramJoins(db, noor, monthAgo, { asAdministrator: true });
	const sem = await bramJoins(db, noor, monthAgo, {
		name: 'Sem Smit',
		address: 'sem@zonnedam.example',
		addressKey: 'sem@zonnedam.example',
	});
	return { noor, bram, sem };
}

async function started(db: Database, { noor, sem }: { noor: Person; sem: Person }, now = noon): Promise<string> {
	const done = await startReset(db, keys, await administratorAt(db, noor, now), sem.account.id, REASON, ORIGIN, now);
	assert.ok(done.ok, JSON.stringify(done));
	return done.id;
}

async function confirmed(db: Database, people: Awaited<ReturnType<typeof village>>): Promise<string> {
	const id = await started(db, people);
	await confirmReset(db, keys, at(people.bram, noon), id, ORIGIN, noon);
	return id;
}

const PASSWORD = 'groen kanaal lepel zucht';
const signInOf = async (db: Database, { account }: Person, now: Date) => {
	const given = { addressKey: foldedAddress(account.address), password: PASSWORD };
	const half = await beginSignIn(db, keys, given, { place: '192.0.2.1', device: 'Firefox', knownDevice: undefined }, now);
	assert.ok(half.ok);
	return half;
};

onBothEngines('a lost second factor', (fresh) => {
	it('is removed by two people and a day of waiting, and then by the person’s own password', async () => {
		const db = await fresh();
		const people = await village(db);
		const { sem } = people;
		await withEveryFactor(db, sem.account, monthAgo);
		await confirmed(db, people);

		assert.equal((await signInOf(db, sem, hours(23))).mayProve, true);
		const half = await signInOf(db, sem, hours(25));
		assert.equal(half.mayProve, false);
		for (const table of ['authenticators', 'recovery_codes', 'passkeys', 'identities', 'known_devices'] as const)
			assert.deepEqual(await db.selectFrom(table).selectAll().where('account', '=', sem.account.id).execute(), [], table);
		const left = await db.selectFrom('sign_ins').select('proven_at').where('account', '=', sem.account.id).execute();
		assert.deepEqual(
			left.map(({ proven_at }) => proven_at),
			[null],
		);

		const waiting = await halfSignInOf(db, half.token, hours(25));
		assert.ok(waiting);
		const secret = await secretToAdd(db, keys, waiting);
		const added = await addFirstAuthenticator(db, keys, waiting, codeAt(secret, hours(25)), undefined, hours(25));
		assert.ok(added.ok && (await accountOf(db, added.token, hours(25)))?.id === sem.account.id);
		assert.equal((await signInOf(db, sem, hours(26))).mayProve, true);

		const actions = await db.selectFrom('journal').select('action').where('object', '=', sem.account.pseudonym).orderBy('seq').execute();
		assert.deepEqual(
			actions.map(({ action }) => action).filter((action) => action.includes('second-factor')),
			['accounts.second-factor-reset-started', 'accounts.second-factor-reset-confirmed', 'accounts.second-factor-reset'],
		);
		const subjects = (await lettersFor(db, keys, sem.account.id, hours(26))).map(({ subject }) => subject);
		assert.ok(
			subjects.includes('De tweede stap van je account wordt verwijderd') &&
				subjects.includes('De tweede stap van je account is verwijderd'),
		);
	});

	it('stays as it is while nobody else confirmed it', async () => {
		const db = await fresh();
		const people = await village(db);
		await started(db, people);
		const half = await signInOf(db, people.sem, hours(48));
		assert.equal(half.mayProve, true);
		assert.ok((await proveByCode(db, keys, half.token, codeAt(people.sem.secret, hours(48)), undefined, hours(48))).ok);
	});

	it('is asked of who can confirm it, by letter and on their own page, and of nobody else', async () => {
		const db = await fresh();
		const people = await village(db);
		const id = await started(db, people);
		assert.deepEqual(
			(await requestsFor(db, people.bram.account, noon)).map(({ person, starterName }) => [person, starterName]),
			[['Sem Smit', NOOR.name]],
		);
		assert.equal(await linkIn(db, people.bram.account.address, '/mijn/verzoek/', noon), `/mijn/verzoek/${id}`);
		for (const who of [people.noor, people.sem]) {
			assert.deepEqual(await requestsFor(db, who.account, noon), []);
			await assert.rejects(confirmReset(db, keys, at(who, noon), id, ORIGIN, noon), { kind: 'not-found' });
		}
		await assert.rejects(confirmReset(db, keys, at(people.bram, hours(-1)), id, ORIGIN, noon), { kind: 'not-allowed' });
		await assert.rejects(requestFor(db, people.bram.account, id, hours(7 * 24 + 1)), { kind: 'not-found' });
	});

	it('is stopped by the link in the person’s letter, once', async () => {
		const db = await fresh();
		const people = await village(db);
		const { sem, noor, bram } = people;
		await confirmed(db, people);
		const token = tokenIn(await linkIn(db, sem.account.address, '/tweede-stap-stoppen/', noon));
		assert.equal((await stoppableAt(db, token, noon))?.reason, REASON);
		assert.equal((await stoppableAt(db, token, noon))?.confirmerName, bram.account.name);
		await stopReset(db, keys, token, hours(1));
		await assert.rejects(stopReset(db, keys, token, hours(1)), { kind: 'gone' });
		assert.equal(await stoppableAt(db, token, hours(1)), null);
		assert.equal((await signInOf(db, sem, hours(25))).mayProve, true);
		for (const who of [noor, bram])
			assert.ok(
				(await lettersFor(db, keys, who.account.id, hours(1))).some(
					({ subject }) => subject === 'Sem Smit heeft het verzoek tegengehouden',
				),
			);
	});

	it('is seen by administrators, who can take it back', async () => {
		const db = await fresh();
		const people = await village(db);
		const id = await started(db, people);
		const bram = await administratorAt(db, people.bram, noon);
		const [waiting] = await resetsOf(db, bram, noon);
		assert.deepEqual([waiting?.starterName, waiting?.readyAt, waiting?.administrators], [NOOR.name, null, ['Bram de Wit']]);
		await confirmReset(db, keys, at(people.bram, noon), id, ORIGIN, noon);
		assert.deepEqual(
			(await resetsOf(db, bram, noon)).map(({ readyAt, confirmerName }) => [readyAt, confirmerName]),
			[[hours(24).toISOString(), 'Bram de Wit']],
		);
		await withdrawReset(db, keys, bram, id, hours(1));
		assert.deepEqual(await resetsOf(db, bram, hours(1)), []);
		await assert.rejects(withdrawReset(db, keys, bram, id, hours(1)), { kind: 'not-found' });
		assert.equal((await signInOf(db, people.sem, hours(25))).mayProve, true);
	});

	it('is over after a week without being used', async () => {
		const db = await fresh();
		const people = await village(db);
		await confirmed(db, people);
		assert.equal((await signInOf(db, people.sem, hours(7 * 24 + 1))).mayProve, true);
		assert.equal(await forgetOldResets(db, hours(8 * 24)), 'forgot 0 old resets of a second factor');
		assert.equal(await forgetOldResets(db, hours(38 * 24)), 'forgot 1 old resets of a second factor');
	});

	it('says why it cannot be started', async () => {
		const db = await fresh();
		const people = await village(db);
		const noor = await administratorAt(db, people.noor, noon);
		const obstacle = async (who: Person, by = noor) => (await prospectOf(db, by, who.account.id, noon)).obstacle;
		assert.equal(await obstacle(people.noor), 'accounts.resetNotYourself');
		// Bram is the only other administrator, and does not confirm his own.
		assert.equal(await obstacle(people.bram), 'accounts.resetNobody');
		await db
			.updateTable('administrators')
			.set({ since: hours(-100).toISOString() })
			.where('account', '=', people.bram.account.id)
			.execute();
		assert.equal(await obstacle(people.sem), 'accounts.resetNobody');
		assert.equal(await obstacle(people.sem, await administratorAt(db, people.bram, noon)), 'accounts.resetTooNew');
		await db.updateTable('administrators').set({ since: monthAgo.toISOString() }).where('account', '=', people.bram.account.id).execute();
		assert.equal(await obstacle(people.sem), null);
		await started(db, people);
		assert.equal(await obstacle(people.sem), 'accounts.resetIsOpen');
		await db.updateTable('accounts').set({ password: null }).where('id', '=', people.sem.account.id).execute();
		assert.equal(await obstacle(people.sem), 'accounts.resetNoPassword');
		await assert.rejects(prospectOf(db, noor, 'niets', noon), { kind: 'not-found' });
	});

	it('is started three times a day for one person at most', async () => {
		const db = await fresh();
		const people = await village(db);
		const noor = await administratorAt(db, people.noor, noon);
		for (let n = 0; n < 3; n++) await withdrawReset(db, keys, noor, await started(db, people), noon);
		const fourth = await startReset(db, keys, noor, people.sem.account.id, REASON, ORIGIN, noon);
		assert.deepEqual(fourth, { ok: false, issue: 'accounts.resetTooOften' });
	});

	it('goes along with one’s own data, and goes when one is erased', async () => {
		const db = await fresh();
		const people = await village(db);
		await confirmed(db, people);
		const own = await ownDataOf(db, keys, people.sem.account, noon);
		assert.deepEqual(
			own.resets.map(({ reason, confirmedAt }) => [reason, confirmedAt]),
			[[REASON, noon.toISOString()]],
		);
		const folder = await mkdtemp(join(tmpdir(), 'gewist-'));
		try {
			const gone = await eraseMyself(
				db,
				keys,
				at(people.sem, noon),
				people.sem.account.address,
				{ folder, holdings: ALL_OF_ACCOUNTS },
				noon,
			);
			assert.deepEqual(gone, { ok: true });
		} finally {
			await rm(folder, { recursive: true });
		}
		assert.deepEqual(await db.selectFrom('factor_resets').selectAll().execute(), []);
	});

	it('cannot be confirmed any more when who started it is gone or administers nothing', async () => {
		const db = await fresh();
		const people = await village(db);
		const id = await started(db, people);
		await db.deleteFrom('administrators').where('account', '=', people.noor.account.id).execute();
		await assert.rejects(confirmReset(db, keys, at(people.bram, noon), id, ORIGIN, noon), { kind: 'not-found' });
		await db.updateTable('factor_resets').set({ starter: null }).execute();
		await assert.rejects(confirmReset(db, keys, at(people.bram, noon), id, ORIGIN, noon), { kind: 'not-found' });
		assert.ok(await operatorOf(db, people.noor.account));
	});
});
