import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, it } from 'node:test';
import { ALL_OF_ACCOUNTS } from '#accounts/erasing/forgetting.server.ts';
import { ALL_OF_LOGBOOK } from '#logbook/erasing.server.ts';
import { removeEntry } from '#logbook/removing.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { Refusal } from '#platform/refusals.ts';
import type { Level } from '#projects/level.ts';
import { memberOf } from '#projects/members.server.ts';
import { removeProject } from '#projects/removing.server.ts';
import { EICAR, openClamd } from '../../tests/village/clamd.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { arrivedIn, noise, pdf } from '../../tests/village/files.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys } from '../../tests/village/people.ts';
import { bytesOf, documentFor, documentsFor, versionFor } from './documents.server.ts';
import { ALL_OF_DOCUMENTS } from './erasing.server.ts';
import { findDocuments } from './finding.server.ts';
import { ownDocumentsOf } from './own-data.server.ts';
import { usedBy } from './quota.server.ts';
import type { ScannerPlace } from './scanning.server.ts';
import { scanAgain } from './scanning-again.server.ts';
import { openStoreroom, type Storeroom } from './storeroom.server.ts';
import { sweep } from './sweeping.server.ts';
import { takeIn } from './taking-in.server.ts';

const folders: string[] = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

interface House {
	db: Database;
	village: Neighbourhood;
	storeroom: Storeroom;
	dataFolder: string;
}

const refusedAs = (kind: string) => (error: unknown) => error instanceof Refusal && error.kind === kind;
const NOTE = 'De omgevingsvisie noemt een warmtekavel bij de Dorpsweg.';

onBothEngines('a document', (fresh) => {
	async function house(scanner: ScannerPlace | null = null, mostOfProject = 1_000_000): Promise<House> {
		const dataFolder = await mkdtemp(join(tmpdir(), 'bestanden-'));
		folders.push(dataFolder);
		const db = await fresh();
		const storeroom = openStoreroom({ dataFolder, uploads: { most: 500_000, mostOfProject }, scanner });
		return { db, storeroom, dataFolder, village: await theNeighbourhood(db) };
	}
	const as = ({ db, village }: House, who: Resident = 'leader') => memberOf(db, village.people[who].account, village.project);

	async function send(
		here: House,
		name: string,
		bytes: Uint8Array | string,
		{ who = 'leader' as Resident, level = 'internal' as Level, subproject = null as string | null, newerOf = '' } = {},
	) {
		const arrived = await arrivedIn(here.storeroom, name, bytes);
		const purpose = newerOf ? { newerOf } : { entry: { level, subproject, words: { title: `Titel van ${name}` } } };
		return takeIn({ ...here, keys }, await as(here, who), { arrived, purpose });
	}
	async function kept(...given: Parameters<typeof send>): Promise<string> {
		const taken = await send(...given);
		assert.ok(taken.ok, JSON.stringify(taken));
		return taken.document;
	}
	async function given(here: House, entry: string, number = 1, who: Resident = 'leader'): Promise<Buffer> {
		const member = await as(here, who);
		return buffer(await bytesOf(here.db, keys, here.storeroom, member, await versionFor(here.db, keys, member, { entry, number })));
	}
	const found = async (here: House, words: string, who: Resident = 'leader') =>
		(await findDocuments(here.db, keys, await as(here, who), words)).map(({ document }) => document.entry.id);
	const onDisk = async ({ dataFolder }: House) =>
		(await readdir(join(dataFolder, 'files'), { recursive: true, withFileTypes: true }))
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));

	it('comes back to the byte, and is found by a word that stands in it, with its page', async () => {
		const here = await house();
		const sent = pdf('Voorblad', 'De warmtekavels in Oost');
		const id = await kept(here, 'plan.pdf', sent);
		assert.deepEqual(await given(here, id, 1, 'member'), sent);
		const [one] = await findDocuments(here.db, keys, await as(here, 'reader'), 'warmtekavel');
		assert.equal(one?.document.entry.id, id);
		assert.equal(one?.page, 2);
		assert.ok(one?.snippet?.some(({ text, marked }) => marked && text === 'warmtekavels'));
		assert.deepEqual(await found(here, 'plan.pdf'), [id]);
		assert.deepEqual(await found(here, 'windmolen'), []);
		const [version] = (await documentFor(here.db, keys, await as(here), id)).versions;
		assert.deepEqual(
			[version?.name, version?.bytes, version?.type, version?.authorName],
			['plan.pdf', sent.length, 'application/pdf', 'Fenna de Boer'],
		);
	});

	it('keeps its older versions, and is found by the newest', async () => {
		const here = await house();
		const id = await kept(here, 'plan.txt', 'eerste gedachte');
		await kept(here, 'plan.txt', 'tweede overweging', { newerOf: id, who: 'member' });
		const { versions } = await documentFor(here.db, keys, await as(here), id);
		assert.deepEqual(
			versions.map(({ number, authorName }) => [number, authorName]),
			[
				[2, 'Fatima Haddad'],
				[1, 'Fenna de Boer'],
			],
		);
		assert.equal(String(await given(here, id, 1)), 'eerste gedachte');
		assert.deepEqual([await found(here, 'overweging'), await found(here, 'gedachte')], [[id], []]);
		await assert.rejects(send(here, 'plan.txt', 'derde', { newerOf: id, who: 'reader' }), refusedAs('not-allowed'));
	});

	it('of the core team is found by its newest words, also by who looked a moment before', async () => {
		const here = await house();
		const id = await kept(here, 'kern.txt', 'eerste gedachte', { level: 'core' });
		assert.deepEqual(
			[await found(here, 'gedachte'), await found(here, 'gedachte'), await found(here, 'gedachte', 'member')],
			[[id], [id], []],
		);
		await kept(here, 'kern.txt', 'tweede overweging', { newerOf: id });
		assert.deepEqual([await found(here, 'overweging'), await found(here, 'gedachte')], [[id], []]);
		await removeEntry(here.db, keys, await as(here), { id, reason: 'dubbel' });
		assert.deepEqual(await found(here, 'overweging'), []);
	});

	it('is found a page at a time, the newest first, whatever its level', async () => {
		const here = await house();
		const sent: string[] = [];
		for (const level of ['internal', 'core', 'internal'] as const) sent.unshift(await kept(here, `${sent.length}.txt`, NOTE, { level }));
		const leader = await as(here);
		const [first, second] = await findDocuments(here.db, keys, leader, 'warmtekavel', { limit: 2 });
		const before = second && { happenedOn: second.document.entry.happenedOn, id: second.document.entry.id };
		const older = await findDocuments(here.db, keys, leader, 'warmtekavel', { limit: 2, before });
		assert.deepEqual(
			[first, second, ...older].map((one) => one?.document.entry.id),
			sent,
		);
	});

	it('is kept once when it is sent twice, and counts once', async () => {
		const here = await house();
		await kept(here, 'een.txt', NOTE);
		await kept(here, 'twee.txt', NOTE);
		assert.equal((await onDisk(here)).length, 1);
		assert.equal(await usedBy(here.db, here.village.project), NOTE.length);
	});

	it('is read by whom its level is for, and the rest does not find it', async () => {
		const here = await house();
		const core = await kept(here, 'kern.txt', NOTE, { level: 'core' });
		const personal = await kept(here, 'eigen.txt', `${NOTE}!`, { level: 'personal', who: 'core' });
		const part = await kept(here, 'deel.txt', `${NOTE}?`, { subproject: here.village.otherPart });
		for (const [who, readable] of [
			['leader', [core, part]],
			['core', [core, part, personal]],
			['member', [part]],
			['reader', [part]],
			['subproject member', []],
		] as [Resident, string[]][]) {
			assert.deepEqual(
				(await documentsFor(here.db, keys, await as(here, who))).map(({ entry }) => entry.id).toSorted(),
				readable.toSorted(),
				who,
			);
			assert.deepEqual((await found(here, 'warmtekavel', who)).toSorted(), readable.toSorted(), who);
			for (const id of [core, personal, part].filter((one) => !readable.includes(one)))
				await assert.rejects(given(here, id, 1, who), refusedAs('not-found'));
		}
		await assert.rejects(given(here, core, 1, 'other municipality'), refusedAs('not-found'));
	});

	it('above internal leaves no word, name or hash in the database, and at any level none on the disk', async () => {
		const here = await house();
		await kept(here, 'kanarie-naam.txt', 'kanarie-inhoud', { level: 'core' });
		await kept(here, 'open.txt', 'kanarie-overal');
		for (const path of await onDisk(here)) assert.ok(!(await readFile(path)).includes('kanarie'));
		const { hash } = await arrivedIn(here.storeroom, 'x', 'kanarie-inhoud');
		for (const table of [
			'entries',
			'entry_words',
			'document_versions',
			'document_texts',
			'files',
			'letters',
			'journal',
			'journal_details',
		] as const) {
			const rows = JSON.stringify(await here.db.selectFrom(table).selectAll().execute());
			assert.ok(!/kanarie-(naam|inhoud)/.test(rows) && !rows.includes(hash), table);
		}
	});

	it('is refused to who only reads, to who opened the project from outside, and in a part of others', async () => {
		const here = await house();
		await assert.rejects(send(here, 'a.txt', NOTE, { who: 'reader' }), refusedAs('not-allowed'));
		await assert.rejects(send(here, 'a.txt', NOTE, { who: 'member', level: 'core' }), refusedAs('not-allowed'));
		const id = await kept(here, 'a.txt', NOTE, { who: 'subproject member', subproject: here.village.otherPart });
		assert.equal((await documentFor(here.db, keys, await as(here), id)).entry.subproject, here.village.part);
		assert.deepEqual(await readdir(here.storeroom.arrivals.folder), []);
	});

	it('of a kind that is not taken in leaves nothing behind', async () => {
		const here = await house();
		for (const [name, bytes] of [
			['a.exe', noise(50)],
			['a.pdf', noise(50)],
			['a.docm', noise(50)],
		] as const)
			assert.equal((await send(here, name, bytes)).ok, false);
		assert.deepEqual(await onDisk(here), []);
		assert.deepEqual(await documentsFor(here.db, keys, await as(here)), []);
	});

	it('has to fit into what the project may hold, also when many come at once', async () => {
		const here = await house(null, 1_000);
		const many = await Promise.all(Array.from({ length: 5 }, (_, n) => send(here, `${n}.txt`, `${n}`.repeat(400))));
		assert.deepEqual(many.map((one) => (one.ok ? 'kept' : one.issue)).toSorted(), [
			'documents.quota',
			'documents.quota',
			'documents.quota',
			'kept',
			'kept',
		]);
		assert.equal((await onDisk(here)).length, 2);
	});

	it('that the disk has no room for is not kept, and the database does not know of it', async () => {
		const here = await house();
		const keep = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
		const full = { ...here, storeroom: { ...here.storeroom, shelf: { ...here.storeroom.shelf, keep } } };
		assert.deepEqual(await send(full, 'a.txt', NOTE), { ok: false, issue: 'documents.diskFull' });
		assert.deepEqual([await onDisk(here), await documentsFor(here.db, keys, await as(here))], [[], []]);
	});

	it('that was changed on the disk is not given out', async () => {
		const here = await house();
		const id = await kept(here, 'a.txt', NOTE);
		const [path = ''] = await onDisk(here);
		const bytes = await readFile(path);
		bytes[3] = (bytes[3] ?? 0) ^ 1;
		await writeFile(path, bytes);
		await assert.rejects(given(here, id), refusedAs('unavailable'));
		await rm(path);
		await assert.rejects(given(here, id), refusedAs('unavailable'));
	});

	it('in which the virus scanner finds something is refused', async () => {
		const clamd = await openClamd();
		const here = await house(clamd);
		assert.deepEqual(await send(here, 'a.txt', EICAR), { ok: false, issue: 'documents.infected' });
		assert.deepEqual(await onDisk(here), []);
		const id = await kept(here, 'b.txt', NOTE);
		assert.equal((await versionFor(here.db, keys, await as(here, 'member'), { entry: id, number: 1 })).scan, 'clean');
		assert.equal(clamd.seen, EICAR.length + NOTE.length);
		await clamd.close();
	});

	it('waits for a scanner that is away, for who sent it alone, and is let through when it is back', async () => {
		const clamd = await openClamd();
		const here = await house(clamd);
		await clamd.close();
		const id = await kept(here, 'a.txt', NOTE, { who: 'member' });
		const keeper = { ...here, keys };
		assert.equal(await scanAgain(keeper), 0);
		assert.equal((await versionFor(here.db, keys, await as(here, 'member'), { entry: id, number: 1 })).scan, 'pending');
		await assert.rejects(given(here, id, 1, 'leader'), refusedAs('not-found'));
		assert.deepEqual(await found(here, 'warmtekavel'), []);
		const back = await openClamd(clamd.port);
		back.mood = 'broken';
		assert.equal(await scanAgain(keeper), 0);
		assert.equal((await versionFor(here.db, keys, await as(here, 'member'), { entry: id, number: 1 })).scan, 'error');
		back.mood = 'well';
		assert.equal(await scanAgain(keeper), 1);
		assert.equal(String(await given(here, id, 1, 'leader')), NOTE);
		assert.deepEqual(await found(here, 'warmtekavel'), [id]);
		await back.close();
	});

	it('that turns out to be infected later is destroyed, and who sent it hears of it', async () => {
		const clamd = await openClamd();
		const here = await house(clamd);
		await clamd.close();
		const id = await kept(here, 'a.txt', EICAR, { who: 'member' });
		const back = await openClamd(clamd.port);
		assert.equal(await scanAgain({ ...here, keys }), 1);
		await back.close();
		assert.deepEqual(await onDisk(here), []);
		assert.deepEqual((await documentFor(here.db, keys, await as(here, 'member'), id)).versions, []);
		const letters = await here.db.selectFrom('letters').select('account').where('kind', '=', 'documents.infected').execute();
		assert.deepEqual(
			letters.map(({ account }) => account),
			[here.village.people.member.account.id],
		);
	});

	it('whose entry is removed is gone at once, and its file with the next sweep', async () => {
		const here = await house();
		const id = await kept(here, 'a.txt', NOTE);
		await removeEntry(here.db, keys, await as(here), { id, reason: 'dubbel' });
		await assert.rejects(given(here, id), refusedAs('gone'));
		assert.deepEqual(await documentsFor(here.db, keys, await as(here)), []);
		const later = new Date(Date.now() + 2 * 86_400_000);
		assert.equal(await sweep(here, later), 'forgot 1 files, removed 1 that nothing points at and 0 that never arrived');
		assert.deepEqual(await onDisk(here), []);
	});

	it('that never arrived is swept after a day, and one that is kept never', async () => {
		const here = await house();
		const id = await kept(here, 'a.txt', NOTE);
		const { path } = await arrivedIn(here.storeroom, 'b.txt', 'halverwege');
		assert.equal(await sweep(here), 'forgot 0 files, removed 0 that nothing points at and 0 that never arrived');
		await utimes(path, 0, 0);
		assert.equal(
			await sweep(here, new Date(Date.now() + 100 * 86_400_000)),
			'forgot 0 files, removed 0 that nothing points at and 1 that never arrived',
		);
		assert.equal(String(await given(here, id)), NOTE);
		for (const one of await onDisk(here)) assert.equal((await stat(one)).mode & 0o777, 0o600);
	});

	it('stands in one’s own data by its name, and what only its sender could read goes with them', async () => {
		const here = await house();
		await kept(here, 'eigen.txt', NOTE, { level: 'personal', who: 'member' });
		const shared = await kept(here, 'samen.txt', `${NOTE}!`, { who: 'member' });
		const { account } = here.village.people.member;
		const own = await ownDocumentsOf(here.db, keys, account);
		assert.deepEqual(
			own.files.map(({ project, name }) => [project, name]),
			[
				['Zonnedam-Oost', 'eigen.txt'],
				['Zonnedam-Oost', 'samen.txt'],
			],
		);
		const person = { id: account.id, pseudonym: account.pseudonym, address: account.address, invitations: [] };
		await act(here.db, keys, async (acting) => {
			const by = { actor: 'proef', channel: 'system' as const, successor: null, isReplayed: false };
			for (const holding of [...ALL_OF_DOCUMENTS, ...ALL_OF_LOGBOOK, ...ALL_OF_ACCOUNTS]) await holding(acting, person, new Date(), by);
			return acting.record({
				chain: 'installation',
				actor: 'proef',
				action: 'accounts.erased',
				object: account.pseudonym,
				channel: 'system',
			});
		});
		assert.equal((await here.db.selectFrom('files').select('id').execute()).length, 1);
		const [version] = (await documentFor(here.db, keys, await as(here), shared)).versions;
		assert.deepEqual([version?.author, version?.authorName], [null, '']);
		assert.equal(String(await given(here, shared)), `${NOTE}!`);
	});

	it('goes with its project', async () => {
		const here = await house();
		await kept(here, 'a.txt', NOTE);
		await act(here.db, keys, (acting) => removeProject(acting, here.village.project, 'proef'));
		for (const table of ['files', 'document_versions', 'document_texts'] as const)
			assert.deepEqual(await here.db.selectFrom(table).selectAll().execute(), []);
		await sweep(here, new Date(Date.now() + 2 * 86_400_000));
		assert.deepEqual(await onDisk(here), []);
	});
});
