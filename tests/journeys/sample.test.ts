import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openStoreroom } from '#documents/storeroom.server.ts';
import { manuscriptIn } from '#publishing/manuscript.server.ts';
import { fillSample } from '#sample/filling.server.ts';
import { published } from '../village/method.ts';
import { keys, noorSetsUp, type Person } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { follow, looked, press, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

const CONTENT = join(import.meta.dirname, '../../content');

/** Every page of a project, filled with three years of work. */
const PAGES: [path: string, title: RegExp, word: RegExp][] = [
	['', /Kwartelveld/, /Samen|fase/i],
	['/voortgang', /Voortgang/, /Warmtebronnen en opslag/],
	['/voortgang/tijdlijn', /Voortgang|Tijdlijn/, /2026/],
	['/voortgang/samenhang', /wacht/i, /Laagland plant pas kabels/],
	['/voortgang/voorstellen', /Voorstel/, /Frits de Lange/],
	['/voortgang/spreadsheet', /./, /./],
	['/knooppunten/warmtebronnen-en-opslag-verkennen', /Warmtebronnen/, /machine 1/],
	['/logboek', /Logboek/, /Wulpenlaan/],
	['/documenten', /Documenten/, /Kaart van het Kwartelveld/],
	['/bijeenkomsten', /Bijeenkomsten/, /Flats eerst/],
	['/leden', /Leden/, /Gerda Oosting/],
	['/journaal', /Journaal/, /./],
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
			await follow(page, 'De bron komt kleiner terug: 2,6 MW van machine 2');
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
