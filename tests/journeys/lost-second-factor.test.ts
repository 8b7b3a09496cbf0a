import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Database } from '#platform/database/database.server.ts';
import { bramJoins } from '../village/bram.ts';
import { linkIn } from '../village/links.ts';
import { codeAt, noorSetsUp, type Person } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { fill, follow, issueAt, looked, pathOf, press, said, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

const PASSWORD = 'groen kanaal lepel zucht';
const BEFORE = new Date(Date.now() - 30 * 86_400_000).toISOString();
const someone = (name: string, asAdministrator = false) => {
	const address = `${name.split(' ')[0]?.toLowerCase()}@zonnedam.example`;
	return { name, address, addressKey: address, asAdministrator };
};

/** Sem lost his phone. One story, told in order, on a server of its own. */
describe('a lost second factor', { concurrency: 1 }, () => {
	browsers();
	let served: Served<{ noor: Person; bram: Person; sem: Person }>;

	before(async () => {
		served = await serveHouse(async (db) => {
			const noor = await noorSetsUp(db, new Date());
			const bram = await bramJoins(db, noor, new Date());
			return { noor, bram, sem: await bramJoins(db, noor, new Date(), someone('Sem Smit')) };
		});
		await sinceLong(served.db);
	});
	after(() => served.stop());

	const as = (who: keyof typeof served.village | null, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, who && served.village[who], path, work);
	const startFor = (id: string) => `/organisatie/tweede-stap/${id}`;

	it('cannot be helped by the only administrator, who reads what else can be done', async () => {
		await as('bram', startFor(served.village.sem.account.id), async (page) => assert.equal(await title(page), 'Dit mag je hier niet'));
		await as('noor', '/organisatie', async (page) => {
			await looked(page);
			await follow(page, 'Tweede stap van Sem Smit verwijderen');
			assert.match(await text(page), /Niemand kan dit bevestigen/);
			assert.equal(await page.getByRole('link', { name: 'Iemand uitnodigen' }).count(), 1);
			await looked(page);
		});
	});

	it('is asked for by one administrator, with a reason', async () => {
		const { bram, sem } = served.village;
		await served.db.insertInto('administrators').values({ account: bram.account.id, since: BEFORE }).execute();
		await as('noor', startFor(sem.account.id), async (page) => {
			await press(page, 'Bevestiging vragen');
			assert.match(await issueAt(page, 'reden'), /Schrijf op waarom/);
			await looked(page);
			await fill(page, 'Waarom is dit nodig?', 'Telefoon in het kanaal gevallen');
			await press(page, 'Bevestiging vragen');
			assert.match((await said(page)) ?? '', /Het verzoek is gedaan/);
			assert.match(await text(page), /Sem Smit[\s\S]*Gevraagd door Noor Visser[\s\S]*Wacht op bevestiging[\s\S]*Bram de Wit/);
			await looked(page);
		});
	});

	it('is confirmed by another one, who finds it on their own page', async () => {
		await as('bram', '/mijn', async (page) => {
			assert.match(await text(page), /Iemand vraagt je iets te bevestigen/);
			await looked(page);
			await follow(page, 'De tweede stap van Sem Smit verwijderen?');
			assert.match(await text(page), /Telefoon in het kanaal gevallen/);
			await looked(page);
			await press(page, 'Ik heb gebeld en bevestig dit');
			assert.match((await said(page)) ?? '', /Je hebt het bevestigd/);
			await page.goto(`${served.address}/organisatie/tweede-stap`);
			assert.match(await text(page), /Bevestigd door Bram de Wit/);
			await looked(page);
		});
		await as('sem', '/mijn', async (page) => assert.doesNotMatch(await text(page), /Iemand vraagt je/));
	});

	it('is stopped by the person with the link in the letter, which looking does not use up', async () => {
		const path = await linkIn(served.db, 'sem@zonnedam.example', '/tweede-stap-stoppen/');
		assert.ok(path);
		await as(null, path, async (page) => {
			await page.reload();
			assert.match(await text(page), /Noor Visser en Bram de Wit/);
			await looked(page);
			await press(page, 'Tegenhouden');
			assert.equal(await title(page), 'Je tweede stap wordt niet verwijderd');
			await looked(page);
		});
		await as(null, path, async (page) => assert.match(await text(page), /Er is niets meer tegen te houden/));
	});

	it('gives way to a new app a day after two people saw to it', async () => {
		const { sem } = served.village;
		await as('bram', startFor(sem.account.id), async (page) => {
			await fill(page, 'Waarom is dit nodig?', 'Gebeld: hij is hem echt kwijt');
			await press(page, 'Bevestiging vragen');
		});
		await as('noor', '/mijn', async (page) => {
			await follow(page, 'De tweede stap van Sem Smit verwijderen?');
			await press(page, 'Ik heb gebeld en bevestig dit');
		});
		const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
		await served.db.updateTable('factor_resets').set({ ready_at: anHourAgo }).execute();
		await as(null, '/inloggen', async (page) => {
			await fill(page, 'E-mailadres', sem.account.address);
			await fill(page, 'Wachtwoord', PASSWORD);
			await press(page, 'Verder');
			assert.equal(pathOf(page), '/inloggen/app');
			const secret = (await page.locator('code').first().innerText()).replaceAll(' ', '');
			await fill(page, 'Code van zes cijfers', codeAt(secret, new Date()));
			await press(page, 'App koppelen');
			assert.equal(await title(page), 'Bewaar deze herstelcodes');
			await page.goto(`${served.address}/mijn/berichten`);
			assert.match(await text(page), /De tweede stap van je account is verwijderd/);
		});
		await as('sem', '/mijn', async (page) => assert.equal(pathOf(page), '/inloggen'));
	});
});

/** Who got a right within a week has no say yet. */
async function sinceLong(db: Database): Promise<void> {
	await db.updateTable('administrators').set({ since: BEFORE }).execute();
}
