import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { administrator, BRAM, bramJoins } from '../../../tests/village/bram.ts';
import { onBothEngines } from '../../../tests/village/engines.ts';
import { keys, NOOR, noorSetsUp } from '../../../tests/village/people.ts';
import { changeOwnData } from '../changing-own-data.server.ts';
import { invitationAt, invitationLink, invite } from '../inviting.server.ts';
import { accountOf } from '../sign-ins.server.ts';
import { addErasure, erasuresIn } from './erased-list.server.ts';
import { eraseColleague, eraseMyself } from './erasing.server.ts';
import { ALL_OF_ACCOUNTS, type Erasing } from './forgetting.server.ts';
import { replayErasures } from './replaying.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const made: string[] = [];
after(() => {
	for (const folder of made) rmSync(folder, { recursive: true });
});
function somewhere(): Erasing {
	const folder = mkdtempSync(join(tmpdir(), 'gewist-'));
	made.push(folder);
	return { folder, holdings: ALL_OF_ACCOUNTS };
}
const SEM = { name: 'Sem Smit', address: 'sem@zonnedam.example', addressKey: 'sem@zonnedam.example' };

/** Every word of every table, but for the guide. */
async function everythingIn(db: Database): Promise<string> {
	const tables = (await db.introspection.getTables()).filter(({ name }) => !/^(search|release)/.test(name));
	const all = await Promise.all(
		tables.map(({ name }) =>
			db
				.selectFrom(name as 'accounts')
				.selectAll()
				.execute(),
		),
	);
	return JSON.stringify(all);
}

onBothEngines('erasing', (fresh, engine) => {
	it('takes away all that is kept of a person, and leaves what the journal calls them', async () => {
		const [db, erasing] = [await fresh(), somewhere()];
		const bram = await bramJoins(db, await noorSetsUp(db, noon), noon);
		await changeOwnData(db, keys, bram.account, { name: 'Bram de Wit-Vos', language: 'en' }, noon);
		assert.deepEqual(await eraseMyself(db, keys, bram.account, 'bram@waterdam.example', erasing, later(1)), {
			ok: false,
			issue: 'accounts.addressDiffers',
		});
		assert.deepEqual(await eraseMyself(db, keys, bram.account, ' BRAM@Zonnedam.example ', erasing, later(1)), { ok: true });

		const everything = await everythingIn(db);
		for (const trace of ['Bram', 'bram@', bram.account.id]) assert.ok(!everything.includes(trace), trace);
		assert.equal(await accountOf(db, bram.token, later(1)), null);
		const [newest] = await entriesOf(db, keys, INSTALLATION, { limit: 1 });
		assert.deepEqual(
			[newest?.action, newest?.actor, newest?.object, newest?.detail],
			['accounts.erased', bram.account.pseudonym, bram.account.pseudonym, { state: 'kept', after: { ground: 'own-request' } }],
		);
		const verdict = await verifyChain(db, keys, INSTALLATION);
		assert.ok(verdict.ok && verdict.destroyed > 0);
	});

	it('withdraws what they still invited others for', async () => {
		const [db, erasing] = [await fresh(), somewhere()];
		const bram = await bramJoins(db, await noorSetsUp(db, noon), noon, { asAdministrator: true });
		const who = await administrator(db, bram);
		const invited = await invite(db, keys, who, { ...SEM, language: 'nl', asAdministrator: false }, 'https://wijk.example', noon);
		assert.ok(invited.ok);
		const token = (await invitationLink(db, keys, who, invited.id, noon))?.split('/').at(-1) ?? '';
		assert.ok(await invitationAt(db, token, noon));
		await eraseMyself(db, keys, bram.account, BRAM.address, erasing, noon);
		assert.equal(await invitationAt(db, token, noon), null);
	});

	it('of a colleague who left is for their administrator, and not for who is elsewhere', async () => {
		const [db, erasing] = [await fresh(), somewhere()];
		const noor = await noorSetsUp(db, noon);
		const bram = await bramJoins(db, noor, noon);
		const who = await administrator(db, noor);
		const ofBram = (typed: string, by = who) => eraseColleague(db, keys, by, bram.account.id, { typed }, erasing, noon);
		assert.deepEqual(await ofBram(NOOR.address), { ok: false, issue: 'accounts.addressDiffers' });
		await assert.rejects(ofBram(BRAM.address, { ...who, organisation: 'elders' }), { kind: 'not-found' });
		assert.deepEqual(await eraseColleague(db, keys, who, who.id, { typed: NOOR.address }, erasing, noon), {
			ok: false,
			issue: 'accounts.eraseNotYourself',
		});
		assert.deepEqual(await ofBram(BRAM.address), { ok: true });
		const [newest] = await entriesOf(db, keys, INSTALLATION, { limit: 1 });
		assert.deepEqual([newest?.actor, newest?.object], [noor.account.pseudonym, bram.account.pseudonym]);
	});

	it('is refused for the last operator and the last administrator', async () => {
		const [db, erasing] = [await fresh(), somewhere()];
		const noor = await noorSetsUp(db, noon);
		const erase = () => eraseMyself(db, keys, noor.account, NOOR.address, erasing, noon);
		assert.deepEqual(await erase(), { ok: false, issue: 'accounts.lastOperator' });
		const bram = await bramJoins(db, noor, noon);
		await db.insertInto('operators').values({ account: bram.account.id, since: noon.toISOString() }).execute();
		assert.deepEqual(await erase(), { ok: false, issue: 'accounts.lastAdministrator' });
		await db.insertInto('administrators').values({ account: bram.account.id, since: noon.toISOString() }).execute();
		assert.deepEqual(await erase(), { ok: true });
	});

	it('asks that one has just shown who one is', async () => {
		const [db, erasing] = [await fresh(), somewhere()];
		const noor = await noorSetsUp(db, noon);
		await assert.rejects(eraseMyself(db, keys, noor.account, NOOR.address, erasing, later(31)), { kind: 'not-allowed' });
	});

	it('is done again for who comes back with an older backup, once', async () => {
		const [db, erasing] = [await fresh(), somewhere()];
		const bram = await bramJoins(db, await noorSetsUp(db, noon), noon);
		const invitations = (await db.selectFrom('invitations').select('id').execute()).map(({ id }) => id);
		addErasure(erasing.folder, { pseudonym: bram.account.pseudonym, at: noon.toISOString(), invitations });
		assert.equal(await replayErasures(db, keys, erasing, later(60)), 1);
		assert.ok(!/Bram|bram@/.test(await everythingIn(db)));
		assert.equal(await replayErasures(db, keys, erasing, later(61)), 0);
		assert.ok((await verifyChain(db, keys, INSTALLATION)).ok);
	});

	it('reaches an invitation of before there was an account', async () => {
		const [db, erasing] = [await fresh(), somewhere()];
		const who = await administrator(db, await noorSetsUp(db, noon));
		const invited = await invite(db, keys, who, BRAM, 'https://wijk.example', noon);
		assert.ok(invited.ok);
		addErasure(erasing.folder, { pseudonym: 'p_bram', at: noon.toISOString(), invitations: [invited.id] });
		await replayErasures(db, keys, erasing, later(60));
		assert.ok(!/Bram|bram@/.test(await everythingIn(db)));
	});

	it('mends the list outside the database after a crash between the two', async () => {
		const [db, erasing] = [await fresh(), somewhere()];
		await db.insertInto('erased').values({ pseudonym: 'p_1', at: noon.toISOString(), invitations: '["i_1"]' }).execute();
		assert.equal(await replayErasures(db, keys, erasing), 0);
		assert.deepEqual(erasuresIn(erasing.folder), [{ pseudonym: 'p_1', at: noon.toISOString(), invitations: ['i_1'] }]);
	});

	it('is kept possible by every table that knows an account', async () => {
		const db = await fresh();
		const { rows } = await (engine === 'sqlite'
			? sql<{ what: string; rule: string }>`select m.name || '.' || f."from" as what, f.on_delete as rule
				from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table' and f."table" = 'accounts'`
			: sql<{ what: string; rule: string }>`select conrelid::regclass || '' as what,
				case confdeltype when 'c' then 'CASCADE' when 'n' then 'SET NULL' else confdeltype::text end as rule
				from pg_constraint where contype = 'f' and confrelid = 'accounts'::regclass`
		).execute(db);
		assert.ok(rows.length > 5);
		assert.deepEqual(
			rows.filter(({ rule }) => rule !== 'CASCADE' && rule !== 'SET NULL'),
			[],
		);
	});
});

describe('the list of who was erased', () => {
	it('holds ids only, for its owner only, and passes over a line that was cut short', () => {
		const { folder } = somewhere();
		const erasure = { pseudonym: 'p_1', at: noon.toISOString(), invitations: [] };
		assert.deepEqual(erasuresIn(folder), []);
		addErasure(folder, erasure);
		appendFileSync(join(folder, 'erased.jsonl'), '{"pseudonym":"p_2","a');
		assert.deepEqual(erasuresIn(folder), [erasure]);
		assert.match(readFileSync(join(folder, 'erased.jsonl'), 'utf8'), /^\{"pseudonym":"p_1","at":"[^"]+","invitations":\[\]\}\n/);
	});
});
