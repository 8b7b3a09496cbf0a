import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { inventedAccount } from '#accounts/invented.server.ts';
import { askForNewPassword } from '#accounts/resetting-password.server.ts';
import { findDocuments } from '#documents/finding.server.ts';
import { openStoreroom } from '#documents/storeroom.server.ts';
import { entriesFor } from '#logbook/entries.server.ts';
import { KINDS } from '#logbook/entry.ts';
import { remind } from '#logbook/reminding.server.ts';
import { inventedOrganisations } from '#organisations/invented.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { outbox } from '#platform/letters/outbox.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { standingsFor } from '#progress/changes.server.ts';
import { summaryOf } from '#progress/progress.ts';
import { proposalsFor } from '#progress/proposing.server.ts';
import { projectsLedAlone } from '#projects/leading.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { manuscriptIn } from '#publishing/manuscript.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { published } from '../../tests/village/method.ts';
import { theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys, noorSetsUp, type Person } from '../../tests/village/people.ts';
import { erasingBy } from '../house.server.ts';
import { fillSample, type SampleHouse } from './filling.server.ts';
import { SampleProblem, sampleIn } from './reading.server.ts';
import { takeSampleAway } from './removing.server.ts';

const CONTENT = join(import.meta.dirname, '../../content');
const ORIGIN = 'https://wijk.example';
const NOW = new Date();
const folders: string[] = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function folder(): Promise<string> {
	const made = await mkdtemp(join(tmpdir(), 'voorbeeld-'));
	folders.push(made);
	return made;
}

async function houseAt(db: Database, contentFolder = CONTENT): Promise<SampleHouse> {
	const dataFolder = await folder();
	const storeroom = openStoreroom({ dataFolder, uploads: { most: 1_000_000, mostOfProject: 10_000_000 }, scanner: null });
	const publication = published(await manuscriptIn(CONTENT));
	return { db, keys, storeroom, publication, settings: { contentFolder }, erasing: erasingBy({ dataFolder } as never) };
}

onBothEngines('the sample', (fresh) => {
	let db: Database;
	let house: SampleHouse;
	let noor: Person;
	let project: string;
	const asker = () => ({ ...noor.account, channel: 'screen' as const });
	const asNoor = () => memberOf(db, noor.account, project);

	before(async () => {
		db = await fresh();
		noor = await noorSetsUp(db, NOW);
		house = await houseAt(db);
		project = await fillSample(house, asker(), NOW);
	});

	it('is three years of work, of every kind, led by who asked for it', async () => {
		const member = await asNoor();
		assert.equal(member.role, 'leader');
		const entries = await entriesFor(db, keys, member);
		const counted = Object.fromEntries(KINDS.map((kind) => [kind, entries.filter((one) => one.kind === kind).length]));
		for (const [kind, least] of Object.entries({ decision: 25, action: 45, document: 12, link: 15, note: 25 }))
			assert.ok((counted[kind] ?? 0) >= least, `${counted[kind]} of ${kind}`);
		assert.ok(entries.some(({ kind, confirmed }) => kind === 'decision' && confirmed === null));
		assert.deepEqual([entries[0]?.happenedOn.slice(0, 4), entries.at(-1)?.happenedOn.slice(0, 4)], ['2026', '2023']);
		assert.equal((await proposalsFor(db, member)).length, 2);
	});

	it('stands halfway the second phase, at junctions that exist', async () => {
		const edition = house.publication.current;
		const standings = await standingsFor(db, await asNoor(), null);
		assert.equal(summaryOf(edition, standings).phase, 2);
		const statuses = new Set([...standings.values()].map(({ status }) => status));
		assert.deepEqual([...statuses].toSorted(), ['finished', 'paused', 'revise', 'started', 'unneeded', 'untouched']);
	});

	it('is found by a word inside a document', async () => {
		const found = await findDocuments(db, keys, await asNoor(), 'keukens');
		assert.deepEqual(
			found.map(({ document }) => document.entry.words.title),
			['Brief van de huurdersraad'],
		);
	});

	it('has a journal that holds', async () => {
		for (const chain of [project, INSTALLATION]) assert.equal((await verifyChain(db, keys, chain)).ok, true);
	});

	it('sends nobody a letter, not even when its people are reminded or asked for a new password', async () => {
		await remind(db, keys, ORIGIN, NOW);
		await askForNewPassword(db, keys, 'gerda@voorbeeld.invalid', ORIGIN, NOW);
		assert.equal((await outbox(db, NOW)).waiting, 0);
	});

	it('keeps nobody from leaving: its people lead it too', async () => {
		assert.deepEqual(await projectsLedAlone(db, noor.account.id), []);
	});

	it('lets nobody act for somebody who exists', async () => {
		await assert.rejects(inventedAccount(db, noor.account.id), /exists/);
	});

	it('is not made twice', async () => {
		await assert.rejects(fillSample(house, asker(), NOW), (error) => error instanceof Refusal && error.code === 'sample.isThere');
		assert.ok(await asNoor());
	});

	it('goes with everything in it, and its chain still holds', async () => {
		await takeSampleAway(db, keys, house.erasing.holdings, await asNoor(), NOW);
		assert.deepEqual(await inventedOrganisations(db), []);
		for (const table of ['projects', 'entries', 'files', 'meetings', 'progress_changes'] as const)
			assert.deepEqual(await db.selectFrom(table).select('id').execute(), []);
		const people = await db.selectFrom('accounts').select('name').execute();
		assert.deepEqual(
			people.map(({ name }) => name),
			['Noor Visser'],
		);
		assert.equal((await db.selectFrom('organisations').select('id').execute()).length, 1);
		for (const chain of [project, INSTALLATION]) assert.equal((await verifyChain(db, keys, chain)).ok, true);
	});

	it('is all that is taken away: a project of people who exist is not', async () => {
		const other = await fresh();
		const village = await theNeighbourhood(other);
		const leader = await memberOf(other, village.people.leader.account, village.project);
		await assert.rejects(
			takeSampleAway(other, keys, house.erasing.holdings, leader),
			(error) => error instanceof Refusal && error.kind === 'not-found',
		);
		assert.ok(await memberOf(other, village.people.leader.account, village.project));
	});

	it('leaves nothing behind when one of its texts does not hold', async () => {
		const content = await folder();
		await cp(join(CONTENT, 'sample'), join(content, 'sample'), { recursive: true });
		await writeFile(
			join(content, 'sample/waits.yaml'),
			'- { on: 2023-09-26, by: hanneke, junction: kaders, for: kaders, reason: Zomaar. }',
		);
		const other = await fresh();
		const there = await noorSetsUp(other, NOW);
		await assert.rejects(
			fillSample(await houseAt(other, content), { ...there.account, channel: 'screen' }, NOW),
			(error) => error instanceof SampleProblem && error.message.startsWith('2023-09-26, wait of kaders'),
		);
		assert.deepEqual(await inventedOrganisations(other), []);
		assert.deepEqual(await other.selectFrom('projects').select('id').execute(), []);
	});
});

it('names the file and the place of a text that is not as expected', async () => {
	const content = await folder();
	await cp(join(CONTENT, 'sample'), content, { recursive: true });
	await writeFile(join(content, 'notes.yaml'), '- { key: een, on: 31-12-2024, author: gerda, text: Dag. }');
	await assert.rejects(sampleIn(content), /^SampleProblem: notes\.yaml: 0\.on: expected a day/);
});

it('uses every file that lies among the documents', async () => {
	const lying = await readdir(join(CONTENT, 'sample/documents'));
	const used = [...(await sampleIn(join(CONTENT, 'sample'))).files.keys()].map((name) => name.replace(/odt$/, 'md'));
	assert.deepEqual(lying.toSorted(), used.toSorted());
});
