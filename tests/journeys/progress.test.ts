import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { strFromU8, strToU8 } from 'fflate';
import type { Page } from 'playwright-core';
import type { Neighbourhood, Resident } from '../village/neighbourhood.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, text, visitAs } from './hands.ts';
import { browsers } from './site.ts';

/** How far a neighbourhood is, from the first junction taken up to a spreadsheet that comes back. One story, told in order. */
describe('the progress of a project', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;
	before(async () => {
		served = await serveNeighbourhood();
	});
	after(() => served.stop());

	const as = <T>(who: Resident, path: string, work: (page: Page) => Promise<T>) =>
		visitAs(served.address, served.village.people[who], path, work);
	const ofProject = (path: string) => `/projecten/${served.village.project}${path}`;
	const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).click();
	const junction = () => ofProject('/knooppunten/regierol');

	it('begins with a task list that says what could be taken up, and why', async () => {
		await as('leader', ofProject('/voortgang'), async (page) => {
			assert.match(await text(page), /0 van 96 knooppunten klaar[\s\S]*Wat je nu kunt oppakken/);
			assert.ok((await page.getByText('nog niet bekeken').count()) >= 96);
			await looked(page);
		});
	});

	it('changes on the page of a junction, which asks for a reason', async () => {
		await as('leader', junction(), async (page) => {
			await looked(page);
			await unfold(page, 'Status, eigenaar of planning wijzigen');
			await choose(page, 'gestart');
			await fill(page, 'Gepland vanaf (mag leeg blijven)', '1-12-2026');
			await fill(page, 'Gepland tot (mag leeg blijven)', '31-2-2027');
			await press(page, 'Status wijzigen');
			assert.match(await issueAt(page, 'reden'), /in één zin waarom/);
			assert.match(await issueAt(page, 'tot'), /zoals 22-11-2026/);
			assert.equal(await page.getByLabel('Gepland vanaf (mag leeg blijven)').inputValue(), '1-12-2026');
			await looked(page);
			await choose(page, 'gestart');
			await fill(page, 'Gepland vanaf (mag leeg blijven)', '1-12-2026');
			await fill(page, 'Gepland tot (mag leeg blijven)', '1-2-2027');
			await fill(page, 'Reden, in één zin', 'Het college heeft de rol besproken.');
			await page.getByLabel('Eigenaar').selectOption({ label: 'Fatima Haddad' });
			await press(page, 'Status wijzigen');
			assert.equal(pathOf(page), junction());
			assert.match(
				await text(page),
				/gestart[\s\S]*Het college heeft de rol besproken[\s\S]*Fatima Haddad[\s\S]*1 december 2026 – 1 februari 2027/,
			);
			await looked(page);
		});
	});

	it('shows the second of two people both, and stores nothing of the second', async () => {
		await as('admin', junction(), async (page) => {
			await unfold(page, 'Status, eigenaar of planning wijzigen');
			await as('leader', junction(), async (other) => {
				await unfold(other, 'Status, eigenaar of planning wijzigen');
				await choose(other, 'gepauzeerd');
				await fill(other, 'Reden, in één zin', 'De wethouder is ziek.');
				await press(other, 'Status wijzigen');
			});
			await choose(page, 'afgerond');
			await fill(page, 'Reden, in één zin', 'De raad stemde in.');
			await press(page, 'Status wijzigen');
			assert.match(await text(page), /nog niets bewaard\. Fenna de Boer wijzigde[\s\S]*De wethouder is ziek/);
			assert.equal(await page.getByLabel('Reden, in één zin').inputValue(), 'De raad stemde in.');
			await looked(page);
			await press(page, 'Status wijzigen');
			assert.match(await text(page), /De raad stemde in/);
			assert.equal(await page.getByText('nog niets bewaard').count(), 0);
		});
	});

	it('is proposed by a member, and accepted with one click', async () => {
		await as('member', junction(), async (page) => {
			await unfold(page, 'Een andere stand voorstellen');
			await choose(page, 'te herzien');
			await fill(page, 'Reden, in één zin', 'De nieuwe raad wil het anders.');
			await press(page, 'Voorstellen');
			assert.match(await text(page), /Voorgesteld door Fatima Haddad/);
			assert.equal(await page.getByRole('button', { name: /^Voorstel overnemen/ }).count(), 0);
			await looked(page);
		});
		await as('leader', ofProject('/voortgang'), async (page) => {
			await follow(page, 'Er wacht 1 voorstel op een antwoord');
			await looked(page);
			await page.getByRole('link', { name: /^Afwijzen/ }).click();
			await press(page, 'Voorstel afwijzen');
			assert.match(await issueAt(page, 'waarom'), /in één zin waarom je het voorstel afwijst/);
			await looked(page);
			await page.goBack();
			await page.goto(served.address + ofProject('/voortgang/voorstellen'));
			await page.getByRole('button', { name: /^Voorstel overnemen/ }).click();
			assert.equal(pathOf(page), junction());
			assert.match(await text(page), /te herzien[\s\S]*De nieuwe raad wil het anders/);
			assert.match(await text(page), /overgenomen door Fenna de Boer/);
		});
		await as('member', '/mijn/berichten', async (page) => assert.match(await text(page), /Je voorstel is overgenomen/));
	});

	it('asks of what is sensitive whether college and council are on time', async () => {
		await as('leader', junction(), async (page) => {
			await unfold(page, 'Wijzigen of dit gevoelig is');
			await choose(page, 'ja');
			await fill(page, 'Wanneer komt het in het college? (mag leeg blijven)', '8-12-2026');
			await fill(page, 'Hoeft het niet in het college? Schrijf waarom (mag leeg blijven)', 'Het is gemandateerd.');
			await page.locator('[name=waarom]').fill('De oppositie let op.');
			await press(page, 'Gevoeligheid bewaren');
			assert.match(await issueAt(page, 'collegeniet'), /niet allebei/);
			await looked(page);
			await page.locator('[name=waarom]').fill('De oppositie let op.');
			await fill(page, 'Hoeft het niet in het college? Schrijf waarom (mag leeg blijven)', '');
			await press(page, 'Gevoeligheid bewaren');
			assert.match(
				await text(page),
				/hier bestuurlijk gevoelig[\s\S]*College: 8 december 2026[\s\S]*Gemeenteraad: nog niet ingevuld[\s\S]*op tijd aan zet/,
			);
			await looked(page);
			await follow(page, 'Een notitie schrijven');
			assert.match(await text(page), /bestuurlijk gevoelig[\s\S]*kies dan bewust wie het mag lezen/);
			assert.ok(await page.getByLabel(/kernteam:/).isChecked(), 'the core team is suggested');
		});
	});

	it('changes many junctions at once', async () => {
		await as('leader', ofProject('/voortgang/wijzigen'), async (page) => {
			await press(page, 'Aangevinkte knooppunten wijzigen');
			assert.match(await issueAt(page, 'knooppunt'), /ten minste één/);
			await looked(page);
			const boxes = page.getByRole('checkbox');
			await boxes.nth(0).check();
			await boxes.nth(1).check();
			await choose(page, 'afgerond');
			await fill(page, 'Reden, in één zin', 'Gedaan voordat we Wijkspoor gebruikten.');
			await press(page, 'Aangevinkte knooppunten wijzigen');
			assert.match(await text(page), /2 van 96 knooppunten klaar/);
			await looked(page);
		});
	});

	it('goes out as a spreadsheet and comes back, with every row’s fate told first', async () => {
		await as('leader', ofProject('/voortgang/spreadsheet'), async (page) => {
			await looked(page);
			const download = page.waitForEvent('download');
			await follow(page, 'Voortgang downloaden als CSV');
			const csv = strFromU8(await readFile(await (await download).path()));
			const lines = csv
				.split('\r\n')
				.map((line) =>
					line.startsWith('"startbesluit"') ? line.replace('"nog niet bekeken";""', '"gestart";"Het stuk ligt klaar."') : line,
				);
			const changed = [...lines.slice(0, -1), '"bestaat-niet";"";"";"gestart";"x"'].join('\r\n');
			await page
				.getByLabel('Bestand (ODS of CSV)')
				.setInputFiles({ name: 'voortgang.csv', mimeType: 'text/csv', buffer: Buffer.from(strToU8(changed)) });
			await press(page, 'Bestand nakijken');
			assert.match(
				await text(page),
				/Er verandert 1 knooppunt[\s\S]*Het stuk ligt klaar[\s\S]*1 rij begrijpen we niet[\s\S]*hoort niet bij een knooppunt[\s\S]*95 rijen blijven/,
			);
			await looked(page);
			await press(page, '1 wijziging bewaren');
			assert.match(await text(page), /2 van 96/);
			await page.goto(served.address + ofProject('/knooppunten/startbesluit'));
			assert.match(await text(page), /gestart[\s\S]*Het stuk ligt klaar[\s\S]*uit een spreadsheet/);
			await page.goto(served.address + ofProject('/voortgang/spreadsheet'));
			await press(page, 'Bestand nakijken');
			assert.match(await issueAt(page, 'bestand'), /Kies eerst een bestand/);
			await looked(page);
		});
	});

	it('is drawn as a timeline and as a map, and says what waits on what', async () => {
		await as('reader', ofProject('/voortgang/tijdlijn'), async (page) => {
			assert.match(await text(page), /De nieuwe raad wil het anders/);
			await looked(page);
		});
		await as('leader', ofProject('/voortgang/samenhang'), async (page) => {
			await looked(page);
			await page.getByLabel('Dit knooppunt').selectOption('startbesluit');
			await page.getByLabel('wacht op').selectOption('startbesluit');
			await fill(page, 'Reden, in één zin', 'Zo is het afgesproken.');
			await press(page, 'Afhankelijkheid toevoegen');
			assert.match(await issueAt(page, 'wachtop'), /niet op zichzelf/);
			await looked(page);
		});
		await as('leader', ofProject(''), async (page) => {
			const stop = page.locator('a.stop[data-stop=regierol]');
			assert.match((await stop.getAttribute('aria-label')) ?? '', /te herzien/);
			await looked(page);
		});
	});

	it('of one part is for who is in it, and nothing else is', async () => {
		await as('subproject member', ofProject('/voortgang'), async (page) => {
			assert.match(await text(page), /0 van 96/);
			assert.ok(!/De nieuwe raad|oppositie/.test(await page.content()));
			await looked(page);
		});
		const statusFor = async (who: Resident, path: string) =>
			(await fetch(served.address + ofProject(path), { headers: { cookie: `aanmelding=${served.village.people[who].token}` } })).status;
		for (const path of ['/voortgang', '/voortgang/tijdlijn', '/knooppunten/regierol', '/voortgang/spreadsheet/csv']) {
			assert.equal(await statusFor('other municipality', path), 404, path);
			assert.equal(await statusFor('leader', `${path}?deel=bestaat-niet`), 404, path);
		}
		await as('reader', junction(), async (page) => assert.equal(await page.getByRole('button', { name: 'Status wijzigen' }).count(), 0));
	});

	it('is found from a page of the guide, also by who still has to sign in', async () => {
		await as('leader', '/knooppunten/de-juiste-partijen-aan-tafel', async (page) => {
			await follow(page, 'Dit knooppunt openen in je project');
			assert.match(pathOf(page), /^\/projecten\/[\w-]+\/knooppunten\//);
		});
		await visitAs(served.address, null, '/knooppunten/de-juiste-partijen-aan-tafel', async (page) => {
			await follow(page, 'Inloggen');
			assert.equal(new URL(page.url()).searchParams.get('terug'), '/mijn/knooppunt/de-juiste-partijen-aan-tafel');
		});
		await as('editor', '/mijn/knooppunt/regierol', async (page) => {
			assert.match(await text(page), /Je doet niet mee/);
			await looked(page);
		});
	});
});
