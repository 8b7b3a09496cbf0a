import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { memberOf } from '#projects/members.server.ts';
import { addStakeholder } from '#stakeholders/adding.server.ts';
import { involve } from '#stakeholders/involvement/involving.server.ts';
import type { Group } from '#stakeholders/judgement.ts';
import { chooseGroup } from '#stakeholders/judging.server.ts';
import { NO_FACTS } from '#stakeholders/stakeholder.ts';
import { ask } from '../proofs/asking.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { choose, follow, issueAt, looked, press, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

const monthsAgo = (months: number): Date => new Date(Date.now() - months * 31 * 86_400_000);
const dayIn = (months: number): string => monthsAgo(-months).toISOString().slice(0, 10);
const PARTIES: [name: string, kind: string, group: Group | null][] = [
	['Woonstichting De Brug', 'woningcorporatie', 'deciding'],
	['Bewonersvereniging Zonnedam', 'bewoners', 'thinking'],
	['Stedin', 'netbeheerder', 'working'],
	['Winkeliers aan de Dijk', '', null],
];

/** When parties are spoken with, from nothing to what a junction asks for. One story, told in order, on a server of its own. */
describe('when and how a party is involved', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;
	const ids: string[] = [];

	before(async () => {
		served = await serveHouse(async (db) => {
			const village = await theNeighbourhood(db);
			const leader = await memberOf(db, village.people.leader.account, village.project);
			for (const [name, kind, group] of PARTIES) {
				const given = { level: 'internal' as const, owner: null, facts: { ...NO_FACTS, name, kind } };
				const id = await addStakeholder(db, keys, leader, given, monthsAgo(8));
				ids.push(id);
				if (group) await chooseGroup(db, keys, leader, { stakeholder: id, group, reason: 'Zo afgesproken.', seen: null });
			}
			return village;
		});
	});
	after(() => served.stop());

	const home = () => `/projecten/${served.village.project}/partijen`;
	const as = (who: Resident, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village.people[who], path, work);
	it('says on the front page who has heard nothing for long, and leads to where that is seen', async () => {
		await as('member', `/projecten/${served.village.project}`, async (page) => {
			assert.match(await text(page), /4 partijen horen al lang niets: [^\n]*Stedin/);
			await follow(page, 'Bekijk wanneer en hoe');
			assert.equal(await title(page), 'Wanneer en hoe');
			assert.match(await text(page), /Stil sinds [^\n]*: al 8 maanden/);
			assert.equal(await page.getByRole('img', { name: /Stedin: niets geweest, niets gepland\. Stil sinds/ }).count(), 1);
		});
	});

	it('is planned for several parties at once, and says what is to be mended', async () => {
		await as('member', `${home()}/betrekken`, async (page) => {
			await follow(page, 'Moment plannen');
			await press(page, 'Moment bewaren');
			assert.match(await issueAt(page, 'van'), /datum/);
			assert.match(await issueAt(page, 'waarvoor'), /Schrijf op waarvoor/);
			await page.locator('#van').fill(dayIn(1));
			await page.locator('#waarvoor').fill('Horen wat zij van het warmtenet vinden.');
			await page.locator('#vorm').selectOption({ label: 'anders' });
			await press(page, 'Moment bewaren');
			assert.match(await issueAt(page, 'partijen'), /minstens één partij/);
			assert.match(await issueAt(page, 'andersnamelijk'), /Vul in welke vorm/);
			await looked(page);
			await page.locator('#andersnamelijk').fill('wijkwandeling');
			await choose(page, 'Bewonersvereniging Zonnedam');
			await choose(page, 'Winkeliers aan de Dijk');
			await press(page, 'Moment bewaren');
			assert.match(await text(page), /Bewonersvereniging Zonnedam Meedenkers[\s\S]*wijkwandeling[\s\S]*gepland/);
		});
	});

	it('is held and told of, planned otherwise, or struck off with a reason', async () => {
		const { village, db } = served;
		const leader = await memberOf(db, village.people.leader.account, village.project);
		const plan = {
			from: dayIn(-1),
			until: dayIn(-1),
			junction: null,
			phase: 1,
			way: 'consultation' as const,
			otherWay: '',
			purpose: 'Samen rekenen.',
		};
		await involve(db, keys, leader, { stakeholders: [ids[0] ?? '', ids[2] ?? ''], plan, held: null, owner: leader.account });
		await as('core', `${home()}/${ids[0]}`, async (page) => {
			assert.match(await text(page), /was gepland: ging het door\?[\s\S]*Samen rekenen\.[\s\S]*Stil sinds/);
			await page.locator('.moments a').click();
			await press(page, 'Vastleggen dat het geweest is');
			assert.match(await issueAt(page, 'resultaat'), /Schrijf op wat eruit kwam/);
			await looked(page);
			await page.locator('#resultaat').fill('Zij rekenen met dezelfde prijzen.');
			await press(page, 'Vastleggen dat het geweest is');
			assert.match(await text(page), /Geweest\. Bijgehouden op [^\n]* door Bram de Wit[\s\S]*Eerder[\s\S]*Fenna de Boer/);
			await page.locator('summary', { hasText: 'Laten vervallen' }).click();
			await press(page, 'Moment laten vervallen');
			assert.match(await issueAt(page, 'reden'), /waarom het niet doorgaat/);
			await page.goto(`${served.address}${home()}/${ids[2]}`);
			await page.locator('.moments a').click();
			await page.locator('summary', { hasText: 'Laten vervallen' }).click();
			await page.locator('#reden').fill('Stedin had geen tijd.');
			await press(page, 'Moment laten vervallen');
			assert.match(await text(page), /Gaat niet door: Stedin had geen tijd\./);
			await looked(page);
		});
	});

	it('is drawn and listed, with its silences in words, as long as the core team finds right', async () => {
		await as('core', `${home()}/betrekken`, async (page) => {
			assert.match(await text(page), /Stedin Meewerkers[\s\S]*gaat niet door\s+Stedin had geen tijd\.[\s\S]*Stil sinds/);
			await looked(page);
			await follow(page, 'Stilte instellen');
			await page.locator('#maanden-working').fill('100');
			await press(page, 'Stilte bewaren');
			assert.match(await issueAt(page, 'maanden-working'), /van 1 tot en met 24/);
			await looked(page);
			await page.locator('#maanden-working').fill('12');
			await press(page, 'Stilte bewaren');
			assert.match(await text(page), /Meewerkers 12[\s\S]*Stil vanaf [^\n]*, als er niets bij komt/);
		});
	});

	it('is proposed at a junction by group, and planned from there in one step', async () => {
		await as('member', `/projecten/${served.village.project}/knooppunten/juiste-partijen`, async (page) => {
			assert.match(
				await text(page),
				/Beslist mee\s+Woonstichting De Brug genoemd in de methode[\s\S]*Denkt mee\s+Bewonersvereniging Zonnedam/,
			);
			assert.ok(!(await text(page)).includes('Winkeliers'));
			await looked(page);
			await page.getByRole('link', { name: /moment plannen.*Woonstichting De Brug/ }).click();
			await page.locator('#van').fill(dayIn(0.5));
			await press(page, 'Moment bewaren');
			assert.match(await text(page), /Woonstichting De Brug[\s\S]*Meebeslissen over ‘[^’]*’\s+1\.01/);
			await page.goto(`${served.address}/projecten/${served.village.project}/knooppunten/juiste-partijen`);
			assert.match(await text(page), /Woonstichting De Brug genoemd in de methode\s+[^\n]*: gesprek, gepland/);
		});
	});

	it('goes along as a spreadsheet of moments and as data', async () => {
		await as('member', home(), async (page) => {
			await choose(page, 'Alle momenten als rekenblad (CSV)');
			const download = page.waitForEvent('download');
			await press(page, 'Partijen downloaden');
			const csv = await readFile(await (await download).path(), 'utf8');
			assert.match(csv, /"Woonstichting De Brug";"Meebeslissers"[^\r]*"Samen rekenen\."[^\r]*"geweest";"Zij rekenen/);
			assert.match(csv, /"stil";"Stil van/);
		});
		const { token } = served.village.people.reader;
		const { text: json } = await ask(served.address, `${home()}/meenemen`, { token, form: { vorm: 'json' } });
		const brug = JSON.parse(json).find((one: { name: string }) => one.name === 'Woonstichting De Brug');
		assert.deepEqual([brug.involvements[0].state, brug.involvements[0].version, brug.silentAfter], ['held', 2, 2]);
	});

	it('is read by who reads along, who plans nothing', async () => {
		const { token } = served.village.people.reader;
		const statusOf = async (page: string) => (await ask(served.address, `${home()}/betrekken${page}`, { token })).status;
		assert.deepEqual([await statusOf(''), await statusOf('/nieuw'), await statusOf('/stilte')], [200, 403, 403]);
	});
});
