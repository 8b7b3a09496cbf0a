import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onBothEngines } from '../../tests/village/engines.ts';
import { keys, NOOR } from '../../tests/village/people.ts';
import { asks, IRIS, irisTries, noorOffersTrials } from '../../tests/village/trial.ts';
import { mayAsk } from './asking.server.ts';
import { beginTrial, requestAt } from './beginning.server.ts';
import { formTime, wasTypedSince } from './form-time.server.ts';
import { isOffered, offer } from './offering.server.ts';
import { tendTrials } from './tending.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const DAY = 86_400;
const NEW = { name: 'Iris Kok', password: 'zilver anker mango trap' };
const nowhere = { folder: '', holdings: [] };

onBothEngines('asking for a trial', (fresh) => {
	it('makes nothing until the link of the letter is used, which works once', async () => {
		const db = await fresh();
		await noorOffersTrials(db, noon);
		const token = (await asks(db, noon)) ?? '';
		assert.equal((await db.selectFrom('accounts').select('id').execute()).length, 1);
		assert.equal((await db.selectFrom('organisations').select('id').execute()).length, 1);
		assert.ok(!JSON.stringify(await db.selectFrom('trial_requests').selectAll().execute()).includes(token));
		for (let n = 0; n < 2; n++) assert.equal((await requestAt(db, token, noon))?.organisation, IRIS.organisation);

		await beginTrial(db, keys, token, NEW, 'Firefox', later(60));
		assert.equal(await requestAt(db, token, later(60)), null);
		await assert.rejects(beginTrial(db, keys, token, NEW, 'Firefox', later(60)), { kind: 'gone' });
	});

	it('uses up every letter that an address was sent, and one that nobody followed in seven days is forgotten', async () => {
		const db = await fresh();
		await noorOffersTrials(db, noon);
		const [first, second] = [(await asks(db, noon)) ?? '', (await asks(db, later(1))) ?? ''];
		assert.notEqual(first, second);
		await beginTrial(db, keys, first, NEW, 'Firefox', later(60));
		assert.equal(await requestAt(db, second, later(60)), null);

		const third = (await asks(db, noon, { address: 'sem@duinstad.example', addressKey: 'sem@duinstad.example' })) ?? '';
		assert.equal(await requestAt(db, third, later(7 * DAY)), null);
		await assert.rejects(beginTrial(db, keys, third, NEW, 'Firefox', later(7 * DAY)), { kind: 'gone' });
		assert.match(await tendTrials(db, keys, nowhere, later(7 * DAY)), /forgot 1 requests/);
		assert.deepEqual(await db.selectFrom('trial_requests').selectAll().execute(), []);
		assert.ok(!JSON.stringify(await db.selectFrom('letters').selectAll().execute()).includes('sem@'));
	});

	it('writes to who has an account that they have one', async () => {
		const db = await fresh();
		await noorOffersTrials(db, noon);
		assert.equal(await asks(db, noon, { address: NOOR.address, addressKey: NOOR.address }), null);
		const kinds = await db.selectFrom('letters').select('kind').where('address', '=', NOOR.address).orderBy('id').execute();
		assert.equal(kinds.at(-1)?.kind, 'trials.hasAccount');
		assert.deepEqual(await db.selectFrom('trial_requests').select('id').execute(), []);
	});

	it('writes three letters a day to one address, and no more', async () => {
		const db = await fresh();
		await noorOffersTrials(db, noon);
		const letters = async () => (await db.selectFrom('letters').select('id').where('address', '=', IRIS.address).execute()).length;
		for (let n = 0; n < 5; n++) await asks(db, later(n));
		assert.equal(await letters(), 3);
		await asks(db, later(DAY + 1));
		assert.equal(await letters(), 4);
	});

	it('is allowed three times an hour from one place, and twenty times in all', async () => {
		const db = await fresh();
		const from = async (place: string, at = noon) => mayAsk(db, keys, place, at);
		const answers = await Promise.all(Array.from({ length: 5 }, () => from('192.0.2.1')));
		assert.equal(answers.filter(Boolean).length, 3);
		for (let n = 0; n < 17; n++) assert.equal(await from(`192.0.2.${n + 10}`), true);
		assert.equal(await from('192.0.2.99'), false);
		assert.equal(await from('192.0.2.99', later(3601)), true);
	});

	it('is for when the operator offers it; a link waits while they do not', async () => {
		const db = await fresh();
		const { operator } = await noorOffersTrials(db, noon);
		const token = (await asks(db, noon)) ?? '';
		await offer(db, keys, operator, false, noon);
		assert.equal(await isOffered(db), false);
		assert.equal(await requestAt(db, token, noon), null);
		await assert.rejects(beginTrial(db, keys, token, NEW, 'Firefox', noon), { kind: 'gone' });
		assert.equal(await asks(db, noon, { address: 'sem@duinstad.example', addressKey: 'sem@duinstad.example' }), null);
		await offer(db, keys, operator, true, noon);
		await beginTrial(db, keys, token, NEW, 'Firefox', noon);
		await assert.rejects(offer(db, keys, operator, false, later(1801)), { kind: 'not-allowed' });
	});

	it('gives every trial a name of its own, so that no name tells who is here', async () => {
		const db = await fresh();
		await noorOffersTrials(db, noon);
		for (const who of ['iris', 'sem']) {
			const address = `${who}@duinstad.example`;
			await irisTries(db, noon, { address, addressKey: address, organisation: 'Gemeente Zonnedam' });
		}
		const names = (await db.selectFrom('organisations').select('name').orderBy('name').execute()).map(({ name }) => name);
		assert.equal(new Set(names).size, 3);
		assert.equal(names.filter((name) => /^Gemeente Zonnedam \(proef \d{3,4}\)$/.test(name)).length, 2);
	});

	it('knows how long a form was open, and who made that up', () => {
		const time = formTime(keys, noon);
		assert.equal(wasTypedSince(keys, time, later(2)), false);
		assert.equal(wasTypedSince(keys, time, later(3)), true);
		assert.equal(wasTypedSince(keys, time, later(DAY + 1)), false);
		assert.equal(wasTypedSince(keys, time.replace('12:00', '11:00'), later(3)), false);
		for (const nothing of ['', ' ', 'x', '2026 é']) assert.equal(wasTypedSince(keys, nothing, later(3)), false);
	});
});
