import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { openStoreroom } from '#documents/storeroom.server.ts';
import type { Neighbourhood, Resident } from '../village/neighbourhood.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { yearsLater } from '../village/years.ts';
import { assertCleanHtml, assertUsableByEveryone } from './everyone.ts';
import { choose, follow, issueAt, looked, press, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

/** A project moves house. One story, told in order, on two servers that know nothing of each other. */
describe('a dossier', { concurrency: 1 }, () => {
	browsers();
	let here: Served<Neighbourhood>;
	let there: Served<Neighbourhood>;
	let bytes: Buffer;
	const folder = mkdtempSync(join(tmpdir(), 'stick-'));
	const file = join(folder, 'dossier.zip');

	before(async () => {
		here = await serveNeighbourhood();
		there = await serveNeighbourhood();
		const { dataFolder } = here;
		const storeroom = openStoreroom({ dataFolder, uploads: { most: 25_000_000, mostOfProject: 50_000_000 }, scanner: null });
		await yearsLater(here.db, storeroom, new Date(), here.village);
	});
	after(async () => {
		await Promise.all([here.stop(), there.stop()]);
		rmSync(folder, { recursive: true });
	});

	const as = <T>(at: Served<Neighbourhood>, who: Resident, path: string, look: (page: Page) => Promise<T>) =>
		visitAs(at.address, at.village.people[who], path, look);

	it('is offered to who leads the project before it is closed, and taken along as one file', async () => {
		const { project } = here.village;
		await as(here, 'leader', `/projecten/${project}/instellingen`, async (page) => {
			await follow(page, 'Neem eerst het hele dossier mee');
			assert.equal(await title(page), 'Het hele dossier meenemen');
			assert.match(await text(page), /2 persoonlijke notities van jou blijven achter/);
			await looked(page);
			const download = page.waitForEvent('download');
			await press(page, 'Dossier downloaden');
			assert.equal((await download).suggestedFilename(), 'Zonnedam-Oost.zip');
			bytes = await readFile(await (await download).path());
			writeFileSync(file, bytes);
		});
	});

	it('opens from a folder, without a server', async () => {
		for (const [name, content] of Object.entries(unzipSync(bytes))) if (!name.includes('/')) writeFileSync(join(folder, name), content);
		await as(here, 'leader', '/', async (page) => {
			await page.goto(pathToFileURL(join(folder, 'index.html')).href);
			assert.equal(await title(page), 'Zonnedam-Oost');
			for (const name of ['Het project', 'Logboek', 'Documenten', 'Voortgang', 'Bijeenkomsten', 'Wat er gebeurde']) {
				await follow(page, name);
				const html = await page.content();
				await assertCleanHtml(html);
				await assertUsableByEveryone(page);
			}
			await follow(page, 'Logboek');
			assert.match(await text(page), /Startbesluit[\s\S]*Geheim besluit/);
		});
	});

	it('is refused with the reason when it was damaged, and brought in when it was not', async () => {
		await as(there, 'administrator', '/organisatie/projecten', async (page) => {
			await follow(page, 'Een project binnenhalen');
			await looked(page);
			await page
				.getByLabel('Dossier (ZIP)', { exact: true })
				.setInputFiles({ name: 'x.zip', mimeType: 'application/zip', buffer: bytes.subarray(0, 5000) });
			await press(page, 'Project binnenhalen');
			assert.match(await issueAt(page, 'bestand'), /geen ZIP-bestand, of het is afgebroken/);
			await looked(page);
			await page.getByLabel('Dossier (ZIP)', { exact: true }).setInputFiles(file);
			await press(page, 'Project binnenhalen');
			await page.waitForURL('**/organisatie/projectleiders');
		});
		const { project } = here.village;
		await as(there, 'administrator', `/projecten/${project}`, async (page) => assert.doesNotMatch(await text(page), /Zonnedam-Oost/));
	});

	it('is led by somebody of here from then on, who finds everything with the names of who did it', async () => {
		const { project } = here.village;
		await as(there, 'administrator', '/organisatie/projectleiders', async (page) => {
			await choose(page, 'Fatima Haddad');
			await press(page, 'Projectleider aanwijzen');
		});
		await as(there, 'member', `/projecten/${project}/logboek`, async (page) => {
			assert.match(await text(page), /Geheim besluit/);
			await looked(page);
			await page.goto(`${there.address}/projecten/${project}/journaal`);
			assert.match(await text(page), /Fenna de Boer/);
			await page.goto(`${there.address}/projecten/${project}/leden`);
			assert.match(await text(page), /Fenna de Boer/);
			await looked(page);
			await page.goto(`${there.address}/projecten/${project}/documenten`);
			assert.match(await text(page), /plan\.pdf/);
		});
		const kept = strFromU8(unzipSync(bytes)['project.json'] ?? new Uint8Array());
		assert.equal(JSON.parse(kept).project.id, project);
	});
});
