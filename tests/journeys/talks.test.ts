import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { ask } from '../proofs/asking.ts';
import type { Neighbourhood, Resident } from '../village/neighbourhood.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

/** A whole talk of two people, from its preparation to what was taken back. One story, told in order, on a server of its own. */
describe('a talk in confidence', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;
	/** Where it stands; its two sides alone have the address. */
	let talk = '';

	before(async () => {
		served = await serveNeighbourhood();
	});
	after(() => served.stop());

	const home = () => `/projecten/${served.village.project}/gesprekken`;
	const as = (who: Resident, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village.people[who], path, work);
	const statusFor = async (who: Resident, path: string) =>
		(await ask(served.address, path, { token: served.village.people[who].token })).status;

	it('opens from the junction that asks for it, and is prepared with the usual questions', async () => {
		await as('member', `/projecten/${served.village.project}/knooppunten/gesprek-ambities`, async (page) => {
			await follow(page, 'Gesprekken bekijken');
			assert.equal(await title(page), 'Gesprekken');
			assert.match(await text(page), /Er is nog niets vrijgegeven/);
			await looked(page);
			await follow(page, 'Eerste gesprek plannen');
			assert.match(await page.locator('#vragen-nachtmerrie').inputValue(), /Welke kop over ons/);
			await page.locator('#tijd').fill('half drie');
			await press(page, 'Voorbereiding bewaren');
			assert.match(await issueAt(page, 'partij'), /met welke partij/);
			assert.match(await issueAt(page, 'tijd'), /zoals 14:30/);
			await looked(page);
			await page.locator('#partij').fill('Netbeheerder Stroomkant');
			await page.locator('#persoon').selectOption({ label: 'Joost Kramer (Gemeente Zonnedam)' });
			await page.locator('#plaats').fill('Bij hen op kantoor');
			await page.locator('#tijd').fill('9.30');
			await page.locator('#afgesproken').fill('We lezen het samen na.');
			await press(page, 'Voorbereiding bewaren');
			assert.equal(await title(page), 'Netbeheerder Stroomkant');
			assert.match(await text(page), /Fatima Haddad in gesprek met Joost Kramer[\s\S]*09:30[\s\S]*Nog te bedenken: Dag/);
			assert.ok(!(await page.title()).includes('Stroomkant'));
			talk = pathOf(page);
		});
	});

	it('is written down step by step, and goes on where the last step ended', async () => {
		await as('member', talk, async (page) => {
			await press(page, 'Gesprek is gehouden');
			assert.match(await text(page), /Je loopt|loopt trots door de wijk/);
			await press(page, 'Regel opschrijven');
			assert.match(await issueAt(page, 'woorden'), /Schrijf op wat er is gezegd/);
			await fill(page, 'Droom', 'Dat we één keer de straat openhalen.');
			await press(page, 'Regel opschrijven');
			await follow(page, 'Verder met: Nachtmerrie');
			await fill(page, 'Nachtmerrie', 'Dat iedereen tegelijk wil.');
			await press(page, 'Regel opschrijven');
			await follow(page, 'Verder met: Angst');
			assert.match(await text(page), /Wat kan meedoen jouw organisatie kosten/);
			await fill(page, 'Angst', 'Dat wij de schuld krijgen van het wachten.');
			await press(page, 'Regel opschrijven');
			assert.match(await text(page), /Droom[\s\S]*openhalen[\s\S]*Angst[\s\S]*de schuld krijgen[\s\S]*niet vrijgegeven/);
			await looked(page);
			await page.getByRole('link', { name: /de schuld krijgen/ }).click();
			assert.match(await text(page), /Alleen de partij zelf beslist/);
			assert.equal(await page.getByRole('button', { name: 'Regel vrijgeven' }).count(), 0);
		});
	});

	it('is not there for anybody else, whatever they may do in the project', async () => {
		for (const who of ['leader', 'admin', 'core', 'subproject member', 'administrator'] as const)
			for (const path of [talk, `${talk}/voorbereiden`]) assert.equal(await statusFor(who, path), 404, `${who} ${path}`);
		await as('leader', home(), async (page) => {
			assert.match(await text(page), /Er is nog niets vrijgegeven/);
			assert.ok(!/Stroomkant|gesproken met|openhalen/.test(await page.content()));
		});
	});

	it('is released line by line by the party, in words for others', async () => {
		await as('reader', home(), async (page) => {
			await follow(page, 'Netbeheerder Stroomkant');
			await page.getByRole('link', { name: /de schuld krijgen/ }).click();
			assert.match(await text(page), /Een angst wordt een voorwaarde/);
			assert.equal(await page.locator('#tekst').inputValue(), 'Wij doen mee als …');
			await press(page, 'Regel vrijgeven');
			assert.match(await page.locator('main').innerText(), /Kies wie dit mag lezen/);
			await choose(page, 'iedereen in het project');
			await press(page, 'Regel vrijgeven');
			assert.match(await issueAt(page, 'tekst'), /Maak de zin eerst af/);
			await looked(page);
			await page.locator('#tekst').fill('Wij doen mee als de planning gezamenlijk is.');
			await press(page, 'Regel vrijgeven');
			assert.match(await text(page), /Wat anderen lezen[\s\S]*de planning gezamenlijk/);
			await looked(page);
		});
	});

	it('is then followed by the team, and goes along as a file', async () => {
		await as('core', home(), async (page) => {
			assert.match(await text(page), /Voorwaarden[\s\S]*de planning gezamenlijk[\s\S]*Netbeheerder Stroomkant[\s\S]*open/);
			assert.ok(!(await page.content()).includes('de schuld krijgen'));
			await looked(page);
			const download = page.waitForEvent('download');
			await press(page, 'Vrijgegeven regels downloaden');
			const csv = await readFile(await (await download).path(), 'utf8');
			assert.match(csv, /"Voorwaarde";"Netbeheerder Stroomkant";"Wij doen mee als de planning gezamenlijk is\."/);
			await page.getByRole('link', { name: /de planning gezamenlijk/ }).click();
			await page.locator('#eigenaar').selectOption({ label: 'Bram de Wit' });
			await choose(page, 'beantwoord of waargemaakt');
			await page.locator('#opmerking').fill('De planning staat.');
			await press(page, 'Opvolging bewaren');
			assert.match(await text(page), /beantwoord of waargemaakt[\s\S]*De planning staat\.[\s\S]*Bram de Wit/);
			await looked(page);
		});
	});

	it('is taken back by the party, and then gone for everybody but the two', async () => {
		await as('reader', talk, async (page) => {
			await page.getByRole('link', { name: /de schuld krijgen/ }).click();
			await page.getByRole('link', { name: 'Terugnemen' }).first().click();
			await looked(page);
			await press(page, 'Nu terugnemen');
			assert.match(await text(page), /de schuld krijgen/);
			assert.ok(!(await text(page)).includes('Wat anderen lezen'));
			await page.goto(served.address + talk);
			assert.match(await text(page), /Joost Kramer nam een vrijgegeven regel terug/);
		});
		await as('leader', home(), async (page) => {
			assert.ok(!/planning gezamenlijk|Stroomkant/.test(await page.content()));
			await page.goto(`${served.address}/projecten/${served.village.project}/journaal`);
			assert.match(await text(page), /Joost Kramer nam een vrijgegeven regel terug/);
			assert.ok(!/planning gezamenlijk|Stroomkant/.test(await page.content()));
		});
	});

	it('is released by the interviewer for a party without an account, with how it agreed', async () => {
		await as('member', `${home()}/nieuw`, async (page) => {
			await page.locator('#partij').fill('VvE De Eik');
			await press(page, 'Voorbereiding bewaren');
			await fill(page, 'Droom', 'Een droog dak.');
			await choose(page, 'op papier');
			await press(page, 'Regel opschrijven');
			await page.getByRole('link', { name: 'Een droog dak.' }).click();
			await page.locator('#tekst').fill('Wij willen dat het dak eerst wordt hersteld.');
			await choose(page, 'iedereen in het project');
			await press(page, 'Regel vrijgeven');
			assert.match(await text(page), /Kies hoe de partij akkoord ging/);
			await looked(page);
			await choose(page, 'per brief');
			await press(page, 'Regel vrijgeven');
			assert.match(await text(page), /Akkoord van de partij\s+per brief[\s\S]*op papier/);
		});
	});

	it('has its like in an ambition of one’s own, which a member of one part shares, too', async () => {
		await as('subproject member', home(), async (page) => {
			await looked(page);
			await follow(page, 'Eigen ambitie opschrijven');
			await looked(page);
			await fill(page, 'Eigen ambitie', 'Een buurt waar je elkaar kent.');
			await press(page, 'Ambitie opschrijven');
			await page.locator('#tekst').fill('Wij willen dat buren elkaar kennen.');
			await choose(page, 'kernteam: de projectleider en wie daarvoor is gevraagd');
			await press(page, 'Regel vrijgeven');
			assert.match(await text(page), /Wat anderen lezen[\s\S]*buren elkaar kennen/);
		});
		await as('leader', home(), async (page) =>
			assert.match(await text(page), /buren elkaar kennen[\s\S]*Sem Smit[\s\S]*voor het kernteam/),
		);
		await as('member', home(), async (page) => assert.ok(!(await page.content()).includes('buren elkaar')));
	});
});
