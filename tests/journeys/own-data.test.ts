import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Database, openDatabase } from '#platform/database/database.server.ts';
import { BRAM, bramJoins } from '../village/bram.ts';
import { noorSetsUp, type Person, VILLAGE_KEY } from '../village/people.ts';
import { addressFrom } from '../village/said.ts';
import { assertCleanHtml, assertUsableByEveryone } from './everyone.ts';

const ROOT = join(import.meta.dirname, '../..');
const SEM = { name: 'Sem Smit', address: 'sem@zonnedam.example', addressKey: 'sem@zonnedam.example' };

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
const title = (page: Page) => page.locator('h1').textContent();
const status = (page: Page) => page.getByRole('status').textContent();
const pathOf = (page: Page) => new URL(page.url()).pathname;

async function looked(page: Page): Promise<void> {
	await assertUsableByEveryone(page);
	await assertCleanHtml(await page.content());
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}

/** From a name that changes to people who are there no more. One story, told in order, on a server of its own. */
describe('one’s own data', { concurrency: 1 }, () => {
	let data = '';
	let server: ChildProcess;
	let origin = '';
	let browser: Browser;
	let db: Database;
	let [noor, bram, sem]: (Person | undefined)[] = [];

	before(async () => {
		data = await mkdtemp(join(tmpdir(), 'eigen-'));
		await mkdir(join(data, 'keys'));
		await writeFile(join(data, 'keys/master.key'), VILLAGE_KEY.toString('base64'));
		const env = { ...process.env, PORT: '0', WIJKSPOOR_DATA: data, WIJKSPOOR_KEYS: '', DATABASE_URL: '', ORIGIN: '' };
		server = spawn(process.execPath, ['src/server.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
		origin = (await addressFrom(server.stdout)).address;
		db = openDatabase({ databaseUrl: null, dataFolder: data });
		noor = await noorSetsUp(db, new Date());
		bram = await bramJoins(db, noor, new Date());
		sem = await bramJoins(db, noor, new Date(), SEM);
		browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox'] });
	});

	after(async () => {
		await browser?.close();
		await db?.destroy();
		const ended = once(server, 'exit');
		server.kill('SIGTERM');
		await ended;
		await rm(data, { recursive: true });
	});

	/** Opens a page as somebody who is signed in. */
	async function as(who: Person | undefined, path: string, work: (page: Page) => Promise<void>): Promise<void> {
		const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
		await context.addCookies([{ name: 'aanmelding', value: who?.token ?? '', url: origin }]);
		const page = await context.newPage();
		try {
			await page.goto(origin + path);
			await work(page);
		} finally {
			await context.close();
		}
	}

	it('is changed on a page of one’s own', async () => {
		await as(bram, '/mijn', async (page) => {
			await follow(page, 'Mijn gegevens');
			await looked(page);
			await fill(page, 'Naam', ' ');
			await press(page, 'Gegevens wijzigen');
			assert.match((await page.locator('#naam-fout').textContent()) ?? '', /Vul een naam in/);
			await looked(page);
			await fill(page, 'Naam', 'Bram de Wit-Vos');
			await page.getByLabel('English', { exact: true }).check();
			await press(page, 'Gegevens wijzigen');
			assert.equal(await status(page), 'Je gegevens zijn gewijzigd.');
			assert.equal(await page.getByLabel('Naam', { exact: true }).inputValue(), 'Bram de Wit-Vos');
			await page.goto(`${origin}/mijn`);
			assert.equal(await title(page), 'Bram de Wit-Vos');
		});
	});

	it('goes along as one file that anybody can read', async () => {
		await as(bram, '/mijn/gegevens', async (page) => {
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
		await db
			.updateTable('sign_ins')
			.set({ proven_at: hourAgo })
			.where('account', '=', sem?.account.id ?? '')
			.execute();
		await as(sem, '/mijn/gegevens', async (page) => {
			await looked(page);
			assert.equal(await page.getByRole('button', { name: 'Gegevens downloaden' }).count(), 0);
			await follow(page, 'Mijn gegevens wissen');
			assert.equal(pathOf(page), '/mijn/bevestigen');
		});
	});

	it('is erased by who types their own address', async () => {
		await as(bram, '/mijn/gegevens', async (page) => {
			await follow(page, 'Mijn gegevens wissen');
			await looked(page);
			await fill(page, 'Typ ter bevestiging je e-mailadres over', 'bram@elders.example');
			await press(page, 'Mijn gegevens wissen');
			assert.match((await page.locator('#adres-fout').textContent()) ?? '', /niet het adres van dit account/);
			await looked(page);
			await fill(page, 'Typ ter bevestiging je e-mailadres over', BRAM.address);
			await press(page, 'Mijn gegevens wissen');
			assert.deepEqual([pathOf(page), await title(page)], ['/gewist', 'Je gegevens zijn gewist']);
			await looked(page);
		});
		await as(bram, '/mijn', async (page) => assert.equal(pathOf(page), '/inloggen'));
	});

	it('of a colleague who left is erased by their administrator, who cannot leave the organisation without one', async () => {
		await as(sem, `/organisatie/wissen/${noor?.account.id}`, async (page) => {
			assert.equal(await title(page), 'Dit mag je hier niet');
		});
		await as(noor, '/organisatie', async (page) => {
			await looked(page);
			await follow(page, 'Gegevens wissen van Sem Smit');
			await looked(page);
			await fill(page, `Typ ter bevestiging dit adres over: ${SEM.address}`, SEM.address);
			await press(page, 'Gegevens wissen van Sem Smit');
			assert.equal(await status(page), 'De gegevens van je collega zijn gewist.');
			assert.ok(!(await page.content()).includes(SEM.address));
			await looked(page);
			await page.goto(`${origin}/mijn/gegevens/wissen`);
			await fill(page, 'Typ ter bevestiging je e-mailadres over', noor?.account.address ?? '');
			await press(page, 'Mijn gegevens wissen');
			assert.match((await page.locator('#adres-fout').textContent()) ?? '', /enige beheerder van de installatie/);
		});
	});

	it('is told of in the security log, under a pseudonym', async () => {
		const lines = (await readFile(join(data, 'logs/security.jsonl'), 'utf8')).trim().split('\n');
		const told = lines.map((line) => JSON.parse(line)).map(({ action, result, object }) => `${action} ${result} ${object}`);
		for (const one of [
			`account.changed done ${bram?.account.pseudonym}`,
			`account.exported done ${bram?.account.pseudonym}`,
			`account.erased done ${bram?.account.pseudonym}`,
			`account.erased done ${sem?.account.pseudonym}`,
			'access refused /organisatie/wissen/[account]',
		])
			assert.ok(told.includes(one), one);
		assert.ok(!/Bram|Sem|@/.test(lines.join('')));
	});
});
