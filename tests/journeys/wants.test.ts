import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Database } from '#platform/database/database.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { addItem } from '#registers/adding.server.ts';
import { AMBITIONS, PRIORITIES, WISHES } from '#registers/definitions/ambitions.ts';
import { CONDITIONS } from '#registers/definitions/conditions.ts';
import { withEvery } from '#registers/items.server.ts';
import type { Register } from '#registers/register.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { follow, issueAt, looked, press, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

const HEAT = { theme: 'heat', measure: 'aanvoertemperatuur', unit: '°C' };
const WANTED: [Register, Record<string, string>][] = [
	[
		AMBITIONS,
		{ what: 'De wijk is in 2035 van het gas', party: 'Gemeente Zonnedam', of: 'organisation', capacity: 'authority', theme: 'heat' },
	],
	[
		AMBITIONS,
		{ what: 'Ons zwembad draait op restwarmte', party: 'Gemeente Zonnedam', of: 'organisation', capacity: 'owner', theme: 'heat' },
	],
	[CONDITIONS, { ...HEAT, what: 'Het water komt met minstens 70 graden binnen', party: 'Woonstichting De Brug', atLeast: '70' }],
	[CONDITIONS, { ...HEAT, what: 'Het net levert hoogstens 55 graden', party: 'Warmtebedrijf Zon', atMost: '55' }],
	[WISHES, { what: 'Een park bij de school', party: 'Bewonersgroep Oost', theme: 'green' }],
	[WISHES, { what: 'Bij de school een park aanleggen', party: 'Gemeente Zonnedam', theme: 'green' }],
	[PRIORITIES, { party: 'Woonstichting De Brug', ranking: 'costs homes comfort heat planning green' }],
	[PRIORITIES, { party: 'Warmtebedrijf Zon', ranking: 'heat costs planning work' }],
	[PRIORITIES, { party: 'Bewonersgroep Oost', ranking: 'costs say comfort green planning homes heat' }],
];

/** From what parties want, put on the registers, to a clash that the team resolved. One story, told in order, on a server of its own. */
describe('what parties want', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;

	before(async () => {
		served = await serveHouse((db) => theNeighbourhood(db));
	});
	after(() => served.stop());

	const fill = async (db: Database, { people, project }: Neighbourhood) => {
		for (const [register, filled] of WANTED) {
			const given = { owner: null, source: '', reviewOn: '', level: 'internal' as const, filled: withEvery(register, filled) };
			await addItem(db, keys, await memberOf(db, people.member.account, project), register, given);
		}
	};
	const view = (name: string) => `/projecten/${served.village.project}/registers/overzicht/${name}`;
	const as = (who: Resident, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village.people[who], path, work);
	it('is laid side by side from the junction that asks for it, and says what it is for while nothing is there', async () => {
		await as('leader', `/projecten/${served.village.project}/knooppunten/helderheid-belangen`, async (page) => {
			await follow(page, 'Volgordes naast elkaar');
			assert.match(await text(page), /Nog geen partij zette de thema’s op volgorde/);
			await page.getByRole('article').getByRole('link', { name: 'Doelen en wensen' }).click();
			await looked(page);
			await follow(page, 'Partijen en thema’s');
			await follow(page, 'Ambitie toevoegen');
			assert.equal(await title(page), 'Ambitie toevoegen');
		});
		await fill(served.db, served.village);
	});

	it('shows the orders of all parties as a picture and as a table that says the same', async () => {
		await as('reader', `/projecten/${served.village.project}/registers/prioriteiten`, async (page) => {
			await follow(page, 'Volgordes naast elkaar');
			const words = await text(page);
			assert.match(words, /3 partijen zetten de thema’s op volgorde/);
			assert.match(words, /Wat bij veel partijen hoog staat\s+Betaalbaarheid/);
			assert.match(words, /Warmte en energie: op plaats 1 bij Warmtebedrijf Zon, op plaats 7 bij Bewonersgroep Oost/);
			assert.equal(await page.locator('svg .dot').count(), 17);
			await looked(page);
		});
	});

	it('sets a pair aside with a reason', async () => {
		await as('member', view('raakvlakken'), async (page) => {
			await looked(page);
			await page.getByRole('link', { name: 'Versterking: Bewonersgroep Oost – Gemeente Zonnedam' }).click();
			await press(page, 'Dit opzij leggen');
			assert.match(await issueAt(page, 'reden'), /Schrijf waarom/);
			await looked(page);
			await page.locator('#reden').fill('Het gaat om twee scholen');
			await press(page, 'Dit opzij leggen');
			assert.match(await text(page), /Opzij gelegd[\s\S]*Het gaat om twee scholen/);
		});
	});

	it('shows a clash to who reads along once somebody confirmed it, in both its cells', async () => {
		await as('reader', view('raakvlakken'), async (page) => {
			assert.match(await text(page), /Nog niemand bevestigde/);
		});
		await as('member', view('raakvlakken'), async (page) => {
			await page.getByRole('link', { name: 'Botsing: Woonstichting De Brug – Warmtebedrijf Zon (Warmte en energie)' }).click();
			assert.match(await text(page), /Dat kan niet tegelijk waar zijn/);
			await press(page, 'Dit bevestigen');
		});
		await as('reader', view('belangen'), async (page) => {
			assert.equal(await page.getByRole('link', { name: 'botst met Warmtebedrijf Zon' }).count(), 1);
			assert.equal(await page.getByRole('link', { name: 'botst met Woonstichting De Brug' }).count(), 1);
			assert.equal(await page.getByRole('row', { name: /^Gemeente Zonnedam \(als (overheid|eigenaar)\)/ }).count(), 2);
			await looked(page);
		});
	});

	it('is on one list of what to talk about, until somebody says how it was resolved', async () => {
		await as('member', view('gesprekspunten'), async (page) => {
			assert.match(await text(page), /Botsingen om op te lossen[\s\S]*70 graden[\s\S]*Grootste verschillen[\s\S]*Warmte en energie/);
			await looked(page);
			await page.getByRole('link', { name: /^Botsing: Woonstichting De Brug/ }).click();
			await page.locator('#hoe').fill('Een pomp in het gebouw brengt het op 70 graden');
			await press(page, 'Oplossing bewaren');
		});
		await as('reader', view('gesprekspunten'), async (page) => {
			assert.match(await text(page), /Er staat geen bevestigde botsing open[\s\S]*Opgelost[\s\S]*Een pomp in het gebouw/);
		});
	});
});
