import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { linkToHandOver } from '#platform/letters/outbox.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { codeAt, keys, NOOR, noorSetsUp, type Person, withApp } from '../../tests/village/people.ts';
import { addFirstAuthenticator, secretToAdd } from './adding-authenticator.server.ts';
import { accept, invitationAt, invitationLink, invitationsOf, invite, withdrawInvitation } from './inviting.server.ts';
import { hashPassword, isPassword, isWeaklyHashed, weaknessOf } from './password.server.ts';
import { recoveryCodesLeft } from './recovery-codes.server.ts';
import { askForNewPassword, changePassword, resetPassword, whoResets } from './resetting-password.server.ts';
import { isSetUpKey, newSetUpKey, setUp } from './setting-up.server.ts';
import { accountOf, administratorOf, endOtherSignIns, halfSignInOf, operatorOf, signInsOf, signOut } from './sign-ins.server.ts';
import { beginSignIn, proveByCode, proveByRecovery } from './signing-in.server.ts';

const MINUTE = 60_000;
const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * MINUTE);
const from = (more: Partial<{ place: string; knownDevice: string }> = {}) => ({
	place: '192.0.2.1',
	device: NOOR.device,
	knownDevice: undefined,
	...more,
});
const right = { addressKey: NOOR.address, password: NOOR.password };

async function halfway(db: Database, now: Date, origin = from()): Promise<string> {
	const begun = await beginSignIn(db, keys, right, origin, now);
	assert.ok(begun.ok);
	return begun.token;
}

async function administrator(db: Database, { account }: Person) {
	const found = await administratorOf(db, account);
	assert.ok(found);
	return found;
}

const BRAM = {
	name: 'Bram de Wit',
	address: 'bram@zonnedam.example',
	addressKey: 'bram@zonnedam.example',
	language: 'nl' as const,
	asAdministrator: false,
};

async function bramIsInvited(db: Database, noor: Person, now: Date): Promise<{ id: string; token: string }> {
	const who = await administrator(db, noor);
	const invited = await invite(db, keys, who, BRAM, 'https://wijk.example', now);
	assert.ok(invited.ok);
	const link = await invitationLink(db, keys, who, invited.id, now);
	return { id: invited.id, token: link?.split('/').at(-1) ?? '' };
}

onBothEngines('setting up', (fresh) => {
	it('is done once, with the newest key only', async () => {
		const db = await fresh();
		const old = await newSetUpKey(db, noon);
		const key = await newSetUpKey(db, noon);
		assert.deepEqual([await isSetUpKey(db, old), await isSetUpKey(db, key), await isSetUpKey(db, 'iets')], [false, true, false]);
		const noor = await noorSetsUp(db, noon);
		assert.ok(await operatorOf(db, noor.account));
		assert.ok(await administratorOf(db, noor.account));
		const again = await newSetUpKey(db, later(1));
		assert.equal(await isSetUpKey(db, again), false);
		const first = {
			installation: 'x',
			organisation: { name: 'y', kind: 'other' as const },
			...NOOR,
			addressKey: 'z@z.example',
			language: 'nl' as const,
		};
		await assert.rejects(setUp(db, keys, again, first, '', later(1)), { kind: 'not-found' });
	});
});

onBothEngines('signing in', (fresh) => {
	it('takes the password and then the code of the app', async () => {
		const db = await fresh();
		const { secret } = await noorSetsUp(db, noon);
		const token = await halfway(db, later(5));
		assert.equal(await accountOf(db, token, later(5)), null);
		const proof = await proveByCode(db, keys, token, codeAt(secret, later(5)), undefined, later(5));
		assert.ok(proof.ok);
		assert.equal((await accountOf(db, proof.token, later(6)))?.name, NOOR.name);
		assert.equal(await accountOf(db, token, later(6)), null);
		assert.equal(await halfSignInOf(db, token, later(6)), null);
	});

	it('says the same of a wrong password and of nobody', async () => {
		const db = await fresh();
		await noorSetsUp(db, noon);
		const wrong = { ok: false, issue: 'accounts.wrong' };
		assert.deepEqual(await beginSignIn(db, keys, { ...right, password: 'fout' }, from(), noon), wrong);
		assert.deepEqual(await beginSignIn(db, keys, { ...right, addressKey: 'niemand@zonnedam.example' }, from(), noon), wrong);
	});

	it('takes a code once, however it is typed, and none that is older than the one before', async () => {
		const db = await fresh();
		const { secret } = await noorSetsUp(db, noon);
		const at = later(5);
		const [one, other] = [await halfway(db, at), await halfway(db, at)];
		const code = codeAt(secret, at).replace(/(...)/, '$1 ');
		const both = await Promise.all([one, other].map((token) => proveByCode(db, keys, token, code, undefined, at)));
		assert.deepEqual(both.map(({ ok }) => ok).toSorted(), [false, true]);
		const third = await halfway(db, later(6));
		assert.equal((await proveByCode(db, keys, third, codeAt(secret, later(4)), undefined, later(6))).ok, false);
		assert.equal((await proveByCode(db, keys, third, codeAt(secret, later(7)), undefined, later(6))).ok, false);
	});

	it('begins anew after five wrong codes, or ten minutes', async () => {
		const db = await fresh();
		const { secret } = await noorSetsUp(db, noon);
		const token = await halfway(db, later(5));
		for (let n = 0; n < 5; n++) {
			assert.deepEqual(await proveByCode(db, keys, token, '000000', undefined, later(5)), { ok: false, issue: 'accounts.codeWrong' });
		}
		const startAgain = { ok: false, issue: 'accounts.startAgain' };
		assert.deepEqual(await proveByCode(db, keys, token, codeAt(secret, later(5)), undefined, later(5)), startAgain);
		const slow = await halfway(db, later(5));
		assert.deepEqual(await proveByCode(db, keys, slow, codeAt(secret, later(16)), undefined, later(16)), startAgain);
	});

	it('takes each recovery code once', async () => {
		const db = await fresh();
		const { account, recoveryCodes } = await noorSetsUp(db, noon);
		const [code = ''] = recoveryCodes;
		const typed = ` ${code.toUpperCase().replaceAll('-', ' ')} `;
		assert.ok((await proveByRecovery(db, keys, await halfway(db, noon), typed, undefined, noon)).ok);
		assert.equal(await recoveryCodesLeft(db, account.id), 9);
		assert.ok(!(await proveByRecovery(db, keys, await halfway(db, noon), code, undefined, noon)).ok);
		assert.ok(!(await proveByRecovery(db, keys, await halfway(db, noon), '', undefined, noon)).ok);
	});

	it('never adds a second app on a password alone', async () => {
		const db = await fresh();
		await noorSetsUp(db, noon);
		const half = await halfSignInOf(db, await halfway(db, noon), noon);
		assert.ok(half);
		const secret = await secretToAdd(db, keys, half);
		assert.equal(await secretToAdd(db, keys, half), secret);
		const added = await addFirstAuthenticator(db, keys, half, codeAt(secret, noon), undefined, noon);
		assert.deepEqual(added, { ok: false, issue: 'accounts.startAgain' });
	});

	it('ends after eight hours of nothing, and after twelve in any case', async () => {
		const db = await fresh();
		const { token } = await noorSetsUp(db, noon);
		assert.ok(await accountOf(db, token, later(7 * 60)));
		assert.ok(await accountOf(db, token, later(11 * 60 + 59)));
		assert.equal(await accountOf(db, token, later(12 * 60 + 1)), null);
		const other = await fresh();
		const noor = await noorSetsUp(other, noon);
		assert.equal(await accountOf(other, noor.token, later(8 * 60 + 1)), null);
	});

	it('ends when the person says so, here or everywhere else', async () => {
		const db = await fresh();
		const { account, token, secret } = await noorSetsUp(db, noon);
		const proof = await proveByCode(db, keys, await halfway(db, later(5)), codeAt(secret, later(5)), undefined, later(5));
		assert.ok(proof.ok);
		assert.deepEqual(
			(await signInsOf(db, account, later(6))).map(({ isThis }) => isThis),
			[false, true],
		);
		assert.equal(await endOtherSignIns(db, account), 1);
		assert.equal(await accountOf(db, proof.token, later(6)), null);
		assert.ok(await accountOf(db, token, later(6)));
		await signOut(db, token);
		assert.equal(await accountOf(db, token, later(6)), null);
	});

	it('shuts out a stranger who guesses, and not the person at their own screen', async () => {
		const db = await fresh();
		const { knownDevice } = await noorSetsUp(db, noon);
		for (let n = 0; n < 5; n++) await beginSignIn(db, keys, { ...right, password: `gok ${n}` }, from(), noon);
		const stranger = await beginSignIn(db, keys, right, from(), noon);
		assert.deepEqual(stranger, { ok: false, issue: 'accounts.tooMany' });
		assert.ok((await beginSignIn(db, keys, right, from({ knownDevice }), noon)).ok);
		assert.ok((await beginSignIn(db, keys, right, from(), later(16))).ok);
	});

	it('tells by letter of a device that was not known', async () => {
		const db = await fresh();
		const { account, secret, knownDevice } = await noorSetsUp(db, noon);
		const known = await proveByCode(db, keys, await halfway(db, later(5)), codeAt(secret, later(5)), knownDevice, later(5));
		assert.ok(known.ok && known.device === null);
		assert.equal((await lettersFor(db, keys, account.id)).length, 0);
		await proveByCode(db, keys, await halfway(db, later(6)), codeAt(secret, later(6)), undefined, later(6));
		assert.deepEqual(
			(await lettersFor(db, keys, account.id)).map(({ kind }) => kind),
			['accounts.newDevice'],
		);
	});

	it('keeps no secret in the clear', async () => {
		const db = await fresh();
		const { secret, token, knownDevice, recoveryCodes } = await noorSetsUp(db, noon);
		const half = await halfSignInOf(db, await halfway(db, noon), noon);
		assert.ok(half);
		const tables = ['accounts', 'authenticators', 'recovery_codes', 'sign_ins', 'known_devices', 'limits', 'letters'] as const;
		const everything = JSON.stringify(await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())));
		for (const one of [secret, token, knownDevice, NOOR.password, recoveryCodes[0]?.replaceAll('-', '') ?? '']) {
			assert.ok(one.length > 10 && !everything.includes(one));
		}
	});
});

onBothEngines('an invitation', (fresh) => {
	it('makes somebody a colleague, with a password and an app of their own', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const { token } = await bramIsInvited(db, noor, noon);
		assert.equal((await invitationAt(db, token, noon))?.organisation, 'Gemeente Zonnedam');
		const bram = await withApp(db, await accept(db, keys, token, { name: 'Bram', password: 'x'.repeat(20) }, '', noon), noon);
		assert.equal(bram.account.organisation, noor.account.organisation);
		assert.deepEqual([await administratorOf(db, bram.account), await operatorOf(db, bram.account)], [null, null]);
	});

	it('is not used up by looking at it, and is by accepting it', async () => {
		const db = await fresh();
		const { token } = await bramIsInvited(db, await noorSetsUp(db, noon), noon);
		for (let n = 0; n < 3; n++) assert.ok(await invitationAt(db, token, noon));
		const both = await Promise.allSettled(
			[1, 2].map((n) => accept(db, keys, token, { name: `Bram ${n}`, password: 'y'.repeat(20) }, '', noon)),
		);
		assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
		assert.equal(await invitationAt(db, token, noon), null);
	});

	it('ends after seven days, when it is withdrawn, and when a newer one is sent', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const first = await bramIsInvited(db, noor, noon);
		assert.equal(await invitationAt(db, first.token, later(7 * 24 * 60)), null);
		const second = await bramIsInvited(db, noor, later(1));
		assert.equal(await invitationAt(db, first.token, later(1)), null);
		const who = await administrator(db, noor);
		await withdrawInvitation(db, keys, who, second.id, later(2));
		assert.equal(await invitationAt(db, second.token, later(2)), null);
		await assert.rejects(accept(db, keys, second.token, { name: 'Bram', password: 'z'.repeat(20) }, '', later(2)), { kind: 'gone' });
		assert.deepEqual(await invitationsOf(db, who, later(2)), []);
		await assert.rejects(withdrawInvitation(db, keys, who, second.id, later(2)), { kind: 'not-found' });
	});

	it('leaves no link behind in its letter', async () => {
		const db = await fresh();
		const { token } = await bramIsInvited(db, await noorSetsUp(db, noon), noon);
		const { letter } = await db.selectFrom('invitations').select('letter').executeTakeFirstOrThrow();
		assert.ok(await linkToHandOver(db, keys, letter, noon));
		await accept(db, keys, token, { name: 'Bram', password: 'z'.repeat(20) }, '', noon);
		assert.equal(await linkToHandOver(db, keys, letter, noon), null);
	});

	it('is not sent to who has an account, and at most three times an hour to who has none', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const who = await administrator(db, noor);
		const self = { ...BRAM, address: NOOR.address, addressKey: NOOR.address };
		assert.deepEqual(await invite(db, keys, who, self, 'https://wijk.example', noon), { ok: false, issue: 'accounts.hasAccount' });
		for (let n = 0; n < 3; n++) await bramIsInvited(db, noor, noon);
		assert.deepEqual(await invite(db, keys, who, BRAM, 'https://wijk.example', noon), { ok: false, issue: 'accounts.tooManyInvitations' });
	});
});

onBothEngines('a new password', (fresh) => {
	const askedBy = async (db: Database, address: string, now: Date) => {
		await askForNewPassword(db, keys, address, 'https://wijk.example', now);
		const letters = await db
			.selectFrom('letters')
			.select('id')
			.where('kind', '=', 'accounts.newPassword')
			.orderBy('written_at', 'desc')
			.execute();
		const link = letters[0] ? await linkToHandOver(db, keys, letters[0].id, now) : null;
		return link?.url.split('/').at(-1) ?? null;
	};

	it('is chosen by the link in a letter, once, and ends every sign-in', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const token = (await askedBy(db, NOOR.address, noon)) ?? '';
		assert.equal((await whoResets(db, token, noon))?.name, NOOR.name);
		await resetPassword(db, keys, token, 'blauw vogel kast regen', later(1));
		assert.equal(await accountOf(db, noor.token, later(1)), null);
		assert.equal((await beginSignIn(db, keys, right, from(), later(1))).ok, false);
		const begun = await beginSignIn(db, keys, { ...right, password: 'blauw vogel kast regen' }, from(), later(1));
		assert.ok(begun.ok && begun.mayProve);
		await assert.rejects(resetPassword(db, keys, token, 'nog een keer anders', later(2)), { kind: 'gone' });
	});

	it('is not to be had after half an hour', async () => {
		const db = await fresh();
		await noorSetsUp(db, noon);
		const token = (await askedBy(db, NOOR.address, noon)) ?? '';
		assert.equal(await whoResets(db, token, later(30)), null);
	});

	it('is asked for by nobody else, and never told of', async () => {
		const db = await fresh();
		const { account } = await noorSetsUp(db, noon);
		assert.equal(await askedBy(db, 'niemand@zonnedam.example', noon), null);
		await askedBy(db, NOOR.address, noon);
		assert.deepEqual(await lettersFor(db, keys, account.id), []);
	});

	it('can be taken by who knows the present one', async () => {
		const db = await fresh();
		const { account } = await noorSetsUp(db, noon);
		const password = 'blauw vogel kast regen';
		assert.equal(await changePassword(db, keys, account, { present: 'fout', password }, noon), false);
		assert.equal(await changePassword(db, keys, account, { present: NOOR.password, password }, noon), true);
		assert.ok((await beginSignIn(db, keys, { ...right, password }, from(), noon)).ok);
	});
});

onBothEngines('what people do with their accounts', (fresh) => {
	it('stands in the journal by pseudonym, and the journal holds', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const { token } = await bramIsInvited(db, noor, noon);
		await withApp(db, await accept(db, keys, token, { name: 'Bram', password: 'x'.repeat(20) }, '', noon), noon);
		const entries = await entriesOf(db, keys, INSTALLATION, { limit: 10 });
		assert.deepEqual(entries.map(({ action }) => action).toReversed(), [
			'accounts.set-up',
			'accounts.authenticator-added',
			'accounts.invited',
			'accounts.invitation-accepted',
			'accounts.authenticator-added',
		]);
		assert.ok(!/Noor|Bram|@/.test(JSON.stringify(entries)));
		assert.equal((await verifyChain(db, keys, INSTALLATION)).ok, true);
	});
});

describe('a password', () => {
	it('is known again by its hash, and no other is', async () => {
		const hash = await hashPassword('één zin met ‘tekens’ 🏘️');
		assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		assert.equal(await isPassword('één zin met ‘tekens’ 🏘️', hash), true);
		assert.equal(await isPassword('een zin met ‘tekens’ 🏘️', hash), false);
		assert.equal(await isPassword('', null), false);
		assert.equal(isWeaklyHashed(hash), false);
		assert.equal(isWeaklyHashed(hash.replace('m=19456', 'm=8192')), true);
	});

	it('is refused when it is short, long, leaked, or made of names from here', async () => {
		const known = ['Noor Visser', 'Gemeente Zonnedam', 'noor@zonnedam.example'];
		const issues: Record<string, string | null> = {
			elfletters1: 'accounts.passwordShort',
			['x'.repeat(129)]: 'accounts.passwordLong',
			aaaaaaaaaaaaaaaa: 'accounts.passwordGuessable',
			password12345: 'accounts.passwordGuessable',
			'123456789012': 'accounts.passwordGuessable',
			gemeentezonnedam: 'accounts.passwordGuessable',
			NoorVisser2026: 'accounts.passwordGuessable',
			'paars tandem fluit kraan': null,
			'Mijn hond eet graag kaas!': null,
		};
		for (const [password, issue] of Object.entries(issues)) assert.equal(await weaknessOf(password, known), issue, password);
	});
});
