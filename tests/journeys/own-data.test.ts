import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { BRAM, bramJoins } from '../village/bram.ts';
import { noorSetsUp, type Person } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { assertCleanHtml, assertUsableByEveryone } from './everyone.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, said, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

const SEM = { name: 'Sem Smit', address: 'sem@zonnedam.example', addressKey: 'sem@zonnedam.example' };

/** From a name that changes to people who are there no more. One story, told in order, on a server of its own. */
describe('one’s own data', { concurrency: 1 }, () => {
	browsers();
	let served: Served<{ noor: Person; bram: Person; sem: Person }>;

	before(async () => {
		served = await serveHouse(async (db) => {
			const noor = await noorSetsUp(db, new Date());
			return { noor, bram: await bramJoins(db, noor, new Date()), sem: await bramJoins(db, noor, new Date(), SEM) };
		});
	});
	after(() => served.stop());

	const as = (who: keyof typeof served.village, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village[who], path, work);

	it('is changed on a page of one’s own', async () => {
		await as('bram', '/mijn', async (page) => {
			await follow(page, 'Mijn gegevens');
			await looked(page);
			await fill(page, 'Naam', ' ');
			await press(page, 'Gegevens wijzigen');
			assert.match(await issueAt(page, 'naam'), /Vul een naam in/);
			await looked(page);
			await fill(page, 'Naam', 'Bram de Wit-Vos');
			await choose(page, 'English');
			await press(page, 'Gegevens wijzigen');
			assert.equal(await said(page), 'Je gegevens zijn gewijzigd.');
			assert.equal(await page.getByLabel('Naam', { exact: true }).inputValue(), 'Bram de Wit-Vos');
			await page.goto(`${served.address}/mijn`);
			assert.equal(await title(page), 'Bram de Wit-Vos');
		});
	});

	it('goes along as one file that anybody can read', async () => {
		await as('bram', '/mijn/gegevens', async (page) => {
			const download = page.waitForEvent('download');
			await press(page, 'Gegevens downloaden');
			const zip = unzipSync(await readFile(await (await download).path()));
			const html = strFromU8(zip['gegevens.html'] ?? new Uint8Array());
			assert.match(html, /<html lang="en">[\s\S]*Bram de Wit-<wbr>Vos/);
			await page.setContent(html);
			await assertCleanHtml(html);
			await assertUsableByEveryone(page);
			assert.equal(JSON.parse(strFromU8(zip['gegevens.json'] ?? new Uint8Array())).account.address, BRAM.address);
		});
	});

	it('asks who showed who they are too long ago to do so again', async () => {
		const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
		await served.db.updateTable('sign_ins').set({ proven_at: hourAgo }).where('account', '=', served.village.sem.account.id).execute();
		await as('sem', '/mijn/gegevens', async (page) => {
			await looked(page);
			assert.equal(await page.getByRole('button', { name: 'Gegevens downloaden' }).count(), 0);
			await follow(page, 'Mijn gegevens wissen');
			assert.equal(pathOf(page), '/mijn/bevestigen');
		});
	});

	it('is erased by who types their own address', async () => {
		await as('bram', '/mijn/gegevens', async (page) => {
			await follow(page, 'Mijn gegevens wissen');
			await looked(page);
			await fill(page, 'Typ ter bevestiging je e-mailadres over', 'bram@elders.example');
			await press(page, 'Mijn gegevens wissen');
			assert.match(await issueAt(page, 'adres'), /niet het adres van dit account/);
			await looked(page);
			await fill(page, 'Typ ter bevestiging je e-mailadres over', BRAM.address);
			await press(page, 'Mijn gegevens wissen');
			assert.deepEqual([pathOf(page), await title(page)], ['/gewist', 'Je gegevens zijn gewist']);
			await looked(page);
		});
		await as('bram', '/mijn', async (page) => assert.equal(pathOf(page), '/inloggen'));
	});

	it('of a colleague who left is erased by their administrator, who cannot leave the organisation without one', async () => {
		await as('sem', `/organisatie/wissen/${served.village.noor.account.id}`, async (page) => {
			assert.equal(await title(page), 'Dit mag je hier niet');
		});
		await as('noor', '/organisatie', async (page) => {
			await looked(page);
			await follow(page, 'Gegevens wissen van Sem Smit');
			await looked(page);
			await fill(page, `Typ ter bevestiging dit adres over: ${SEM.address}`, SEM.address);
			await press(page, 'Gegevens wissen van Sem Smit');
			assert.equal(await said(page), 'De gegevens van je collega zijn gewist.');
			assert.ok(!(await page.content()).includes(SEM.address));
			await looked(page);
			await page.goto(`${served.address}/mijn/gegevens/wissen`);
			await fill(page, 'Typ ter bevestiging je e-mailadres over', served.village.noor.account.address);
			await press(page, 'Mijn gegevens wissen');
			assert.match(await issueAt(page, 'adres'), /enige beheerder van de installatie/);
		});
	});

	it('is told of in the security log, under a pseudonym', async () => {
		const lines = (await readFile(join(served.dataFolder, 'logs/security.jsonl'), 'utf8')).trim().split('\n');
		const told = lines.map((line) => JSON.parse(line)).map(({ action, result, object }) => `${action} ${result} ${object}`);
		for (const one of [
			`account.changed done ${served.village.bram.account.pseudonym}`,
			`account.exported done ${served.village.bram.account.pseudonym}`,
			`account.erased done ${served.village.bram.account.pseudonym}`,
			`account.erased done ${served.village.sem.account.pseudonym}`,
			'access refused /organisatie/wissen/[account]',
		])
			assert.ok(told.includes(one), one);
		assert.ok(!/Bram|Sem|@/.test(lines.join('')));
	});
});
