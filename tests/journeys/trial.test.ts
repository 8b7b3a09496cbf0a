import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { BRAM, bramJoins } from '../village/bram.ts';
import { type Mailbox, openMailbox } from '../village/mailbox.ts';
import { codeAt, noorSetsUp, type Person } from '../village/people.ts';
import { VILLAGE_SENDER } from '../village/postman.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { assertCleanHtml, assertUsableByEveryone } from './everyone.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, said, text, title, visitAs } from './hands.ts';
import { browsers, newBrowser } from './site.ts';

const IRIS = 'iris@duinstad.example';
const LONG_ENOUGH = 3_200;
const aWhile = () => new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH));

/** From a form that anybody may fill in to an organisation that stays. One story, told in order, on a server of its own with mail. */
describe('a trial', { concurrency: 1 }, () => {
	browsers();
	let mailbox: Mailbox;
	let served: Served<{ noor: Person; bram: Person }>;
	let iris: { page: Page; close(): Promise<void> };

	before(async () => {
		mailbox = await openMailbox();
		served = await serveHouse(
			async (db) => {
				const noor = await noorSetsUp(db, new Date());
				return { noor, bram: await bramJoins(db, noor, new Date()) };
			},
			{ WIJKSPOOR_MAIL: mailbox.url, WIJKSPOOR_MAIL_FROM: VILLAGE_SENDER },
		);
		iris = await newBrowser({ at: served.address });
	});
	after(async () => {
		await iris.close();
		await served.stop();
		await mailbox.close();
	});

	const as = <T>(who: 'noor' | 'bram' | null, path: string, work: (page: Page) => Promise<T>) =>
		visitAs(served.address, who && served.village[who], path, work);
	const go = (path: string) => iris.page.goto(served.address + path);
	const mailTo = async (address: string, subject: RegExp): Promise<string> => {
		for (let tries = 0; tries < 100; tries++) {
			const mail = mailbox.mails.findLast((one) => one.to?.some((to) => to.address === address) && subject.test(one.subject ?? ''));
			if (mail) return mail.text ?? '';
			await new Promise((resolve) => setTimeout(resolve, 150));
		}
		throw new Error(`${address} got no mail about ${subject}: ${mailbox.mails.map((one) => one.subject).join(', ')}`);
	};
	const asks = async (page: Page, address: string) => {
		await fill(page, 'Naam', 'Iris Kok');
		await fill(page, 'E-mailadres', address);
		await fill(page, 'Naam van jouw organisatie', 'Gemeente Zonnedam');
		await choose(page, 'gemeente');
		await fill(page, 'Waarvoor wil je het gebruiken?', 'Kijken of dit past bij de Duinwijk.');
	};

	it('cannot be asked for until the operator offers it', async () => {
		await as(null, '/proberen', async (page) => {
			assert.match(await text(page), /nu geen proefaccount aanvragen/);
			assert.equal(await page.getByRole('button', { name: 'Proef aanvragen' }).count(), 0);
			await looked(page);
			await page.goto(`${served.address}/inloggen`);
			assert.equal(await page.getByRole('link', { name: 'Wijkspoor proberen' }).count(), 0);
		});
		await as('bram', '/beheer/proefaccounts', async (page) => assert.match((await title(page)) ?? '', /vinden we niet/));
		await as('noor', '/beheer/proefaccounts', async (page) => {
			await looked(page);
			await press(page, 'Proefaccounts aanbieden');
			assert.match((await said(page)) ?? '', /kan iedereen een proefaccount aanvragen/);
			await looked(page);
		});
	});

	it('is asked for by a form that people fill in, without script and without a cookie', async () => {
		await as(null, '/inloggen', async (page) => {
			await follow(page, 'Wijkspoor proberen');
			await looked(page);
			await press(page, 'Proef aanvragen');
			assert.match(await issueAt(page, 'doel'), /in één zin/);
			await looked(page);
			await asks(page, IRIS);
			await aWhile();
			await press(page, 'Proef aanvragen');
			assert.match((await said(page)) ?? '', /We hebben je een e-mail gestuurd/);
			await looked(page);
			assert.deepEqual(await page.context().cookies(), []);
		});
		assert.match(await mailTo(IRIS, /Begin met je proef/), /er is nog niets aangemaakt/);
	});

	it('says the same to who has an account, and to a program, and writes what is so only to them', async () => {
		for (const [address, website] of [
			[BRAM.address, ''],
			['robot@elders.example', 'https://elders.example'],
		] as const) {
			await as(null, '/proberen', async (page) => {
				await asks(page, address);
				await page.locator('#website').evaluate((field, value) => {
					(field as HTMLInputElement).value = value;
				}, website);
				await aWhile();
				await press(page, 'Proef aanvragen');
				assert.match((await said(page)) ?? '', /We hebben je een e-mail gestuurd/);
			});
		}
		assert.match(await mailTo(BRAM.address, /al een account/), /\/inloggen/);
		assert.ok(!mailbox.mails.some((one) => one.to?.some((to) => to.address?.startsWith('robot'))));
	});

	it('begins by the link of the letter, with a second step as for everybody', async () => {
		const url = /http\S+\/proberen\/\S+/.exec(await mailTo(IRIS, /Begin met je proef/))?.[0] ?? '';
		const { page } = iris;
		await go(new URL(url).pathname);
		await looked(page);
		await fill(page, 'Wachtwoord', 'zilver anker mango trap');
		await press(page, 'Proef beginnen');
		assert.equal(pathOf(page), '/inloggen/app');
		const secret = ((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
		await fill(page, 'Code van zes cijfers', codeAt(secret, new Date()));
		await press(page, 'App koppelen');
		await go('/mijn');
		assert.match(await page.locator('main').innerText(), /Gemeente Zonnedam \(proef \d+\)/);
		await as(null, new URL(url).pathname, async (stranger) => {
			assert.equal(await title(stranger), 'Deze link werkt niet meer');
			assert.match(await text(stranger), /al gebruikt of verlopen/);
		});
	});

	it('says on every page how long it still runs, and lets a project begin', async () => {
		const { page } = iris;
		for (const path of ['/mijn', '/projecten', '/']) {
			await go(path);
			assert.match(await page.getByRole('region', { name: 'Proef' }).innerText(), /^Proef tot \d+ \w+ \d{4}\. Alles meenemen$/);
		}
		await go('/projecten/beginnen');
		await looked(page);
		await fill(page, 'Gemeente', 'Katwijk');
		await fill(page, 'Naam van de wijk', 'Duinwijk');
		await press(page, 'Project beginnen');
		const project = pathOf(page);
		await go(`${project}/logboek/nieuw?soort=note`);
		await fill(page, 'Tekst', 'De vereniging <twijfelt>.');
		await press(page, 'In het logboek zetten');
		await go(`${project}/logboek/nieuw?soort=note`);
		await as('bram', '/mijn', async (other) => assert.equal(await other.getByRole('region', { name: 'Proef' }).count(), 0));
	});

	it('is ended by the operator, and is then read and taken along, and no more', async () => {
		const { page } = iris;
		await as('noor', '/beheer/proefaccounts', async (desk) => {
			assert.match(await text(desk), /Iris Kok, iris@duinstad\.example: Kijken of dit past/);
			await looked(desk);
			await desk.getByRole('button', { name: 'Nu beëindigen' }).click();
			assert.match((await said(desk)) ?? '', /De proef is beëindigd/);
			await looked(desk);
		});
		// A page that was still open when the trial ended.
		await fill(page, 'Tekst', 'Te laat.');
		await press(page, 'In het logboek zetten');
		assert.match(await text(page), /Hier kan niets meer veranderen.*De proef is afgelopen op \d+ \w+ \d{4}\./);
		await looked(page);
		await go('/projecten/beginnen');
		assert.match(await text(page), /De proef is afgelopen op/);
		await go('/projecten');
		await follow(page, 'Duinwijk');
		await page.getByRole('article').getByRole('link', { name: 'Logboek', exact: true }).click();
		assert.equal(await page.getByRole('link', { name: 'Notitie schrijven' }).count(), 0);
		assert.match(await page.getByRole('region', { name: 'Proef' }).innerText(), /Je proef is afgelopen op/);
		await looked(page);
	});

	it('goes along as one file that anybody can read', async () => {
		const { page } = iris;
		await page.getByRole('region', { name: 'Proef' }).getByRole('link', { name: 'Alles meenemen' }).click();
		await looked(page);
		const download = page.waitForEvent('download');
		await press(page, 'Alles downloaden');
		const zip = unzipSync(await readFile(await (await download).path()));
		const files = Object.keys(zip).filter((name) => !name.endsWith('/'));
		assert.deepEqual(files.toSorted(), [
			'Duinwijk/journaal/checkpoint',
			'Duinwijk/journaal/checkpoint.sig',
			'Duinwijk/journaal/log-key.pem',
			'Duinwijk/journaal/log.ndjson',
			'Duinwijk/project.html',
			'Duinwijk/project.json',
		]);
		const html = strFromU8(zip['Duinwijk/project.html'] ?? new Uint8Array());
		assert.match(html, /De vereniging &lt;twijfelt&gt;\./);
		await assertCleanHtml(html);
		await page.setContent(html);
		await assertUsableByEveryone(page);
	});

	it('of which somebody leads a project goes along from there', async () => {
		const { page } = iris;
		await go('/projecten');
		await follow(page, 'Duinwijk');
		const project = pathOf(page);
		await page.goto(`${served.address}${project}/meenemen`);
		await looked(page);
		const download = page.waitForEvent('download');
		await press(page, 'Dossier downloaden');
		assert.equal((await download).suggestedFilename(), 'Duinwijk.zip');
		await as('bram', `${project}/meenemen`, async (other) => assert.match((await title(other)) ?? '', /vinden we niet/));
		await as('noor', '/organisatie/meenemen', async (other) => assert.match((await title(other)) ?? '', /vinden we niet/));
	});

	it('is extended once, and becomes an organisation as all others', async () => {
		await as('noor', '/beheer/proefaccounts', async (desk) => {
			await desk.getByRole('button', { name: 'Een maand verlengen' }).click();
			assert.match((await said(desk)) ?? '', /een maand verlengd/);
			assert.equal(await desk.getByRole('button', { name: 'Een maand verlengen' }).count(), 0);
			await desk.getByRole('button', { name: 'Omzetten naar een gewone organisatie' }).click();
			assert.match((await said(desk)) ?? '', /nu een gewone organisatie/);
			await looked(desk);
		});
		const { page } = iris;
		await go('/mijn');
		assert.equal(await page.getByRole('region', { name: 'Proef' }).count(), 0);
		assert.match(await mailTo(IRIS, /kan in Wijkspoor blijven/), /geen einddatum meer/);
	});

	it('is told of in the security log, without names and addresses', async () => {
		const lines = (await readFile(join(served.dataFolder, 'logs/security.jsonl'), 'utf8')).trim().split('\n');
		const told = new Set(lines.map((line) => JSON.parse(line)).map(({ action, result }) => `${action} ${result}`));
		for (const one of ['asked done', 'asked refused', 'begun done', 'ended done', 'extended done', 'exported done', 'made-lasting done'])
			assert.ok(told.has(`trial.${one}`), one);
		assert.ok(told.has('project.exported done') && told.has('configuration.changed done'));
		assert.ok(!/Iris|Duinwijk|Zonnedam|@/.test(lines.join('')));
	});

	it('asks who showed who they are too long ago to do so again', async () => {
		const { noor } = served.village;
		const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
		await served.db.updateTable('sign_ins').set({ proven_at: hourAgo }).where('account', '=', noor.account.id).execute();
		await as('noor', '/beheer/proefaccounts', async (desk) => {
			assert.equal(await desk.getByRole('button', { name: 'Proefaccounts niet meer aanbieden' }).count(), 0);
			await looked(desk);
		});
	});
});
