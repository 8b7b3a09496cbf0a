import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { EICAR, type FakeClamd, openClamd } from '../village/clamd.ts';
import { noise, pdf } from '../village/files.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../village/neighbourhood.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, text, title, visitAs } from './hands.ts';
import { browsers, newBrowser } from './site.ts';

describe('documents of a project', () => {
	browsers();
	let served: Served<Neighbourhood>;
	let clamd: FakeClamd;
	let folder: string;
	let base: string;
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'versturen-'));
		clamd = await openClamd();
		served = await serveHouse((db) => theNeighbourhood(db), {
			WIJKSPOOR_UPLOAD_MB: '1',
			WIJKSPOOR_PROJECT_MB: '2',
			WIJKSPOOR_CLAMD: `${clamd.host}:${clamd.port}`,
		});
		base = `/projecten/${served.village.project}/documenten`;
	});
	after(async () => {
		await served.stop();
		await clamd.close();
		await rm(folder, { recursive: true });
	});

	const as = (who: Resident, path: string, look: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village.people[who], path, async (page, trespasses) => {
			await look(page);
			// A browser tells of every answer that is no success.
			assert.deepEqual(
				trespasses.filter(({ what }) => !/status of (4|5)\d\d/.test(what)),
				[],
			);
		});
	async function file(name: string, bytes: Uint8Array | string): Promise<string> {
		const path = join(folder, name);
		await writeFile(path, bytes);
		return path;
	}
	const attach = (page: Page, path: string) => page.getByLabel('Bestand', { exact: true }).setInputFiles(path);
	const cookie = (who: Resident) => ({ cookie: `aanmelding=${served.village.people[who].token}` });
	const inFiles = async () =>
		(await readdir(join(served.dataFolder, 'files'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).length;

	it('are added, found by a word that stands in them, and opened', async () => {
		await as('member', `/projecten/${served.village.project}/documenten`, async (page) => {
			await looked(page);
			await follow(page, 'Document toevoegen');
			await looked(page);
			await fill(page, 'Titel', 'Plan voor de wijk');
			await attach(page, await file('plan.pdf', pdf('Voorblad', 'De warmtekavels in Oost')));
			await press(page, 'Document toevoegen');
			await page.waitForURL(/documenten\/[\w-]{36}$/);
			assert.equal(await title(page), 'Plan voor de wijk');
			assert.match(await text(page), /Versie 1 \(nieuwste\)[\s\S]*plan\.pdf/);
			await looked(page);
			const [download] = await Promise.all([page.waitForEvent('download'), follow(page, 'Bestand openen: plan.pdf')]);
			assert.equal(download.suggestedFilename(), 'plan.pdf');
			await follow(page, 'Nieuwere versie toevoegen');
			await looked(page);
			await attach(page, await file('plan-2.pdf', pdf('Alles anders')));
			await press(page, 'Nieuwere versie toevoegen');
			await page.getByText('Versie 2 (nieuwste)').waitFor();
			await follow(page, 'Documenten');
			await fill(page, 'Zoek in documenten', 'anders');
			await press(page, 'Documenten doorzoeken');
			await page.waitForURL(/\?q=anders$/);
			assert.match(await text(page), /1 document gevonden[\s\S]*bladzijde 1: Alles anders/);
			await looked(page);
		});
	});

	it('that are photos show a small picture, and nothing else is ever shown', async () => {
		await as('core', `${base}/toevoegen`, async (page) => {
			await fill(page, 'Titel', 'Kelder');
			await choose(page, 'kernteam: de projectleider en wie daarvoor is gevraagd');
			await attach(
				page,
				await file(
					'kelder.png',
					await sharp({ create: { width: 900, height: 600, channels: 3, background: '#4a6' } })
						.png()
						.toBuffer(),
				),
			);
			await press(page, 'Document toevoegen');
			await page.waitForURL(/documenten\/[\w-]{36}$/);
			const picture = page.getByRole('img', { name: 'Klein beeld van kelder.png' });
			await picture.evaluate((one) => (one as HTMLImageElement).decode());
			assert.equal(await picture.evaluate((one) => (one as HTMLImageElement).naturalWidth), 480);
			await looked(page);
			const address = new URL(page.url()).pathname;
			for (const [who, status] of [
				['core', 200],
				['leader', 200],
				['member', 404],
				['administrator', 404],
			] as const) {
				for (const path of ['', '/versies/1', '/versies/1/beeld'])
					assert.equal((await fetch(served.address + address + path, { headers: cookie(who) })).status, status, `${who} ${path}`);
			}
			const answer = await fetch(`${served.address}${address}/versies/1`, { headers: cookie('core') });
			assert.deepEqual(
				[
					'content-disposition',
					'content-security-policy',
					'x-content-type-options',
					'cross-origin-resource-policy',
					'cache-control',
					'content-type',
				].map((name) => answer.headers.get(name)),
				[
					`attachment; filename="kelder.png"; filename*=UTF-8''kelder.png`,
					"sandbox; default-src 'none'",
					'nosniff',
					'same-origin',
					'private, no-store',
					'image/png',
				],
			);
			for (const nummer of ['2', '0', '-1', '1.5', 'x', '1e0'.repeat(50)])
				assert.equal((await fetch(`${served.address}${address}/versies/${nummer}`, { headers: cookie('core') })).status, 404, nummer);
		});
	});

	it('come back in the form with what is wrong, without script too', async () => {
		const { page, close } = await newBrowser({
			at: served.address,
			javaScriptEnabled: false,
			token: served.village.people.leader.token,
		});
		const before = await inFiles();
		try {
			await page.goto(`${served.address}${base}/toevoegen`);
			await press(page, 'Document toevoegen');
			assert.equal(await issueAt(page, 'bestand'), 'Kies een bestand.');
			assert.equal(await issueAt(page, 'titel'), 'Geef het document een titel.');
			await fill(page, 'Titel', 'Een titel');
			for (const [name, bytes, issue] of [
				['leeg.txt', '', /leeg/],
				['groot.txt', 'x'.repeat(1_000_001), /te groot/],
				['heel-groot.txt', 'x'.repeat(3_000_000), /te groot/],
				['plan.exe', noise(500), /nemen we niet aan/],
				['plan.pdf', noise(500), /past niet/],
				['virus.txt', EICAR, /virusscanner/],
			] as const) {
				await attach(page, await file(name, bytes));
				await press(page, 'Document toevoegen');
				assert.match(await issueAt(page, 'bestand'), issue, name);
				if (name !== 'heel-groot.txt') assert.equal(await page.getByLabel('Titel', { exact: true }).inputValue(), 'Een titel', name);
				else await fill(page, 'Titel', 'Een titel');
			}
			await attach(page, await file('goed.txt', 'goed'));
			await press(page, 'Document toevoegen');
			assert.equal(await title(page), 'Een titel');
		} finally {
			await close();
		}
		assert.equal(await inFiles(), before + 1);
	});

	it('are taken from nobody who may not add them, before a byte of them is read', async () => {
		const send = (who: Resident | null, path: string) => {
			const body = new FormData();
			body.set('bestand', new File(['x'.repeat(900_000)], 'a.txt'));
			const headers = { ...(who ? cookie(who) : {}), accept: 'text/html', 'sec-fetch-site': 'same-origin', origin: served.address };
			return fetch(served.address + path, { method: 'POST', body, headers, redirect: 'manual' });
		};
		for (const [who, status] of [
			[null, 303],
			['reader', 403],
			['administrator', 404],
			['other municipality', 404],
		] as const)
			assert.equal((await send(who, `${base}/toevoegen`)).status, status, String(who));
		assert.equal((await send('leader', '/inloggen')).status, 413, 'other forms stay small');
		assert.deepEqual(await readdir(join(served.dataFolder, 'files/.arriving')), []);
	});

	it('end the patience of nobody: who sends too slowly elsewhere is cut off', { timeout: 30_000 }, async () => {
		const { hostname, port } = new URL(served.address);
		const began = Date.now();
		await new Promise<void>((resolve) => {
			const socket = connect(Number(port), hostname);
			socket.on('close', () => resolve()).on('error', () => resolve());
			socket.write(
				`POST /inloggen HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${served.address}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50\r\n\r\nadres=`,
			);
			socket.resume();
		});
		assert.ok(Date.now() - began < 15_000);
	});

	it('are refused when the project is full', async () => {
		await as('leader', `${base}/toevoegen`, async (page) => {
			for (const name of ['een.txt', 'twee.txt']) {
				await page.goto(`${served.address}${base}/toevoegen`);
				await fill(page, 'Titel', name);
				await attach(page, await file(name, name.repeat(100_000)));
				await press(page, 'Document toevoegen');
				await page.waitForURL((url) => !url.pathname.endsWith('toevoegen'));
			}
			await page.goto(`${served.address}${base}/toevoegen`);
			await fill(page, 'Titel', 'Te veel');
			await attach(page, await file('drie.txt', 'drie.txt'.repeat(100_000)));
			await press(page, 'Document toevoegen');
			assert.match(await issueAt(page, 'bestand'), /geen ruimte meer/);
			assert.equal(pathOf(page), `${base}/toevoegen`);
			await looked(page);
		});
	});
});
