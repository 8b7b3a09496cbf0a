import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { villageKeys } from '../../../tests/village/postman.ts';
import { tx } from '../database/database.server.ts';
import { keysFrom } from '../keys/keys.server.ts';
import { Refusal } from '../refusals.ts';
import type { Letter } from './letter.ts';
import { forgetExpiredLinks, forgetLink, lettersFor, markRead, write } from './letters.server.ts';
import { linkToHandOver, outbox } from './outbox.server.ts';

const keys = villageKeys();
const MORNING = new Date('2026-11-22T08:00:00.000Z');
const hoursLater = (hours: number) => new Date(MORNING.getTime() + hours * 3_600_000);
const URL = 'https://wijk.example/uitnodiging/eenmalig-geheim';

const invitation = (more: Partial<Letter> = {}): Letter => ({
	to: { account: 'noor', address: 'noor@gemeente.example', language: 'nl' },
	subject: 'Doe mee in onze wijk',
	paragraphs: ['Dag Noor,', 'Dit is vertrouwelijk: één zin.'],
	action: { label: 'Neem de uitnodiging aan', url: URL, expires: hoursLater(24).toISOString() },
	kind: 'accounts.invitation',
	...more,
});
const toBram: Letter['to'] = { account: 'bram', address: 'bram@corporatie.example', language: 'nl' };

onBothEngines('letters', (fresh) => {
	it('lie in the inbox of whom they are for, the newest first', async () => {
		const db = await fresh();
		const first = await tx(db, (tx) => write(tx, keys, invitation(), MORNING));
		const second = await tx(db, (tx) => write(tx, keys, invitation({ subject: 'Nog een' }), hoursLater(1)));
		await tx(db, (tx) => write(tx, keys, invitation({ to: toBram }), MORNING));
		const inbox = await lettersFor(db, keys, 'noor', hoursLater(2));
		assert.deepEqual(
			inbox.map(({ id }) => id),
			[second, first],
		);
		assert.deepEqual(inbox[1], {
			id: first,
			kind: 'accounts.invitation',
			language: 'nl',
			subject: 'Doe mee in onze wijk',
			writtenAt: MORNING.toISOString(),
			readAt: null,
			paragraphs: ['Dag Noor,', 'Dit is vertrouwelijk: één zin.'],
			link: { label: 'Neem de uitnodiging aan', url: URL },
		});
	});

	it('do not exist when the verb that causes them fails', async () => {
		const db = await fresh();
		const failing = tx(db, async (tx) => {
			await write(tx, keys, invitation());
			throw new Error('niet gelukt');
		});
		await assert.rejects(failing, /niet gelukt/);
		assert.deepEqual(await lettersFor(db, keys, 'noor'), []);
	});

	it('stop the verb when they cannot be sent as they are', async () => {
		const db = await fresh();
		const wrong = invitation({ subject: 'Dag\r\nBcc: joost@net.example' });
		await assert.rejects(
			tx(db, (tx) => write(tx, keys, wrong)),
			/one line/,
		);
		assert.equal((await outbox(db)).waiting, 0);
	});

	it('tell nothing to who has only the database', async () => {
		const db = await fresh();
		await tx(db, (tx) => write(tx, keys, invitation(), MORNING));
		const rows = JSON.stringify(await db.selectFrom('letters').selectAll().execute());
		for (const word of ['vertrouwelijk', 'eenmalig', 'Neem de']) assert.ok(!rows.includes(word), word);
		await assert.rejects(lettersFor(db, keysFrom(Buffer.alloc(32, 8)), 'noor'));
	});

	it('remember when they were read for the first time', async () => {
		const db = await fresh();
		const id = await tx(db, (tx) => write(tx, keys, invitation(), MORNING));
		await markRead(db, 'noor', id, hoursLater(1));
		await markRead(db, 'noor', id, hoursLater(2));
		assert.equal((await lettersFor(db, keys, 'noor', MORNING))[0]?.readAt, hoursLater(1).toISOString());
	});

	it('are not found by somebody else', async () => {
		const db = await fresh();
		const id = await tx(db, (tx) => write(tx, keys, invitation(), MORNING));
		await assert.rejects(markRead(db, 'bram', id), (error) => error instanceof Refusal && error.kind === 'not-found');
		assert.equal((await lettersFor(db, keys, 'noor', MORNING))[0]?.readAt, null);
	});

	it('lose their link when its time is over, and keep their words', async () => {
		const db = await fresh();
		await tx(db, (tx) => write(tx, keys, invitation(), MORNING));
		const [letter] = await lettersFor(db, keys, 'noor', hoursLater(24));
		assert.deepEqual([letter?.link, letter?.paragraphs.length], [null, 2]);
		await forgetExpiredLinks(db, hoursLater(23));
		assert.notEqual((await db.selectFrom('letters').select('secret').executeTakeFirstOrThrow()).secret, null);
		await forgetExpiredLinks(db, hoursLater(24));
		assert.equal((await db.selectFrom('letters').select('secret').executeTakeFirstOrThrow()).secret, null);
	});

	it('lose their link when it was used', async () => {
		const db = await fresh();
		const used = await tx(db, (tx) => write(tx, keys, invitation(), MORNING));
		const other = await tx(db, (tx) => write(tx, keys, invitation(), MORNING));
		await tx(db, (tx) => forgetLink(tx, used));
		const links = new Map((await lettersFor(db, keys, 'noor', MORNING)).map(({ id, link }) => [id, link?.url]));
		assert.deepEqual([links.get(used), links.get(other)], [undefined, URL]);
	});
});

onBothEngines('the outbox', (fresh) => {
	it('tells the operator how the sending goes, and not what is in the letters', async () => {
		const db = await fresh();
		const ids: string[] = [];
		for (const hour of [0, 1, 2, 3]) ids.push(await tx(db, (tx) => write(tx, keys, invitation(), hoursLater(hour))));
		const [waiting = '', sent = '', sentBefore = '', givenUp = ''] = ids;
		const set = (id: string, values: Record<string, string | number>) =>
			db.updateTable('letters').set(values).where('id', '=', id).execute();
		await set(waiting, { attempts: 2, last_error: 'Connection refused' });
		await set(sent, { sent_at: hoursLater(4).toISOString() });
		await set(sentBefore, { sent_at: hoursLater(-9).toISOString() });
		await set(givenUp, { given_up_at: hoursLater(4).toISOString() });

		const { last, ...counts } = await outbox(db, hoursLater(5));
		assert.deepEqual(counts, { waiting: 1, sentToday: 1, givenUp: 1 });
		assert.deepEqual(
			last.map(({ id }) => id),
			ids.toReversed(),
		);
		assert.deepEqual(last[3], {
			id: waiting,
			kind: 'accounts.invitation',
			address: 'n…@gemeente.example',
			writtenAt: MORNING.toISOString(),
			sentAt: null,
			givenUpAt: null,
			attempts: 2,
			lastError: 'Connection refused',
		});
	});

	it('is empty before the first letter', async () => {
		assert.deepEqual(await outbox(await fresh()), { waiting: 0, sentToday: 0, givenUp: 0, last: [] });
	});

	it('gives the link of a letter to hand over, as long as it holds', async () => {
		const db = await fresh();
		const id = await tx(db, (tx) => write(tx, keys, invitation(), MORNING));
		assert.deepEqual(await linkToHandOver(db, keys, id, hoursLater(1)), { url: URL, until: hoursLater(24).toISOString() });
		assert.equal(await linkToHandOver(db, keys, id, hoursLater(24)), null);
		assert.equal(await linkToHandOver(db, keys, 'een andere', MORNING), null);
		await tx(db, (tx) => forgetLink(tx, id));
		assert.equal(await linkToHandOver(db, keys, id, MORNING), null);
	});
});
