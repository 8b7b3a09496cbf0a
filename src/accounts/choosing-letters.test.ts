import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Database, tx } from '#platform/database/database.server.ts';
import { keysFrom } from '#platform/keys/keys.server.ts';
import { choicesOf } from '#platform/letters/choices.server.ts';
import { DIGEST, isAboutSafety, ordinaryKinds, type Way } from '#platform/letters/kinds.ts';
import { lettersFor, markAllRead, unreadOf, write } from '#platform/letters/letters.server.ts';
import { refusalAddress } from '#platform/letters/refusal.server.ts';
import { startSending } from '#platform/letters/sending.server.ts';
import { bramJoins } from '../../tests/village/bram.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { noneWaits, QUICK, withMailbox } from '../../tests/village/letters.ts';
import { openMailbox } from '../../tests/village/mailbox.ts';
import { keys, noorSetsUp, type Person } from '../../tests/village/people.ts';
import { VILLAGE_SENDER } from '../../tests/village/postman.ts';
import { until } from '../../tests/village/until.ts';
import { chooseLetters, refuseLetters, refusingAt } from './choosing-letters.server.ts';
import { deactivate } from './deactivating.server.ts';
import { sendDigests } from './digests.server.ts';
import { administratorOf } from './sign-ins.server.ts';

const HOME = 'https://wijk.example';
const ADDED = 'projects.added';
const noon = new Date('2026-11-22T12:00:00.000Z');
const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000);

const tell = (db: Database, { account }: Person, subject: string, now = noon, kind = ADDED) =>
	tx(db, (tx) =>
		write(
			tx,
			keys,
			{
				to: { account: account.id, address: account.address, language: account.language },
				kind,
				subject,
				paragraphs: ['Wat er staat, blijft binnen.'],
			},
			now,
		),
	);
const choose = (db: Database, { account }: Person, way: Way) => chooseLetters(db, keys, account, new Map([[ADDED, way]]), noon);
const digestsIn = (db: Database) => db.selectFrom('letters').selectAll().where('kind', '=', DIGEST).orderBy('written_at').execute();
const tokenIn = (address: string | null) => address?.split('/').at(-1) ?? '';
const refusalOf = ({ account }: Person, kind: string, by = keys) =>
	tokenIn(refusalAddress(by, HOME, { account: account.id, kind, language: 'nl' }));

onBothEngines('how letters go', (fresh) => {
	it('is chosen per kind, for what is not about safety', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		assert.ok(ordinaryKinds().every(({ kind }) => !isAboutSafety(kind)));
		for (const way of ['daily', 'inbox'] as const) {
			await choose(db, noor, way);
			const id = await tell(db, noor, way);
			await tell(db, noor, 'veilig', noon, 'accounts.newDevice');
			const ways = await db.selectFrom('letters').select(['id', 'kind', 'way']).where('written_at', '=', noon.toISOString()).execute();
			assert.equal(ways.find((row) => row.id === id)?.way, way);
			assert.ok(ways.every((row) => row.kind === ADDED || row.way === 'now'));
		}
	});

	it('by mail is only what was chosen so; the rest lies in the inbox and waits for nobody', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		await db.deleteFrom('letters').execute();
		await withMailbox(openMailbox(), async ({ url, mails }) => {
			await tell(db, noor, 'meteen', new Date());
			for (const way of ['daily', 'inbox'] as const) {
				await choose(db, noor, way);
				await tell(db, noor, way, new Date());
			}
			const refuseAt = (letter: Parameters<typeof refusalAddress>[2]) => refusalAddress(keys, HOME, letter);
			await tell(db, noor, 'veilig', new Date(), 'accounts.newDevice');
			const sender = startSending(db, keys, { url, from: VILLAGE_SENDER }, { ...QUICK, refuseAt });
			await until(() => noneWaits(db), 'the mail arrived');
			await sender.stop();
			assert.deepEqual(mails.map(({ subject }) => subject).toSorted(), ['meteen', 'veilig']);
			assert.equal((await lettersFor(db, keys, noor.account.id)).length, 4);

			const [one, safe] = ['meteen', 'veilig'].map((subject) => mails.find((mail) => mail.subject === subject));
			const header = one?.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
			const [, address = ''] = /^<(https:\/\/wijk\.example\/afmelden\/[\w-]+)>$/.exec(header) ?? [];
			assert.ok(one?.text?.includes(address) && !address.includes(noor.account.id));
			assert.equal((await refusingAt(db, keys, tokenIn(address)))?.kind, ADDED);
			assert.ok(!safe?.headers.some(({ key }) => key.startsWith('list-')) && !safe?.text?.includes('afmelden'));
		});
	});
});

onBothEngines('the digest', (fresh) => {
	it('tells once a day of what came and was not read: titles and places, nothing of what they say', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		await choose(db, noor, 'daily');
		const [first, second] = [await tell(db, noor, 'Eerste'), await tell(db, noor, 'Tweede', hours(1))];
		assert.equal(await sendDigests(db, keys, HOME, hours(2)), 1);
		assert.equal(await sendDigests(db, keys, HOME, hours(2)), 0);
		await tell(db, noor, 'Derde', hours(3));
		assert.equal(await sendDigests(db, keys, HOME, hours(4)), 0);
		assert.equal(await sendDigests(db, keys, HOME, hours(26)), 1);

		const [digest, next] = await digestsIn(db);
		assert.deepEqual([digest?.subject, next?.subject], ['2 nieuwe berichten in Wijkspoor', '1 nieuw bericht in Wijkspoor']);
		await withMailbox(openMailbox(), async ({ url, mails }) => {
			await db
				.updateTable('letters')
				.set({ sent_at: noon.toISOString() })
				.where('id', '!=', digest?.id ?? '')
				.execute();
			const sender = startSending(db, keys, { url, from: VILLAGE_SENDER }, { ...QUICK, now: () => hours(3) });
			await until(() => noneWaits(db), 'the digest arrived');
			await sender.stop();
			const text = mails[0]?.text ?? '';
			assert.match(text, /Tweede:[\s\S]*Eerste:/);
			for (const id of [first, second]) assert.ok(text.includes(`${HOME}/mijn/berichten#bericht-${id}`));
			assert.ok(!text.includes('blijft binnen'));
		});
		assert.ok((await lettersFor(db, keys, noor.account.id)).every(({ kind }) => kind !== DIGEST));
	});

	it('passes over who read everything, who chose otherwise, and who cannot come in', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const bram = await bramJoins(db, noor, noon);
		await tell(db, noor, 'Meteen');
		await choose(db, noor, 'daily');
		await tell(db, noor, 'Gelezen');
		assert.ok((await markAllRead(db, noor.account.id, noon)) > 0);
		assert.equal(await unreadOf(db, noor.account.id), 0);
		await choose(db, bram, 'daily');
		await tell(db, bram, 'Voor Bram');
		const administrator = await administratorOf(db, noor.account);
		assert.ok(administrator);
		await deactivate(db, keys, administrator, bram.account.id, noon);
		assert.equal(await sendDigests(db, keys, HOME, hours(1)), 0);
	});
});

onBothEngines('refusing mail', (fresh) => {
	it('is done by the address at its foot, for that kind and that person, and once is enough', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const bram = await bramJoins(db, noor, noon);
		for (let n = 0; n < 2; n++) await refuseLetters(db, keys, refusalOf(noor, ADDED), noon);
		assert.deepEqual([...(await choicesOf(db, noor.account.id))], [[ADDED, 'inbox']]);
		assert.equal((await choicesOf(db, bram.account.id)).size, 0);
	});

	it('of the digest ends the digest of all that was in it', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		await choose(db, noor, 'daily');
		await refuseLetters(db, keys, refusalOf(noor, DIGEST), noon);
		// What goes that way without being chosen was in it too.
		assert.deepEqual(
			[...(await choicesOf(db, noor.account.id))],
			[
				['logbook.news', 'inbox'],
				[ADDED, 'inbox'],
			],
		);
	});

	it('is not possible for letters about safety, with an address somebody made up, or for who is gone', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const { account } = noor;
		assert.equal(refusalAddress(keys, HOME, { account: account.id, kind: 'accounts.newDevice', language: 'nl' }), null);
		assert.equal(refusalAddress(keys, HOME, { account: null, kind: ADDED, language: 'nl' }), null);
		const good = refusalOf(noor, ADDED);
		const foreign = refusalOf(noor, ADDED, keysFrom(Buffer.alloc(32, 9)));
		const safety = keys.seal('refusal of letters', JSON.stringify([account.id, 'accounts.newDevice']));
		const gone = keys.seal('refusal of letters', JSON.stringify(['weg', ADDED]));
		const otherPurpose = keys.seal('letter 1', JSON.stringify([account.id, ADDED]));
		for (const token of ['', 'verzonnen', `${good}A`, good.slice(0, -2), foreign, safety, gone, otherPurpose])
			await assert.rejects(refuseLetters(db, keys, token, noon), { kind: 'not-found' });
		assert.equal((await choicesOf(db, account.id)).size, 0);
	});
});
