import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openStoreroom } from '#documents/storeroom.server.ts';
import { manuscriptIn } from '#publishing/manuscript.server.ts';
import { fillSample } from '#sample/filling.server.ts';
import { published } from '../village/method.ts';
import { keys, NOOR, noorSetsUp, type Person } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { choose, fill, follow, looked, press, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

const CONTENT = join(import.meta.dirname, '../../content');

/** Every page of a project, filled with three years of work. */
const PAGES: [path: string, title: RegExp, word: RegExp][] = [
	['', /Kwartelveld/, /Samen|fase/i],
	['/voortgang', /Voortgang/, /Warmtebronnen en opslag/],
	['/voortgang/tijdlijn', /Voortgang|Tijdlijn/, /2026/],
	['/voortgang/samenhang', /wacht/i, /Laagland plant pas kabels/],
	['/voortgang/voorstellen', /Voorstel/, /Frits de Lange/],
	['/voortgang/spreadsheet', /spreadsheet/i, /CSV/],
	['/knooppunten/warmtebronnen-en-opslag-verkennen', /Warmtebronnen/, /machine 1/],
	['/logboek', /Logboek/, /Wulpenlaan/],
	['/documenten', /Documenten/, /Kaart van het Kwartelveld/],
	['/bijeenkomsten', /Bijeenkomsten/, /Flats eerst/],
	['/leden', /Wie meedoen/, /Gerda Oosting/],
	['/journaal', /Wat er gebeurde/, /Dilek Yılmaz wijzigde een vermelding/],
	['/partijen', /Partijen/, /Woonstichting Leijenstee[\s\S]*Huurdersraad Kwartelveld/],
	['/partijen/matrix', /matrix|Belang/i, /Huurdersraad Kwartelveld/],
	['/partijen/team', /Kernteam/, /Gerda Oosting/],
	['/partijen/betrekken', /./, /Huurdersraad Kwartelveld/],
	['/partijen/afwezig', /./, /De Zilverplas en wat erin leeft/],
	['/gesprekken', /Gesprekken/, /Gezonde lucht in alle flats/],
	['/registers', /Doelen en wensen/, /Koppelkansen/],
	['/registers/risicos', /Risico’s/, /Station Oosterbeemd wordt later dan 2030/],
	['/registers/criteria', /Criteria/, /Woningen zonder gasaansluiting/],
	['/registers/kostenneutraal', /kostenneutraal/, /volgens De Kwartel/],
	['/registers/wensen', /Wensen/, /Eerst de schimmel weg/],
	['/registers/overzicht/prioriteiten', /Prioriteiten|volgorde/i, /Huurdersraad Kwartelveld/],
	['/registers/overzicht/belangen', /./, /Woonstichting Leijenstee/],
	['/registers/overzicht/raakvlakken', /./, /Leijenstee/],
	['/instellingen', /Instellingen/, /Voorbeeld weghalen/],
];

/** Somebody looks at the sample, page by page, and takes it away. One story, told in order, on a server of its own. */
describe('a project that is filled', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Person>;
	let project: string;

	before(async () => {
		served = await serveHouse((db) => noorSetsUp(db, new Date()));
		const { db, dataFolder, village: noor } = served;
		const storeroom = openStoreroom({ dataFolder, uploads: { most: 1_000_000, mostOfProject: 10_000_000 }, scanner: null });
		const publication = published(await manuscriptIn(CONTENT));
		const house = { db, keys, storeroom, publication, settings: { contentFolder: CONTENT }, erasing: { holdings: [] } };
		project = await fillSample(house, { ...noor.account, channel: 'screen' });
	});
	after(() => served.stop());

	const at = (path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village, `/projecten/${project}${path}`, work);

	for (const [path, heading, word] of PAGES)
		it(`can be read by everybody at ${path || '/'}`, async () => {
			await at(path, async (page) => {
				assert.match((await title(page)) ?? '', heading);
				assert.match(await text(page), word);
				await page.getByText('Deze wijk bestaat niet.').waitFor();
				await looked(page);
			});
		});

	it('tells how one decision led to another', async () => {
		await at('/logboek?soort=decision', async (page) => {
			await follow(page, 'Besluit: De bron komt kleiner terug: 2,6 MW van machine 2');
			assert.match(await text(page), /Wij gaan door zonder vaste bron en zoeken zes maanden/);
			await looked(page);
		});
	});

	it('keeps what was said on an evening', async () => {
		await at('/bijeenkomsten', async (page) => {
			await follow(page, 'Flats eerst? Gesprek met VvE’s en huurders');
			assert.match(await text(page), /Wie bel ik als het koud is\?/);
			await looked(page);
		});
	});

	it('goes with one button', async () => {
		await at('/instellingen', async (page) => {
			await press(page, 'Voorbeeld weghalen');
			assert.doesNotMatch(await text(page), /Kwartelveld/);
		});
	});
});

/** Who sets an installation up asks for it with one tick. */
describe('setting up with a sample', { concurrency: 1 }, () => {
	browsers();
	let served: Served<void>;

	before(async () => {
		served = await serveHouse(async () => {});
	});
	after(() => served.stop());

	it('gives a project to look around in', async () => {
		const { address, db } = served;
		const [door = ''] = /\/inrichten\/\S+/.exec(served.output()) ?? [];
		await visitAs(address, null, door, async (page) => {
			await fill(page, 'Naam van deze installatie', 'Wijkspoor Zonnedam');
			await fill(page, 'Naam van jouw organisatie', 'Gemeente Zonnedam');
			await choose(page, 'gemeente');
			await fill(page, 'Naam', NOOR.name);
			await fill(page, 'E-mailadres', NOOR.address);
			await fill(page, 'Wachtwoord', NOOR.password);
			await choose(page, 'Laat een voorbeeldwijk zien');
			await press(page, 'Installatie inrichten');
			await page.waitForURL(/\/inloggen\/app/, { timeout: 120_000 });
		});
		const leaders = await db
			.selectFrom('memberships as m')
			.innerJoin('accounts as a', 'a.id', 'm.account')
			.select('a.name')
			.where('m.role', '=', 'leader')
			.where('m.until', 'is', null)
			.orderBy('a.name')
			.execute();
		assert.deepEqual(
			leaders.map(({ name }) => name),
			['Noor Visser', 'Soraya El Amrani'],
		);
	});
});
