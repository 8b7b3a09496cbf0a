import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { ask } from '../proofs/asking.ts';
import type { Neighbourhood, Resident } from '../village/neighbourhood.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

/** A decision from its first draft to the one that revises it. One story, told in order, on a server of its own. */
describe('the logbook of a project', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;
	let decision = '';

	before(async () => {
		served = await serveNeighbourhood();
	});
	after(() => served.stop());

	const home = () => `/projecten/${served.village.project}/logboek`;
	const as = (who: Resident, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village.people[who], path, work);
	it('takes in a decision, and says what is missing', async () => {
		await as('member', home(), async (page) => {
			await looked(page);
			await follow(page, 'Besluit vastleggen');
			await looked(page);
			await press(page, 'In het logboek zetten');
			assert.match(await issueAt(page, 'titel'), /Vul een titel in/);
			assert.match(await issueAt(page, 'grond'), /mandaat/);
			await looked(page);
			await fill(page, 'Wat is besloten?', 'De wijk krijgt een warmtenet');
			await fill(page, 'Waarom?', 'Het is het goedkoopst voor bewoners.');
			await fill(page, 'Door wie?', 'de stuurgroep');
			await fill(page, 'Op welke grond of welk mandaat?', 'mandaat van het college');
			await fill(page, 'Wanneer was het?', '2099-01-01');
			await choose(page, 'in een bijeenkomst');
			await press(page, 'In het logboek zetten');
			assert.match(await issueAt(page, 'datum'), /moet nog komen/);
			await fill(page, 'Wanneer was het?', '2026-11-20');
			await page.locator('fieldset summary').first().click();
			await page.locator('fieldset details[open] input[type=checkbox]').first().check();
			await press(page, 'In het logboek zetten');
			assert.equal(await title(page), 'De wijk krijgt een warmtenet');
			assert.match(await text(page), /20 november 2026[\s\S]*in een bijeenkomst/);
			decision = pathOf(page);
			await looked(page);
		});
	});

	it('shows who changes the same text at the same time both texts', async () => {
		await as('core', `${decision}/wijzigen`, async (bram) => {
			await as('member', `${decision}/wijzigen`, async (fatima) => {
				await fill(fatima, 'Waarom?', 'Omdat Fatima het zegt.');
				await press(fatima, 'Wijziging bewaren');
				assert.match(await text(fatima), /Omdat Fatima het zegt/);
			});
			await fill(bram, 'Waarom?', 'Omdat Bram het zegt.');
			await press(bram, 'Wijziging bewaren');
			assert.match(await text(bram), /Fatima Haddad wijzigde dit[\s\S]*Omdat Fatima het zegt[\s\S]*Omdat Bram het zegt/);
			await looked(bram);
			await press(bram, 'Mijn tekst bewaren');
			assert.match(await text(bram), /Omdat Bram het zegt/);
			await follow(bram, 'Eerdere versies');
			assert.match(await text(bram), /Versie 3[\s\S]*Omdat Fatima het zegt[\s\S]*Versie 2/);
			await looked(bram);
		});
	});

	it('has it confirmed by a leader, answered by who reads along, and revised by another', async () => {
		await as('leader', decision, async (page) => {
			await press(page, 'Besluit bevestigen');
			assert.match(await text(page), /Bevestigd/);
			assert.equal(await page.getByRole('link', { name: 'Wijzigen', exact: true }).count(), 0);
			await follow(page, 'Besluit herzien');
			await fill(page, 'Wat is besloten?', 'De wijk krijgt warmtepompen');
			await fill(page, 'Waarom?', 'Het wordt te duur.');
			await fill(page, 'Door wie?', 'de stuurgroep');
			await fill(page, 'Op welke grond of welk mandaat?', 'mandaat van het college');
			await press(page, 'In het logboek zetten');
			assert.match(await text(page), /herziet/);
			await press(page, 'Besluit bevestigen');
			await looked(page);
		});
		await as('reader', decision, async (page) => {
			assert.match(await text(page), /Dit besluit is later herzien[\s\S]*herzien door/);
			await press(page, 'Reageren');
			assert.match(await issueAt(page, 'reactie'), /Schrijf eerst iets op/);
			await fill(page, 'Je reactie', 'Jammer van het net.');
			await press(page, 'Reageren');
			assert.match(await text(page), /Jammer van het net[\s\S]*Joost Kramer/);
			await press(page, 'Volgen');
			await looked(page);
			await page.getByRole('button', { name: /^Reactie terugnemen/ }).click();
			assert.match(await text(page), /nam deze reactie terug/);
		});
	});

	it('is found by its words and what somebody chooses, by who may read it', async () => {
		await as('reader', home(), async (page) => {
			await fill(page, 'Woorden', 'warmtenetten');
			await press(page, 'Tonen');
			assert.match(await text(page), /De wijk krijgt een warmtenet/);
			assert.doesNotMatch(await text(page), /krijgt warmtepompen/);
			await looked(page);
			await fill(page, 'Woorden', 'kern');
			await press(page, 'Tonen');
			assert.match(await text(page), /Niets gevonden/);
		});
		await as('subproject member', home(), async (page) => assert.doesNotMatch(await text(page), /krijgt een warmtenet|kanarie/));
		await as('subproject member', decision, async (page) => assert.equal(await title(page), 'Deze bladzijde vinden we niet'));
	});

	it('gives an action to somebody, who finds it among their own and marks it as done', async () => {
		await as('leader', `${home()}/nieuw?soort=action`, async (page) => {
			await fill(page, 'Wat moet er gebeuren?', 'Bel de corporatie');
			await page.getByLabel('Wie doet het?').selectOption('Bram de Wit');
			await fill(page, 'Uiterlijk klaar op', '2026-12-01');
			await looked(page);
			await press(page, 'In het logboek zetten');
			assert.match(await text(page), /Bram de Wit/);
		});
		await as('core', '/mijn/acties', async (page) => {
			await looked(page);
			await page.getByRole('textbox').fill('Ze bellen terug.');
			await press(page, 'Klaar melden: Bel de corporatie');
			assert.match(await text(page), /geen open acties/);
		});
	});

	it('relates one entry to another', async () => {
		await as('leader', `${decision}/verband`, async (page) => {
			await looked(page);
			await fill(page, 'Woorden', 'corporatie');
			await press(page, 'Vermelding zoeken');
			await press(page, 'Verband vastleggen');
			assert.match(await issueAt(page, 'bij'), /Kies een andere/);
			await choose(page, 'zie ook');
			await page.getByRole('radio', { name: /^Actie: Bel de corporatie/ }).check();
			await press(page, 'Verband vastleggen');
			assert.match(await text(page), /zie ook[\s\S]*Bel de corporatie/);
		});
	});

	it('destroys what is removed, and keeps that it was there', async () => {
		await as('leader', `${home()}/${served.village.notes.core}`, async (page) => {
			await looked(page);
			await follow(page, 'Weghalen');
			await press(page, 'Voorgoed weghalen');
			assert.match(await issueAt(page, 'reden'), /waarom/);
			await looked(page);
			await fill(page, 'Waarom haal je dit weg?', 'stond er dubbel');
			await press(page, 'Voorgoed weghalen');
			assert.match(await text(page), /Weggehaald op .* door Fenna de Boer\. Reden: stond er dubbel/);
			assert.doesNotMatch(await text(page), /kanarie-kern/);
			await looked(page);
		});
	});

	it('answers what nobody meant with a message, and stores none of it', async () => {
		const { token } = served.village.people.leader;
		const before = await served.db.selectFrom('entries').select('id').execute();
		for (const path of [
			`${home()}?voor=x&soort=x&van=2026-99-99&deel=${'x'.repeat(300)}&wie='&knooppunt=%27%3B--&q=%22*%20OR%20`,
			`${home()}?voor=2026-11-22_${'x'.repeat(40)}`,
		])
			assert.equal((await ask(served.address, path, { token })).status, 200, path);
		for (const path of [`${home()}/nieuw`, `${home()}/nieuw?soort=document`, `${home()}/niets`, `${home()}/nieuw?soort=toString`])
			assert.equal((await ask(served.address, path, { token })).status, 404, path);
		const form = {
			titel: '\u0000',
			adres: 'javascript:alert(1)',
			datum: '0000-00-00',
			niveau: 'public',
			weg: 'api',
			deel: '',
			verband: '',
			bij: '',
			versie: 'x',
		};
		const answer = await ask(served.address, `${home()}/nieuw?soort=link`, { token, form });
		assert.equal(answer.status, 422);
		assert.match(answer.text, /begint met https/);
		const elsewhere = {
			titel: 'x',
			adres: 'https://x.example',
			tekst: '',
			datum: '2026-11-22',
			niveau: 'internal',
			weg: 'screen',
			verband: '',
			bij: '',
			versie: '',
		};
		assert.equal((await ask(served.address, `${home()}/nieuw?soort=link`, { token, form: { ...elsewhere, deel: 'niets' } })).status, 404);
		assert.equal(
			(await ask(served.address, `${home()}/nieuw?soort=link`, { token, form: { ...elsewhere, titel: 'x'.repeat(300), deel: '' } })).status,
			422,
		);
		assert.deepEqual(await served.db.selectFrom('entries').select('id').execute(), before);
	});
});
