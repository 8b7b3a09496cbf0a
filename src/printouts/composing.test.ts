import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import sharp from 'sharp';
import { openStoreroom } from '#documents/storeroom.server.ts';
import { takeIn } from '#documents/taking-in.server.ts';
import { confirmDecision } from '#logbook/confirming.server.ts';
import { addEntry, type NewEntry } from '#logbook/entering.server.ts';
import { relate } from '#logbook/relating.server.ts';
import { removeEntry } from '#logbook/removing.server.ts';
import type { Block, Paper } from '#paper/blocks.ts';
import { pageOf } from '#paper/page.ts';
import type { Database } from '#platform/database/database.server.ts';
import { checkpoint } from '#platform/journal/checkpoints.server.ts';
import { changeProgress } from '#progress/changing.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { Municipalities } from '#projects/municipality.ts';
import { addItem } from '#registers/adding.server.ts';
import { WISHES } from '#registers/definitions/ambitions.ts';
import { itemFor, withEvery } from '#registers/items.server.ts';
import { judge } from '#registers/pairs/judging.server.ts';
import { inOrder, seenOf } from '#registers/pairs/pair.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { arrivedIn } from '../../tests/village/files.ts';
import { aManuscript, published } from '../../tests/village/method.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys, signing } from '../../tests/village/people.ts';
import { stakeholdersIn } from '../../tests/village/records.ts';
import { aTalkIn } from '../../tests/village/talks.ts';
import { compose } from './composing.server.ts';
import { CHAPTERS, type Choice } from './printout.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const edition = published(aManuscript()).current;
const municipalities = new Municipalities('code;naam\nGM0344;Utrecht\n');
const folders: string[] = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const as = (db: Database, { people, project }: Neighbourhood, who: Resident) => memberOf(db, people[who].account, project, noon);
const everything = ({ part, otherPart }: Neighbourhood): Choice => ({
	...{ form: 'page', chapters: [...CHAPTERS], phases: [1, 2], from: null, until: null },
	kinds: ['decision', 'action', 'document', 'link', 'note'],
	parts: [null, part, otherPart],
	levels: ['core', 'personal'],
});
const DECISION: NewEntry = {
	...{ kind: 'decision', level: 'internal', subproject: null, happenedOn: '2026-11-20', channel: 'meeting', junctions: ['kennismaken'] },
	words: { title: 'Er komt een warmtenet', why: 'Het is het goedkoopst', by: 'de stuurgroep', ground: 'mandaat van het college' },
};

async function paperFor(db: Database, village: Neighbourhood, who: Resident, change: Partial<Choice> = {}): Promise<Paper> {
	const choice = { ...everything(village), ...change };
	return compose({ db, keys, municipalities, edition }, await as(db, village, who), choice, noon);
}
const read = async (...given: Parameters<typeof paperFor>): Promise<string> =>
	pageOf(await paperFor(...given)).replace(/<style>.*?<\/style>/s, '');
const flat = (blocks: readonly Block[]): Block[] => blocks.flatMap((one) => (one.kind === 'quote' ? flat(one.blocks) : [one]));

onBothEngines('what goes on paper', (fresh) => {
	it('tells what the project is about, who takes part and how far each junction is', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const wish = { junction: 'kennismaken', status: 'started' as const, reason: 'De eerste straat is rond.', seen: 0 };
		const wishes = [{ ...wish, happenedOn: null, plannedFrom: null, plannedUntil: null, owner: null }];
		await changeProgress(db, keys, await as(db, village, 'leader'), edition, { part: null, wishes, channel: 'screen' }, noon);
		const paper = await paperFor(db, village, 'leader', { parts: [null] });
		assert.deepEqual(
			paper.chapters.map(({ title }) => title[0]?.text),
			[
				...['Over dit project', 'Wie meedoen', 'Partijen', 'Kernteam en ring', 'Wie zit er niet aan tafel?'],
				...['Vrijgegeven uit gesprekken', 'Doelen en wensen', 'Voortgang', 'Logboek'],
				...['Wat er gebeurde', 'Vingerafdruk van het journaal'],
			],
		);
		const text = await read(db, village, 'leader', { parts: [null] });
		assert.match(text, /Fenna de Boer<\/td><td>Gemeente Zonnedam<\/td><td>projectleider<\/td><td>sinds 22 november 2026/);
		assert.match(text, /Luuk Mulder<\/td><td>Gemeente Zonnedam<\/td><td>kernteam<\/td><td>22 november 2026 tot 22 november 2026/);
		assert.match(text, /1\.01 Knooppunt kennismaken<\/td><td>gestart<\/td><td><\/td><td>De eerste straat is rond\. \(22 november 2026\)/);
		assert.match(text, /<h4>1\.01 Knooppunt kennismaken<\/h4>\n<ul><li><p>22 november 2026: <strong>gestart<\/strong>/);
	});

	it('tells who is at the table, with the matrix as a table, and of the core team only where that was chosen', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await stakeholdersIn(db, await as(db, village, 'leader'), 'papier-', noon);
		const text = await read(db, village, 'leader', { chapters: ['stakeholders'] });
		assert.match(text, /<h3>Wie het kan maken of breken<\/h3>[\s\S]*papier-partij: 30% van de wijk/);
		const row = /<strong>zonder deze partij gaat het niet door<\/strong><\/t[dh]>(<td>–<\/td>){3}<td>papier-partij<\/td><td>–<\/td>/;
		assert.match(text, row);
		assert.match(text, /Nog zonder plek: papier-kernpartij/);
		assert.match(text, /<dt>Groep<\/dt><dd>Meebeslissers\. papier-groep<\/dd>/);
		assert.match(text, /<h3>Wanneer en hoe<\/h3>[\s\S]*papier-vorm[\s\S]*papier-moment[\s\S]*geweest[\s\S]*papier-uitkomst/);
		assert.match(text, /<h3>Wanneer en hoe<\/h3>[\s\S]*papier-vervallen[\s\S]*papier-waaromniet/);
		assert.ok(text.includes('papier-kernmoment') && !text.includes('papier-partijverdwenen'));
		assert.match(text, /papier-buur<[\s\S]*zonder account: papier-rol[\s\S]*kwam erbij \(projectleider\)/);
		assert.match(text, /papier-stem<[\s\S]*papier-namens[\s\S]*papier-besluit/);
		for (const [who, levels] of [
			['leader', []],
			['member', ['core']],
		] satisfies [Resident, Choice['levels']][]) {
			const narrower = await read(db, village, who, { chapters: ['stakeholders'], levels });
			assert.ok(narrower.includes('papier-partij') && !narrower.includes('papier-kern'), who);
		}
		assert.ok(!(await read(db, village, 'subproject member', { chapters: ['stakeholders'] })).includes('papier-partij'));
	});

	it('tells what parties released of their talks, of the core team only where that was chosen, and never what they did not', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const sides = { interviewer: await as(db, village, 'member'), person: await as(db, village, 'reader') };
		await aTalkIn(db, { ...sides, follower: await as(db, village, 'leader') }, 'papier-', noon);
		const text = await read(db, village, 'leader', { chapters: ['shared'] });
		assert.match(text, /<h3>Risico’s<\/h3>[\s\S]*papier-tafelgenoot[\s\S]*papier-teamrisico/);
		assert.match(text, /<h3>Voorwaarden<\/h3>[\s\S]*papier-vrijgegeven[\s\S]*<dd>papier-opvolging<\/dd>/);
		for (const [who, levels] of [
			['leader', []],
			['member', ['core']],
		] satisfies [Resident, Choice['levels']][]) {
			const narrower = await read(db, village, who, { chapters: ['shared'], levels });
			assert.ok(narrower.includes('papier-vrijgegeven') && !narrower.includes('papier-teamrisico'), who);
		}
		for (const who of ['leader', 'member', 'reader', 'subproject member'] as const)
			assert.ok(!/papier-(droom|angst|kamer|eigen|teruggenomen)/.test(await read(db, village, who, {})), who);
	});

	it('tells a decision with why, by whom, on what ground, what it revises and its sources', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		const first = await addEntry(
			db,
			keys,
			leader,
			{ ...DECISION, happenedOn: '2026-10-01', words: { ...DECISION.words, title: 'Alles elektrisch' } },
			noon,
		);
		const source = await addEntry(
			db,
			keys,
			leader,
			{ kind: 'link', level: 'internal', subproject: null, words: { title: 'Het rapport', url: 'https://rapport.example/1' } },
			noon,
		);
		const id = await addEntry(db, keys, leader, DECISION, noon);
		await relate(db, keys, leader, { id, kind: 'revises', to: first }, noon);
		await relate(db, keys, leader, { id: source, kind: 'supports', to: id }, noon);
		await confirmDecision(db, keys, leader, { id, version: 1 }, noon);
		const text = await read(db, village, 'reader', { levels: [] });
		assert.match(text, /<h5>Besluit: Er komt een warmtenet<\/h5>/);
		assert.match(text, /<dt>Waarom\?<\/dt><dd>Het is het goedkoopst<\/dd>/);
		assert.match(text, /<dt>Op welke grond of welk mandaat\?<\/dt><dd>mandaat van het college<\/dd>/);
		assert.match(text, /<dt>Herziet<\/dt><dd>Besluit: Alles elektrisch \(1 oktober 2026\)<\/dd>/);
		assert.match(text, /<dt>Bron<\/dt><dd>Het rapport \(22 november 2026\)<br>https:\/\/rapport\.example\/1<\/dd>/);
		assert.match(text, /<dt>Knooppunt<\/dt><dd>1\.01 Knooppunt kennismaken<\/dd>/);
		assert.ok(text.indexOf('Alles elektrisch') < text.indexOf('Er komt een warmtenet'));
		assert.ok(!/href="(?!#)/.test(text), 'nothing leads anywhere');
	});

	it('names files by their hash and shows what they show', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const dataFolder = await mkdtemp(join(tmpdir(), 'papier-'));
		folders.push(dataFolder);
		const storeroom = openStoreroom({ dataFolder, uploads: { most: 1_000_000, mostOfProject: 1_000_000 }, scanner: null });
		const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0067a5' } })
			.png()
			.toBuffer();
		const arrived = await arrivedIn(storeroom, 'straat.png', picture);
		const entry = { level: 'internal' as const, subproject: null, words: { title: 'De straat voor het werk' } };
		const taken = await takeIn({ db, keys, storeroom }, await as(db, village, 'leader'), { arrived, purpose: { entry } }, noon);
		assert.ok(taken.ok, JSON.stringify(taken));
		const paper = await paperFor(db, village, 'leader');
		const blocks = flat(paper.chapters.flatMap((chapter) => chapter.blocks));
		const shown = blocks.flatMap((block) => (block.kind === 'image' ? [block.picture] : []));
		assert.deepEqual(
			shown.map(({ alt, width, height }) => [alt, width, height]),
			[['De straat voor het werk', 60, 40]],
		);
		assert.match(await read(db, village, 'leader'), /<dt>Bestand<\/dt><dd>Versie 1: straat\.png, 1 kB, SHA-256 [0-9a-f]{64}<\/dd>/);
	});

	it('holds for each no more than they may read, whatever they chose', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const seen = async (who: Resident) => (await read(db, village, who)).match(/kanarie-[a-z]+/g)?.toSorted() ?? [];
		assert.deepEqual(await seen('leader'), ['kanarie-intern', 'kanarie-kern', 'kanarie-persoonlijk', 'kanarie-rijtjes']);
		assert.deepEqual(await seen('core'), ['kanarie-intern', 'kanarie-kern', 'kanarie-rijtjes']);
		assert.deepEqual(await seen('reader'), ['kanarie-intern', 'kanarie-rijtjes']);
		assert.deepEqual(await seen('subproject member'), []);
		const inPart = await read(db, village, 'subproject member', { parts: [null, village.part, village.otherPart] });
		for (const hidden of ['Fatima Haddad', 'Rijtjes', 'Voortgang van het geheel']) assert.ok(!inPart.includes(hidden), hidden);
	});

	it('leaves out what is above internal unless it was chosen, and then says so in front', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		const kept = await addEntry(
			db,
			keys,
			leader,
			{ ...DECISION, level: 'core', words: { ...DECISION.words, title: 'kanarie-titel' } },
			noon,
		);
		const open = await addEntry(db, keys, leader, DECISION, noon);
		await relate(db, keys, leader, { id: open, kind: 'revises', to: kept }, noon);
		const without = await read(db, village, 'leader', { levels: [] });
		assert.ok(!/kanarie-(kern|persoonlijk|titel)|Herziet|Vertrouwelijk|Persoonlijk:/.test(without));
		const withCore = await read(db, village, 'leader', { levels: ['core'] });
		assert.match(withCore, /class="notice">Vertrouwelijk: dit stuk bevat ook wat alleen het kernteam mag lezen/);
		assert.match(withCore, /<dt>Herziet<\/dt><dd>Besluit: kanarie-titel/);
		assert.ok(!withCore.includes('kanarie-persoonlijk'));
	});

	it('is narrowed to phases, kinds, parts and a period', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		await addEntry(db, keys, leader, DECISION, noon);
		const has = async (change: Partial<Choice>) => (await read(db, village, 'leader', change)).includes('Er komt een warmtenet');
		assert.equal(await has({}), true);
		assert.equal(await has({ kinds: ['note'] }), false);
		assert.equal(await has({ parts: [village.part] }), false);
		assert.equal(await has({ from: '2026-11-21' }), false);
		assert.equal(await has({ until: '2026-11-20' }), true);
		assert.equal(await has({ phases: [2] }), false);
		assert.equal(await has({ chapters: ['about'] }), false);
		assert.ok((await read(db, village, 'leader', { phases: [2] })).includes('kanarie-intern'), 'what belongs to no junction');
	});

	it('tells that something was removed, and not what it was', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		const id = await addEntry(db, keys, leader, DECISION, noon);
		await removeEntry(db, keys, leader, { id, reason: 'dubbel' }, noon);
		const text = await read(db, village, 'leader');
		assert.match(text, /<p>Weggehaald op [^<]* door Fenna de Boer\. Reden: dubbel<\/p>/);
		assert.ok(!text.includes('Er komt een warmtenet'));
	});

	it('ends with the fingerprint of the newest checkpoint', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		assert.match(await read(db, village, 'leader'), /nog geen vingerafdruk vastgelegd/);
		const newest = await checkpoint(db, signing, village.project, noon);
		const last = (await paperFor(db, village, 'leader', { chapters: ['about'] })).chapters.at(-1);
		assert.ok(newest && JSON.stringify(last).includes(newest.head));
	});

	it('has what people confirmed to reinforce, that of the core only where somebody asked for it', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const leader = await as(db, village, 'leader');
		for (const [level, party] of [
			['internal', 'Bewoners'],
			['core', 'Wethouder'],
		] as const) {
			const wishOf = async (party: string) => {
				const filled = withEvery(WISHES, { what: `Een park van ${level}`, party, theme: 'green' });
				const id = await addItem(db, keys, leader, WISHES, { owner: null, source: '', reviewOn: '', filled, level }, noon);
				return itemFor(db, keys, leader, WISHES, id);
			};
			const [one, other] = inOrder(await wishOf(party), await wishOf(`${party} Zuid`));
			const said = { theme: '', outcome: 'reinforcement', verdict: 'confirmed', text: '', day: '' } as const;
			await judge(db, keys, leader, { one, other, ...said, seen: seenOf(undefined, one, other) }, noon);
		}
		const told = async (who: Resident, levels: Choice['levels']) => {
			const text = await read(db, village, who, { chapters: ['registers'], levels });
			return [/Versterking: Bewoners/, /Versterking: Wethouder/].map((words) => words.test(text));
		};
		assert.deepEqual(await told('leader', ['core']), [true, true]);
		assert.deepEqual(await told('leader', []), [true, false]);
		assert.deepEqual(await told('reader', ['core']), [true, false]);
	});
});
