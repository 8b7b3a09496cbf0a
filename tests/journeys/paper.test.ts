import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { pagesOf } from '#documents/pdf.ts';
import { addEntry } from '#logbook/entering.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { assertCleanHtml, assertUsableByEveryone } from './everyone.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, said, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

const DECISION = {
	...{ kind: 'decision' as const, level: 'internal' as const, subproject: null, happenedOn: '2026-03-04' },
	words: { title: 'Er komt een warmtenet', why: 'Het is het goedkoopst', by: 'de stuurgroep', ground: 'mandaat van het college' },
};

/** From the boxes on a page to files for the council, the archive and who writes on. One story, told in order, on a server of its own. */
describe('a project on paper', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;

	before(async () => {
		served = await serveHouse(async (db) => {
			const village = await theNeighbourhood(db);
			await addEntry(db, keys, await memberOf(db, village.people.leader.account, village.project), DECISION);
			return village;
		});
	});
	after(() => served.stop());

	const as = (who: Resident, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village.people[who], `/projecten/${served.village.project}${path}`, work);

	/** Looks again until it is ready, as somebody would, and takes the file. */
	async function taken(page: Page): Promise<{ name: string; bytes: Buffer }> {
		for (let looks = 0; looks < 100 && (await page.getByRole('button', { name: 'Kijken of hij klaar is' }).count()) > 0; looks++) {
			await page.waitForTimeout(200);
			await press(page, 'Kijken of hij klaar is');
		}
		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: /^Uitdraai downloaden/ }).click();
		const file = await download;
		return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
	}

	it('is reached from the menu, and asks what goes in', async () => {
		await as('leader', '', async (page) => {
			await follow(page, 'Op papier');
			assert.equal(await title(page), 'Op papier');
			await looked(page);
			assert.equal(await page.getByLabel('Ook wat alleen het kernteam leest').isChecked(), false);
			for (const chapter of await page.locator('#hoofdstukken input').all()) await chapter.uncheck();
			await fill(page, 'Vanaf', '31-2-2026');
			await press(page, 'Uitdraai maken');
			assert.match(await issueAt(page, 'van'), /dag/);
			await fill(page, 'Vanaf', '1-3-2026');
			await press(page, 'Uitdraai maken');
			assert.match(await issueAt(page, 'hoofdstukken'), /Kies minstens één onderdeel/);
			assert.equal(await page.getByLabel('Vanaf', { exact: true }).inputValue(), '1-3-2026');
			await looked(page);
		});
	});

	it('becomes a PDF with everything that was ticked, and what is confidential is named', async () => {
		await as('leader', '/papier', async (page) => {
			await choose(page, 'Ook wat alleen het kernteam leest');
			await press(page, 'Uitdraai maken');
			assert.match((await title(page)) ?? '', /Uitdraai van Zonnedam-Oost/);
			const { name, bytes } = await taken(page);
			assert.match(name, /^Zonnedam-Oost-\d{4}-\d\d-\d\d\.pdf$/);
			const pages = (await pagesOf(bytes)).join('\n');
			for (const one of ['Er komt een warmtenet', 'mandaat van het college', 'kanarie-kern', 'Fenna de Boer', 'Vertrouwelijk'])
				assert.ok(pages.includes(one), one);
			await looked(page);
			assert.match(await text(page), /Vertrouwelijk: dit stuk bevat ook wat alleen het kernteam mag lezen/);
		});
	});

	it('becomes a text to write on in', async () => {
		await as('member', '/papier', async (page) => {
			assert.equal(await page.getByLabel('Ook wat alleen het kernteam leest').count(), 0);
			await choose(page, 'Tekst om in verder te schrijven (ODT)');
			await press(page, 'Uitdraai maken');
			const { name, bytes } = await taken(page);
			assert.match(name, /\.odt$/);
			const content = strFromU8(unzipSync(bytes)['content.xml'] ?? new Uint8Array());
			assert.ok(content.includes('Er komt een warmtenet') && !content.includes('kanarie-kern'));
		});
	});

	it('becomes a page that everybody can read, without anything of ours', async () => {
		await as('reader', '/papier', async (page) => {
			await choose(page, 'Webpagina in één bestand (HTML)');
			await press(page, 'Uitdraai maken');
			const { name, bytes } = await taken(page);
			assert.match(name, /\.html$/);
			const html = bytes.toString();
			assert.ok(html.includes('Er komt een warmtenet') && !html.includes(served.address));
			// Away from our own pages, which let no styles in that came along.
			await page.goto('about:blank');
			await page.setContent(html);
			// Its looks stand in it, as it has nothing beside it.
			await assertCleanHtml(html.replace(/<style>.*<\/style>/s, ''));
			await assertUsableByEveryone(page);
		});
	});

	it('is nobody else’s', async () => {
		let path = '';
		await as('leader', '/papier', async (page) => {
			await page
				.getByRole('link', { name: /^PDF om te lezen/ })
				.first()
				.click();
			path = pathOf(page).replace(/^.*(?=\/papier)/, '');
		});
		for (const who of ['admin', 'reader', 'subproject member', 'other municipality'] as const) {
			await as(who, path, async (page) => assert.equal(await title(page), 'Deze bladzijde vinden we niet'));
			const headers = { cookie: `aanmelding=${served.village.people[who].token}` };
			const file = await fetch(`${served.address}/projecten/${served.village.project}${path}/bestand`, { headers });
			assert.equal(file.status, 404);
		}
	});

	it('is thrown away by who asked for it', async () => {
		await as('leader', '/papier', async (page) => {
			await page.getByRole('link', { name: 'PDF', exact: false }).first().click();
			await press(page, 'Uitdraai weggooien');
			assert.equal(await said(page), 'De uitdraai is weggegooid.');
			assert.equal(await page.getByRole('heading', { name: 'Je uitdraaien' }).count(), 0);
		});
	});
});
