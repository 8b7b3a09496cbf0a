import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { codeAt, NOOR } from '../village/people.ts';
import { fill, follow, looked, press, title } from './hands.ts';
import { origin, setUpAddress, visit, visitors } from './site.ts';

const HALF_A_MINUTE = 30_000;

/** Links an app by the key on the screen. The code before the present one is used, so that the present one is still good after it. */
async function linkApp(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
	const secret = ((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
	await fill(page, 'Code van zes cijfers', codeAt(secret, new Date(Date.now() - HALF_A_MINUTE)));
	await press(page, 'App koppelen');
	return { secret, recoveryCodes: await page.locator('ol code').allTextContents() };
}

/** From an empty installation to a second person who is signed in, following only the screen. One story, told in order. */
describe('people come in', { concurrency: 1 }, () => {
	visitors();
	let noor = { secret: '', recoveryCodes: [''] };
	let invitation = '';

	it('the first one sets the installation up, with what is wrong said beside each field', async () => {
		await visit(new URL(setUpAddress()).pathname, async (page) => {
			await press(page, 'Installatie inrichten');
			assert.match(await page.title(), /^Er zijn 6 dingen te verbeteren – Richt Wijkspoor in/);
			await looked(page);
			await follow(page, 'Vul in hoe deze installatie heet.');
			assert.equal(await page.evaluate(() => document.activeElement?.id), 'installatie');
			await fill(page, 'Naam van deze installatie', 'Wijkspoor Zonnedam');
			await fill(page, 'Naam van jouw organisatie', 'Gemeente Zonnedam');
			await page.getByLabel('gemeente', { exact: true }).check();
			await fill(page, 'Naam', NOOR.name);
			await fill(page, 'E-mailadres', NOOR.address);
			await fill(page, 'Wachtwoord', 'gemeentezonnedam');
			await press(page, 'Installatie inrichten');
			assert.match(await page.locator('#wachtwoord-fout').innerText(), /te raden/);
			assert.equal(await page.getByLabel('Naam', { exact: true }).inputValue(), NOOR.name);
			assert.equal(await page.getByLabel('Wachtwoord', { exact: true }).inputValue(), '');
			await fill(page, 'Wachtwoord', NOOR.password);
			await press(page, 'Installatie inrichten');

			assert.equal(await title(page), 'Voeg een tweede stap toe');
			await looked(page);
			await fill(page, 'Code van zes cijfers', '000000');
			await press(page, 'App koppelen');
			assert.match(await page.locator('#code-fout').innerText(), /klopt niet/);
			noor = await linkApp(page);
			assert.equal(noor.recoveryCodes.length, 10);
			await looked(page);
			await follow(page, 'Ik heb ze bewaard');
			assert.equal(await title(page), NOOR.name);
			await looked(page);

			await page.goto(`${origin()}/beheer`);
			await looked(page);
			await page.goto(`${origin()}/organisatie/uitnodigen`);
			await fill(page, 'Naam', 'Bram de Wit');
			await fill(page, 'E-mailadres', 'bram@zonnedam.example');
			await press(page, 'Uitnodigen');
			invitation = ((await page.locator('code').textContent()) ?? '').trim();
			await looked(page);
			await page.goto(`${origin()}/organisatie`);
			await looked(page);
			await page.goto(`${origin()}/mijn/berichten`);
			await looked(page);
			await page.goto(`${origin()}/mijn/wachtwoord`);
			await looked(page);
			await page.goto(`${origin()}/uitloggen`);
			await looked(page);
			await press(page, 'Uitloggen');
			await page.goto(`${origin()}/mijn`);
			assert.equal(new URL(page.url()).pathname, '/inloggen');
		});
	});

	it('the address of setting up works no second time', async () => {
		const { status } = await fetch(setUpAddress());
		assert.equal(status, 410);
	});

	it('a second person accepts an invitation, and gets no more than is theirs', async () => {
		await visit(new URL(invitation).pathname, async (page) => {
			assert.match((await page.locator('.lead').textContent()) ?? '', /Noor Visser nodigt je uit namens Gemeente Zonnedam/);
			await looked(page);
			await fill(page, 'Wachtwoord', 'groen kanaal lepel zucht');
			await press(page, 'Account maken');
			await linkApp(page);
			await follow(page, 'Ik heb ze bewaard');
			assert.equal(await title(page), 'Bram de Wit');
			const statusOf = async (path: string) => (await page.goto(origin() + path))?.status();
			assert.deepEqual([await statusOf('/beheer'), await statusOf('/niets-dat-er-is')], [404, 404]);
			assert.deepEqual([await statusOf('/organisatie'), await statusOf('/organisatie/uitnodigen')], [200, 403]);
			assert.ok(!(await page.content()).includes('Iemand uitnodigen'));
		});
		assert.equal((await fetch(invitation)).status, 410);
	});

	it('who signs in again comes back where they were', async () => {
		await visit('/organisatie', async (page) => {
			assert.equal(new URL(page.url()).pathname, '/inloggen');
			await fill(page, 'E-mailadres', NOOR.address.toUpperCase());
			await fill(page, 'Wachtwoord', 'iets anders');
			await press(page, 'Verder');
			assert.match(await page.locator('#adres-fout').innerText(), /horen niet bij elkaar/);
			await looked(page);
			await fill(page, 'Wachtwoord', NOOR.password);
			await press(page, 'Verder');
			assert.equal(await title(page), 'Nog één stap');
			await looked(page);
			await fill(page, 'Code van zes cijfers', codeAt(noor.secret, new Date()));
			await press(page, 'Inloggen');
			assert.equal(new URL(page.url()).pathname, '/organisatie');
		});
	});

	it('a recovery code stands in for the app', async () => {
		await visit('/inloggen', async (page) => {
			await fill(page, 'E-mailadres', NOOR.address);
			await fill(page, 'Wachtwoord', NOOR.password);
			await press(page, 'Verder');
			await follow(page, 'Ik heb mijn telefoon niet bij me');
			await looked(page);
			await fill(page, 'Herstelcode', noor.recoveryCodes[0] ?? '');
			await press(page, 'Inloggen');
			assert.equal(await title(page), NOOR.name);
			assert.match((await page.locator('main').textContent()) ?? '', /Je hebt nog 9 herstelcodes/);
		});
	});

	it('nobody is sent elsewhere after signing in', async () => {
		for (const back of ['//kwaad.example', 'https://kwaad.example', '/\\kwaad.example', 'javascript:alert(1)']) {
			const html = await (await fetch(`${origin()}/inloggen?terug=${encodeURIComponent(back)}`)).text();
			assert.ok(!html.includes('href="//kwaad') && !html.includes('href="https://kwaad'));
		}
	});

	it('a form from elsewhere is refused', async () => {
		const send = (headers: Record<string, string>) =>
			fetch(`${origin()}/inloggen`, { method: 'POST', body: new URLSearchParams({ adres: 'a@b.example', wachtwoord: 'x' }), headers });
		assert.equal((await send({ origin: 'https://kwaad.example' })).status, 403);
		assert.equal((await send({ 'sec-fetch-site': 'cross-site', origin: origin() })).status, 403);
		assert.equal((await send({})).status, 403);
		assert.equal((await send({ origin: origin() })).status, 422);
	});

	it('private pages are never kept, and guests are led to the sign-in', async () => {
		for (const path of ['/mijn', '/mijn/berichten', '/mijn/wachtwoord', '/organisatie', '/organisatie/uitnodigen', '/beheer']) {
			const { status, headers } = await fetch(origin() + path, { redirect: 'manual' });
			assert.deepEqual([status, headers.get('location')], [303, `/inloggen?terug=${encodeURIComponent(path)}`]);
			assert.equal(headers.get('cache-control'), 'private, no-store', path);
		}
	});
});
