import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Operator } from '#accounts/account.ts';
import { accept } from '#accounts/inviting.server.ts';
import { accountOf, administratorOf, operatorOf, signedInPeople } from '#accounts/sign-ins.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { openKeys } from '#platform/keys/keys.server.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { type Limit, reachedLimits, spend } from '#platform/limits/limits.server.ts';
import { found } from '#platform/refusals.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { letterTo, posted } from '../../tests/village/letters.ts';
import { aPerson } from '../../tests/village/neighbourhood.ts';
import { keys, NOOR, noorSetsUp, withApp } from '../../tests/village/people.ts';
import { endEverySignIn } from './ending-sign-ins.server.ts';
import { forgiveLimit } from './forgiving.server.ts';
import { foundOrganisation, inviteFirstAdministrator } from './founding.server.ts';
import { diskAt, writeTest } from './health.server.ts';
import { keysThereAre } from './keys-there-are.server.ts';
import { operatorsFor, removeOperator } from './operators.server.ts';
import { organisationsFor } from './organisations.server.ts';
import { postFor, tryAgain } from './post.server.ts';
import { notLetIn } from './refused-sign-ins.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = new Date('2026-11-22T12:31:00.000Z');
const HOME = 'https://wijk.example';
const THUIS = { name: 'Woningcorporatie Thuis', kind: 'corporation' as const };
const BRAM = { name: 'Bram de Wit', address: 'bram@thuis.example', addressKey: 'bram@thuis.example', language: 'nl' as const };

const operatorIn = async (db: Database): Promise<Operator> => found(await operatorOf(db, (await noorSetsUp(db, noon)).account));

onBothEngines('an operator', (fresh) => {
	it('founds an organisation, of which the invited one is the first administrator', async () => {
		const db = await fresh();
		const noor = await operatorIn(db);
		const founded = await foundOrganisation(db, keys, noor, THUIS, BRAM, HOME, noon);
		assert.ok(founded.ok);
		const before = (await organisationsFor(db, noor, noon)).find(({ name }) => name === THUIS.name);
		assert.deepEqual([before?.people, before?.administrators, before?.isAwaited], [0, [], true]);
		const token = await accept(
			db,
			keys,
			founded.invitation.split('/').at(-1) ?? '',
			{ name: BRAM.name, password: NOOR.password },
			'',
			noon,
		);
		const { account } = await withApp(db, token, noon);
		assert.ok(await administratorOf(db, account));
		assert.equal(await operatorOf(db, account), null);
		const after = (await organisationsFor(db, noor, noon)).find(({ name }) => name === THUIS.name);
		assert.deepEqual([after?.people, after?.administrators, after?.isAwaited], [1, ['Bram de Wit'], false]);
		assert.equal((await signedInPeople(db, noon)).get(founded.organisation), 1);
	});

	it('founds no organisation twice, and invites nobody who is here already', async () => {
		const db = await fresh();
		const noor = await operatorIn(db);
		const found = (name: string, addressKey: string) =>
			foundOrganisation(db, keys, noor, { ...THUIS, name }, { ...BRAM, addressKey }, HOME, noon);
		assert.deepEqual(await found('  gemeente ZONNEDAM', 'x@y.example'), {
			ok: false,
			field: 'organisation',
			issue: 'operating.organisationTaken',
		});
		assert.deepEqual(await found('Nieuw', NOOR.address), { ok: false, field: 'address', issue: 'accounts.hasAccount' });
		const both = await Promise.all([found('Nieuw', 'a@y.example'), found('Nieuw', 'b@y.example')]);
		assert.deepEqual(both.map(({ ok }) => ok).toSorted(), [false, true]);
		assert.equal((await organisationsFor(db, noor, noon)).length, 2);
	});

	it('invites a first administrator anew as long as nobody came, and never beside people who are there', async () => {
		const db = await fresh();
		const noor = await operatorIn(db);
		const founded = await foundOrganisation(db, keys, noor, THUIS, BRAM, HOME, noon);
		assert.ok(founded.ok);
		const sem = { ...BRAM, name: 'Sem Smit', address: 'sem@thuis.example', addressKey: 'sem@thuis.example' };
		const again = await inviteFirstAdministrator(db, keys, noor, founded.organisation, sem, HOME, noon);
		assert.ok(again.ok);
		const come = (url: string) => accept(db, keys, url.split('/').at(-1) ?? '', { name: 'x', password: NOOR.password }, '', noon);
		await assert.rejects(come(founded.invitation), { kind: 'gone' });
		await come(again.invitation);
		const third = { ...BRAM, addressKey: 'teun@thuis.example' };
		await assert.rejects(inviteFirstAdministrator(db, keys, noor, founded.organisation, third, HOME, noon), {
			code: 'operating.hasPeople',
		});
		await assert.rejects(inviteFirstAdministrator(db, keys, noor, 'none', third, HOME, noon), { kind: 'not-found' });
	});

	it('proves who they are before what concerns the doors', async () => {
		const db = await fresh();
		const noor = await operatorIn(db);
		const refused = { kind: 'not-allowed', code: 'accounts.proveFirst' };
		await assert.rejects(foundOrganisation(db, keys, noor, THUIS, BRAM, HOME, later), refused);
		await assert.rejects(inviteFirstAdministrator(db, keys, noor, noor.organisation, BRAM, HOME, later), refused);
		await assert.rejects(endEverySignIn(db, keys, noor, later), refused);
		await assert.rejects(removeOperator(db, keys, noor, noor.id, later), refused);
	});

	it('ends the sign-ins of everybody, their own too', async () => {
		const db = await fresh();
		const noor = await operatorIn(db);
		const { token } = await aPerson(db, 'Sem Smit', noor.organisation, noon);
		assert.equal(await endEverySignIn(db, keys, noor, noon), 2);
		assert.equal(await accountOf(db, token, noon), null);
	});

	it('takes the role from another one, and the last one stays', async () => {
		const db = await fresh();
		const noor = await operatorIn(db);
		const teun = await aPerson(db, 'Teun Vos', noor.organisation, noon, { operates: true });
		assert.equal((await operatorsFor(db, noor)).length, 2);
		await removeOperator(db, keys, noor, teun.account.id, noon);
		assert.equal(await operatorOf(db, teun.account), null);
		assert.deepEqual(
			(await lettersFor(db, keys, teun.account.id, noon)).map(({ kind }) => kind),
			['operating.removed'],
		);
		await assert.rejects(removeOperator(db, keys, noor, noor.id, noon), { code: 'operating.lastOperator' });
		assert.deepEqual(
			(await operatorsFor(db, noor)).map(({ name }) => name),
			['Noor Visser'],
		);
	});

	it('does not take the role from each other at once, so that none were left', async () => {
		const db = await fresh();
		const noor = await operatorIn(db);
		const teun = found(await operatorOf(db, (await aPerson(db, 'Teun Vos', noor.organisation, noon, { operates: true })).account));
		const both = await Promise.allSettled([removeOperator(db, keys, noor, teun.id, noon), removeOperator(db, keys, teun, noor.id, noon)]);
		assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
		assert.equal((await db.selectFrom('operators').select('account').execute()).length, 1);
	});

	it('sees which limits refuse somebody, not whom, and forgives one', async () => {
		const db = await fresh();
		const noor = await operatorIn(db);
		const limit: Limit = { name: 'sign-in place', most: 1, within: 900 };
		await spend(db, keys, limit, '192.0.2.7', noon);
		assert.deepEqual(await reachedLimits(db, noon), []);
		await spend(db, keys, limit, '192.0.2.7', noon);
		const [reached] = await reachedLimits(db, noon);
		assert.deepEqual([reached?.name, reached?.most, reached?.until], ['sign-in place', 1, '2026-11-22T12:15:00.000Z']);
		assert.doesNotMatch(JSON.stringify(reached), /192\.0/);
		await forgiveLimit(db, keys, noor, reached?.key ?? '', noon);
		assert.equal(await spend(db, keys, limit, '192.0.2.7', noon), true);
		await assert.rejects(forgiveLimit(db, keys, noor, 'none', noon), { kind: 'not-found' });
	});

	it('sees how the post goes without what it says, and has it tried again', async () => {
		const db = await fresh();
		const noor = await operatorIn(db);
		await posted(db, letterTo('bram', { to: { account: null, address: 'bram@thuis.example', language: 'nl' } }), noon);
		const failed = { attempts: 2, last_error: 'Connection refused', next_attempt_at: later.toISOString() };
		await db.updateTable('letters').set(failed).where('address', '=', 'bram@thuis.example').execute();
		const post = await postFor(db, noor, noon);
		assert.deepEqual([post.waiting, post.failing, post.givenUp, post.unread], [1, 1, 0, 0]);
		assert.deepEqual(
			post.troubled.map(({ address, lastError }) => [address, lastError]),
			[['b…@thuis.example', 'Connection refused']],
		);
		assert.doesNotMatch(JSON.stringify(post), /Voor bram|coöperatie/);
		assert.equal(await tryAgain(db, noor, noon), 1);
		assert.equal(await tryAgain(db, noor, noon), 0);
	});

	it('sees that the database can be written', async () => {
		const db = await fresh();
		assert.equal((await writeTest(db)).good, true);
		assert.equal((await writeTest(db)).good, true);
		await db.destroy();
		assert.equal((await writeTest(db)).good, false);
	});
});

it('the disk has a size, and room on it or not', async () => {
	const { free, size, hasRoom } = await diskAt(tmpdir());
	assert.ok(size > 0 && free <= size);
	assert.equal(hasRoom, free / size > 0.05);
});

it('who was not let in is counted in the security log, for a day', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'logboek-'));
	const path = join(folder, 'security.jsonl');
	const line = (at: string, action: string, result: string) => JSON.stringify({ at, action, result });
	const yesterday = '2026-11-21T11:59:59.000Z';
	await writeFile(`${path}.1`, `${line('2026-11-21T13:00:00.000Z', 'sign-in', 'refused')}\n`);
	const today = noon.toISOString();
	const lines = [
		line(yesterday, 'sign-in', 'refused'),
		line(today, 'second-factor', 'refused'),
		line(today, 'sign-in', 'limited'),
		line(today, 'sign-in', 'done'),
		line(today, 'access', 'refused'),
		'{"at":"20',
	];
	await writeFile(path, lines.join('\n'));
	assert.deepEqual(await notLetIn(path, noon), { refused: 2, limited: 1 });
	assert.equal(await notLetIn('-', noon), null);
	assert.deepEqual(await notLetIn(join(folder, 'none'), noon), { refused: 0, limited: 0 });
	await rm(folder, { recursive: true });
});

it('keys are told apart by what says nothing of them', async () => {
	const [one, other] = await Promise.all([mkdtemp(join(tmpdir(), 'sleutels-')), mkdtemp(join(tmpdir(), 'sleutels-'))]);
	const first = await keysThereAre(one, openKeys(one));
	assert.deepEqual(await keysThereAre(one, openKeys(one)), first);
	assert.deepEqual(
		first.map(({ file }) => file),
		['master.key', 'journal.key.pem'],
	);
	for (const [index, { fingerprint }] of (await keysThereAre(other, openKeys(other))).entries())
		assert.notEqual(fingerprint, first[index]?.fingerprint);
	await Promise.all([one, other].map((folder) => rm(folder, { recursive: true })));
});
