import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addEntry } from '#logbook/entering.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { ask } from '../proofs/asking.ts';
import type { Neighbourhood, Resident } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { choose, follow, issueAt, looked, pathOf, press, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

/** From an empty register to a figure, a sum and a picture that a team can show. One story, told in order, on a server of its own. */
describe('what a neighbourhood wants', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;

	before(async () => {
		served = await serveNeighbourhood();
	});
	after(() => served.stop());

	const home = () => `/projecten/${served.village.project}/registers`;
	const as = (who: Resident, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village.people[who], path, work);
	const fillIn = async (page: Page, values: Record<string, string>) => {
		for (const [name, value] of Object.entries(values)) await page.locator(`#${name}`).fill(value);
	};
	const seen = async (page: Page) => (await text(page)).replaceAll('\u00a0', ' ');
	/** The list as a spreadsheet. */
	const taken = async (page: Page) => {
		const download = page.waitForEvent('download');
		await press(page, 'Lijst meenemen');
		return readFile(await (await download).path(), 'utf8');
	};
	/** Adds something of which these fields are filled in and these words chosen. */
	const add = async (page: Page, address: string, values: Record<string, string>, words: Record<string, string> = {}) => {
		await page.goto(`${served.address}${home()}/${address}/nieuw`);
		await fillIn(page, values);
		for (const [name, value] of Object.entries(words)) await page.locator(`input[name="${name}"][value="${value}"]`).check();
		await press(page, 'Bewaren');
		await page.waitForURL(/[\da-f-]{36}$/);
	};

	it('opens from the junction that asks for it, and says what it is for', async () => {
		await as('leader', `/projecten/${served.village.project}/knooppunten/gezamenlijke-ambitie`, async (page) => {
			await follow(page, 'Criteria');
			assert.equal(await title(page), 'Criteria');
			assert.match(await text(page), /Waaraan zie je of het doel gehaald is[\s\S]*Hier staat nog niets/);
			await looked(page);
			await page.goto(served.address + home());
			await looked(page);
		});
	});

	it('shows whether a criterion is met, by what was measured last, as a chart and as a table', async () => {
		await as('leader', `${home()}/criteria/nieuw`, async (page) => {
			await fillIn(page, { streefwaarde: 'weinig' });
			await press(page, 'Bewaren');
			assert.match(await issueAt(page, 'streefwaarde'), /Vul een getal in/);
			assert.match(await issueAt(page, 'methode'), /Schrijf op hoe je meet/);
			await looked(page);
			await fillIn(page, {
				wat: 'Gasverbruik van een gemiddelde woning',
				eenheid: 'm³ per jaar',
				nulmeting: '1.380',
				nuldag: '2022-01-01',
			});
			await fillIn(page, { streefwaarde: '900', voor: '2027-01-01', methode: 'De netbeheerder telt per postcode.' });
			await page.locator('input[name="richting"][value="atMost"]').check();
			await press(page, 'Bewaren');
			assert.match(await seen(page), /Nog niet gemeten\. Nodig is hoogstens 900 m³ per jaar/);
			const here = page.url();
			for (const [dag, gemeten, opmerking] of [
				['2023-01-01', '1310', ''],
				['2024-01-01', '1190', 'Na de isolatie van de flats.'],
				['2025-01-01', '1020', ''],
			] as const) {
				await fillIn(page, { dag, gemeten, opmerking });
				await press(page, 'Bijschrijven');
				await page.waitForURL(here);
			}
			assert.match(await seen(page), /Nog niet gehaald: op 1 januari 2025 was het 1\.020 m³ per jaar, nodig is hoogstens 900/);
			assert.match(await seen(page), /1 januari 2024\s+1\.190 m³ per jaar\s+Na de isolatie van de flats\.\s+Fenna de Boer/);
			assert.equal(await page.getByRole('img', { name: /Lijn van 3 metingen: van 1.310/ }).count(), 1);
			await looked(page);
			await fillIn(page, { dag: '2026-01-01', gemeten: '880' });
			await press(page, 'Bijschrijven');
			assert.match(await seen(page), /Gehaald: op 1 januari 2026/);
			await follow(page, 'Criteria');
			assert.match(await seen(page), /Gasverbruik van een gemiddelde woning\s+Gehaald, 880 m³ per jaar op 1 januari 2026/);
		});
	});

	it('reckons whether a definition is cost neutral, and tries out another gas price without storing it', async () => {
		await as('leader', home(), async (page) => {
			const words = { wat: 'Huurders', voorwie: 'Huurders van De Brug', welke: 'Energie en lening', jaren: '20' };
			const figures = { investering: '15000', subsidie: '3000', rente: '0', gas: '1200', gasprijs: '1,50', gasvast: '240' };
			await add(page, 'kostenneutraal', { ...words, ...figures, warmte: '30', warmteprijs: '40', warmtevast: '360' });
			assert.match(await seen(page), /Nog niet te zeggen[\s\S]*‘Extra stroom straks/);
			await follow(page, 'Wijzigen');
			await fillIn(page, { stroom: '0' });
			await press(page, 'Bewaren');
			assert.match(
				await seen(page),
				/niet kostenneutraal: € 10 per maand duurder[\s\S]*1\.200 m³ × € 1,50\s+€ 150[\s\S]*Niet gerekend: onderhoud/,
			);
			await looked(page);
			await follow(page, 'Uitproberen en naast elkaar leggen');
			await looked(page);
			await fillIn(page, { gasprijs: 'duur' });
			await press(page, 'Opnieuw uitrekenen');
			assert.match(await issueAt(page, 'gasprijs'), /Vul een getal in/);
			await looked(page);
			await fillIn(page, { gasprijs: '1,60' });
			await press(page, 'Opnieuw uitrekenen');
			assert.match(new URL(page.url()).search, /gasprijs=1%2C60/);
			assert.match(await seen(page), /Wat je uitprobeert\s+Ja, met deze getallen is het kostenneutraal: precies even duur/);
			assert.match(await seen(page), /Gasprijs, in euro per m³\s+€ 10 per maand goedkoper/);
			await looked(page);
			await add(page, 'kostenneutraal', {
				...words,
				wat: 'Eigenaren',
				voorwie: 'Eigenaren van een rijwoning',
				...figures,
				subsidie: '5400',
			});
			await page.goto(`${served.address}${home()}/kostenneutraal/naast-elkaar`);
			await page.locator('#een').selectOption({ label: 'Huurders' });
			await page.locator('#ander').selectOption({ label: 'Eigenaren' });
			await press(page, 'Betekenissen vergelijken');
			assert.match(await seen(page), /Subsidie per woning, in euro\s+3\.000\s+5\.400\s+verschilt/);
			assert.match(await seen(page), /Warmteverbruik straks, in GJ per jaar\s+niet te zeggen: er ontbreken getallen/);
			await looked(page);
		});
	});

	it('reckons what a deadlock costs, and names what is not counted', async () => {
		await as('member', home(), async (page) => {
			const figures = { uren: '40', uurtarief: '95', woningen: '200', perwoning: '30' };
			await add(page, 'impasses', { wat: 'Geen akkoord over de warmteprijs', vanaf: '2026-03-01', tot: '2026-08-31', ...figures });
			assert.match(await seen(page), /Dit kostte € 9\.800 per maand[\s\S]*6 maanden[\s\S]*samen € 58\.800[\s\S]*niet meegeteld: ‘Bouwsom/);
			await looked(page);
			await follow(page, 'Impasses');
			assert.match(await seen(page), /Kostte € 9\.800 per maand, samen € 58\.800/);
			assert.match(await taken(page), /"Uitkomst"[\s\S]*"Kostte €.9\.800 per maand, samen €.58\.800"/);
		});
	});

	it('draws risks by chance and effect, and shows the second of two people what the first wrote', async () => {
		await as('leader', home(), async (page) => {
			await add(page, 'risicos', { wat: 'De aannemer gaat failliet' }, { kans: '2', gevolg: '5' });
			await add(page, 'risicos', { wat: 'Het stroomnet is vol' }, { kans: '4', gevolg: '4' });
			await add(page, 'risicos', { wat: 'De buurt haakt af' });
			await page.goto(`${served.address}${home()}/risicos`);
			assert.match(await seen(page), /1\s+Het stroomnet is vol\s+groot\s+groot[\s\S]*Niet in het rooster[\s\S]*De buurt haakt af/);
			await looked(page);
			await page.getByRole('link', { name: 'Het stroomnet is vol' }).first().click();
			const risk = pathOf(page);
			await follow(page, 'Wijzigen');
			await looked(page);
			await as('member', `${risk}/wijzigen`, async (other) => {
				await fillIn(other, { maatregel: 'Een buurtbatterij.' });
				await press(other, 'Bewaren');
				await follow(other, 'Eerdere versies');
				assert.match(await text(other), /Maatregel[\s\S]*Een buurtbatterij/);
				await looked(other);
			});
			await fillIn(page, { maatregel: 'Later beginnen.' });
			await press(page, 'Bewaren');
			assert.match(await text(page), /Fatima Haddad wijzigde dit[\s\S]*Een buurtbatterij\.[\s\S]*Later beginnen\./);
			await looked(page);
			await press(page, 'Toch bewaren wat ik schreef');
			assert.match(await text(page), /Maatregel\s+Later beginnen\./);
			await fillIn(page, { opmerking: 'De netbeheerder belde.' });
			await press(page, 'Bijschrijven');
			assert.match(await text(page), /De netbeheerder belde\./);
			await looked(page);
			await follow(page, 'Weghalen');
			await press(page, 'Voorgoed weghalen');
			assert.match(await issueAt(page, 'reden'), /Schrijf op waarom/);
			await looked(page);
			await fillIn(page, { reden: 'Het net is verzwaard.' });
			await press(page, 'Voorgoed weghalen');
			assert.match(await text(page), /weggehaald door Fenna de Boer: Het net is verzwaard/);
			await looked(page);
		});
	});

	it('keeps wishes together by whether they go along, with the decision to read on', async () => {
		const leader = await memberOf(served.db, served.village.people.leader.account, served.village.project);
		const words = { title: 'Het plein wordt groen', why: 'Dat wil de buurt', by: 'de stuurgroep', ground: 'mandaat van het college' };
		await addEntry(served.db, keys, leader, { kind: 'decision', level: 'internal', subproject: null, words });
		await as('leader', home(), async (page) => {
			const wish = { partij: 'Bewonersgroep' };
			await page.goto(`${served.address}${home()}/wensen/nieuw`);
			await page.locator('#thema').selectOption({ label: 'Groen en openbare ruimte' });
			await fillIn(page, { wat: 'Bomen op het plein', ...wish, waarom: 'Past in de planning.' });
			await choose(page, 'gaat mee');
			await page.locator('#besluit').selectOption({ index: 1 });
			await press(page, 'Bewaren');
			await follow(page, 'Het plein wordt groen');
			assert.match(pathOf(page), /\/logboek\//);
			await page.goto(`${served.address}${home()}/wensen/nieuw`);
			await page.locator('#thema').selectOption({ label: 'Verkeer en parkeren' });
			await fillIn(page, { wat: 'Meer parkeerplaatsen', ...wish });
			await press(page, 'Bewaren');
			await follow(page, 'Wensen');
			assert.match(await seen(page), /gaat mee[\s\S]*Bomen op het plein[\s\S]*nog niet gekozen[\s\S]*Meer parkeerplaatsen/i);
			await looked(page);
			await page.goto(`${served.address}${home()}/wensen?q=BOMEN`);
			assert.match(await seen(page), /Bomen op het plein/);
			assert.ok(!(await seen(page)).includes('parkeerplaatsen'));
			await looked(page);
			assert.match(await taken(page), /"Bomen op het plein";"Bewonersgroep"/);
		});
	});

	it('is not there for who is in one part only, nor for who takes part elsewhere', async () => {
		for (const [who, status] of [
			['subproject member', 403],
			['other municipality', 404],
		] as const) {
			const { token } = served.village.people[who];
			for (const page of ['', '/risicos', '/kostenneutraal/naast-elkaar', '/criteria/nieuw'])
				assert.equal((await ask(served.address, home() + page, { token })).status, status, `${who} ${page}`);
		}
		const { token } = served.village.people.leader;
		assert.equal((await ask(served.address, `${home()}/kostenneutraal/naast-elkaar?een=bestaat-niet`, { token })).status, 404);
	});
});
