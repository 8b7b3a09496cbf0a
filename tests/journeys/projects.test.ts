import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Neighbourhood, Resident } from '../village/neighbourhood.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, said, text, visitAs } from './hands.ts';
import { browsers } from './site.ts';

describe('a project', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;
	before(async () => {
		served = await serveNeighbourhood();
	});
	after(() => served.stop());

	const as = <T>(who: Resident, path: string, look: (page: Page) => Promise<T>) =>
		visitAs(served.address, served.village.people[who], path, look);

	it('shows everybody what is theirs to see, on every screen', async () => {
		const { project } = served.village;
		for (const path of ['/projecten', `/projecten/${project}`, `/projecten/${project}/leden`, `/projecten/${project}/journaal`]) {
			await as('leader', path, looked);
		}
		assert.match(await as('leader', `/projecten/${project}`, text), /kanarie-persoonlijk/);
		const read = await as('reader', `/projecten/${project}`, text);
		assert.ok(/kanarie-intern/.test(read) && !/kanarie-kern|Opschrijven/.test(read));
		assert.match(await as('other municipality', '/projecten', text), /Waterdam-Noord/);
		assert.ok(!/Zonnedam-Oost/.test(await as('other municipality', '/projecten', text)));
	});

	it('is begun by an administrator, who then sees no more of it than its name', async () => {
		await as('administrator', '/projecten/beginnen', async (page) => {
			await press(page, 'Project beginnen');
			await looked(page);
			assert.match(await issueAt(page, 'gemeente'), /Vul de gemeente in/);
			await fill(page, 'Gemeente', 'Zonnedam');
			await fill(page, 'Naam van de wijk', 'Zonnedam-West');
			await fill(page, 'CBS-codes van wijken en buurten (mag leeg blijven)', 'wk051801, BU05180101');
			await fill(page, 'Gepland begin (mag leeg blijven)', '3-2027');
			await page.getByLabel('Fenna de Boer').check();
			await press(page, 'Project beginnen');
			assert.deepEqual(
				[await issueAt(page, 'gemeente'), await issueAt(page, 'jaar')],
				['Deze gemeente kennen we niet. Kies een naam uit de lijst.', 'Vul het jaar in waarin deze codes gelden.'],
			);
			assert.equal(await page.getByLabel('Fenna de Boer').isChecked(), true);
			await fill(page, 'Gemeente', 'Den Haag');
			await fill(page, 'Jaar van deze codes (mag leeg blijven)', '2024');
			await press(page, 'Project beginnen');
			assert.match(await text(page), /Je doet nog niet mee/);
		});
		assert.match(await as('leader', '/projecten', text), /Zonnedam-West/);
	});

	it('is gone at once for who is removed', async () => {
		const { project } = served.village;
		await as('member', `/projecten/${project}`, async (page) => {
			await as('leader', `/projecten/${project}/leden`, (leader) => press(leader, 'Deelname van Fatima Haddad beëindigen'));
			assert.equal((await page.reload())?.status(), 404);
		});
		await as('leader', `/projecten/${project}/leden`, async (page) => {
			await page.getByLabel('E-mailadres').fill('niemand@nergens.example');
			await press(page, 'Toevoegen');
			assert.match(await page.locator('#adres-fout').innerText(), /heeft niemand een account/);
			await looked(page);
		});
	});

	it('has parts, and roles that the leader changes', async () => {
		const { project } = served.village;
		await as('leader', `/projecten/${project}/leden`, async (page) => {
			await press(page, 'Deelproject toevoegen');
			await looked(page);
			await fill(page, 'Naam van het deelproject', 'Winkelstraat');
			await press(page, 'Deelproject toevoegen');
			assert.match(await text(page), /Winkelstraat/);
			await follow(page, 'Rol van Joost Kramer wijzigen');
			await looked(page);
			await choose(page, 'lid van één deelproject');
			await press(page, 'Rol wijzigen');
			assert.match(await issueAt(page, 'deel'), /Kies een deelproject/);
			await choose(page, 'lid');
			await press(page, 'Rol wijzigen');
			assert.match(await text(page), /Joost Kramer, lid\n/);
		});
		await as('leader', `/projecten/${project}/stoppen`, async (page) => {
			assert.match(await text(page), /Je bent de enige projectleider/);
			await looked(page);
			await page.goto(`${served.address}/mijn/gegevens/wissen`);
			assert.match(await text(page), /Draag eerst over/);
			await looked(page);
		});
		await as('reader', `/projecten/${project}/stoppen`, async (page) => {
			await looked(page);
			await press(page, 'Stoppen met meedoen');
			assert.equal(pathOf(page), '/projecten');
			assert.equal((await page.goto(`${served.address}/projecten/${project}`))?.status(), 404);
		});
	});

	it('is opened from outside for an hour, and says so on every page', async () => {
		const { project } = served.village;
		await as('operator', '/beheer/openen', async (page) => {
			await fill(page, 'Naam of kenmerk van het project', 'Zonnedam');
			await fill(page, 'Reden', 'Niemand is bereikbaar.');
			await press(page, 'Project een uur openen');
			assert.match(await issueAt(page, 'project'), /geen project dat precies zo heet/);
			await looked(page);
			await fill(page, 'Naam of kenmerk van het project', 'Zonnedam-Oost');
			await press(page, 'Project een uur openen');
			assert.equal(pathOf(page), `/projecten/${project}`);
			await looked(page);
			for (const path of ['', '/leden', '/journaal']) {
				await page.goto(`${served.address}/projecten/${project}${path}`);
				assert.match(await text(page), /Je leest dit project van buitenaf, tot/);
			}
			assert.match(await as('leader', `/projecten/${project}/leden`, text), /Een beheerder van de installatie leest dit project/);
			await press(page, 'Zonnedam-Oost nu sluiten');
			assert.equal((await page.goto(`${served.address}/projecten/${project}`))?.status(), 404);
			await page.goto(`${served.address}/beheer/journaal`);
			await looked(page);
		});
	});

	it('has a journal that is chosen from by who reads it, and taken along', async () => {
		const { project } = served.village;
		await as('leader', `/projecten/${project}/journaal`, async (page) => {
			await page.getByLabel('Wat', { exact: true }).selectOption('logboek');
			await press(page, 'Toon regels');
			assert.match(page.url(), /soort=logboek/);
			const shown = await text(page);
			assert.ok(/zette iets in het logboek/.test(shown) && !/voegde Bram/.test(shown));
			await looked(page);
			const download = page.waitForEvent('download');
			await press(page, 'Deze regels downloaden');
			const csv = await readFile(await (await download).path(), 'utf8');
			assert.ok(csv.startsWith('\uFEFF"Nummer";') && !/voegde/.test(csv));
			await page.reload();
			assert.match(await text(page), /wijkspoor [\w-]+\n\d+\n/);
			await follow(page, 'Het hele journaal meenemen, met wat nodig is om het na te rekenen');
			assert.equal(pathOf(page), `/projecten/${project}/meenemen`);
		});
		const part = await as('subproject member', `/projecten/${project}/journaal`, text);
		assert.ok(/voegde Sem Smit toe/.test(part) && !/Bram|Fatima/.test(part));
	});

	it('goes on to another when its leader is erased', async () => {
		const { project, people } = served.village;
		const { id, address } = people.leader.account;
		const asAdministrator = (path: string, look: (page: Page) => Promise<void>) => as('administrator', path, look);
		await asAdministrator('/organisatie/projectleiders', async (page) => {
			assert.match(await text(page), /Elk project van je organisatie heeft een projectleider/);
			await looked(page);
			await served.db
				.updateTable('memberships')
				.set({ role: 'core' })
				.where('project', '=', project)
				.where('role', '=', 'leader')
				.execute();
			await page.reload();
			await looked(page);
			await choose(page, 'Fenna de Boer');
			await press(page, 'Projectleider aanwijzen');
			assert.match(await text(page), /Elk project van je organisatie heeft een projectleider/);
		});
		await asAdministrator(`/organisatie/wissen/${id}`, async (page) => {
			await fill(page, `Typ ter bevestiging dit adres over: ${address}`, address);
			await press(page, 'Gegevens wissen van Fenna de Boer');
			assert.match(await issueAt(page, 'opvolger'), /Kies wie het project verder leidt/);
			await looked(page);
			await choose(page, 'Bram de Wit');
			await press(page, 'Gegevens wissen van Fenna de Boer');
			assert.equal(pathOf(page), '/organisatie');
		});
		assert.match(await as('core', `/projecten/${project}/journaal`, text), /Mila Jansen wees Bram de Wit aan als projectleider/);
	});

	it('is told anew by its leader, closed, and taken up again', async () => {
		const { project } = served.village;
		await as('core', `/projecten/${project}/instellingen`, async (page) => {
			await looked(page);
			await fill(page, 'Gemeente', 'Den Bosch');
			await press(page, 'Wijziging opslaan');
			assert.match(await issueAt(page, 'reden'), /in één zin/);
			await looked(page);
			await fill(page, 'Waarom verandert dit? Eén zin', 'De gemeente stond er nog niet bij.');
			await choose(page, '5 jaar');
			await press(page, 'Wijziging opslaan');
			assert.match((await said(page)) ?? '', /opgeslagen/);
			await page.goto(`${served.address}/projecten/${project}`);
			assert.match(await text(page), /Gemeente\s+'s-Hertogenbosch/);
			await looked(page);
			await page.goto(`${served.address}/projecten/${project}/instellingen`);
			await press(page, 'Project afsluiten');
			assert.match(await text(page), /Het blijft bewaard tot/);
			await looked(page);
			await page.goto(`${served.address}/projecten/${project}`);
			assert.match(await text(page), /Dit project is afgesloten/);
			await page.goto(`${served.address}/projecten/${project}/instellingen`);
			await fill(page, 'Waarom gaat het verder?', 'Er is nieuw geld.');
			await press(page, 'Project weer openen');
			assert.equal(await page.getByRole('button', { name: 'Project afsluiten' }).count(), 1);
			await page.goto(`${served.address}/projecten/${project}/journaal`);
			assert.match(await text(page), /opende het project weer/);
		});
	});

	it('is a step away from every page, and stands beside others', async () => {
		await as('core', '/mijn', async (page) => {
			await page.locator('header summary', { hasText: 'Projecten' }).focus();
			await page.keyboard.press('Enter');
			await looked(page);
			await page.locator('header').getByRole('link', { name: 'Zonnedam-Oost', exact: true }).click();
			assert.match(pathOf(page), /^\/projecten\/[\w-]+$/);
			await page.goto(`${served.address}/organisatie/portfolio`);
			assert.match(await text(page), /Zonnedam-Oost/);
			await looked(page);
		});
	});
});
