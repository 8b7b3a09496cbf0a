import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { signInWholly } from '#accounts/signing-in.server.ts';
import { tx } from '#platform/database/database.server.ts';
import { codeAt, keys, NOOR, noorSetsUp, type Person } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { PASSKEY_SCRIPT } from './everyone.ts';
import { fill, follow, issueAt, looked, pathOf, press, said, text, title } from './hands.ts';
import { browsers, newBrowser, remember, type Trespass, visit } from './site.ts';

const MINUTE = 60_000;

/** What a form for passkeys says, once it says something. */
const told = (page: Page) => page.locator('form [role=alert]:not(:empty)').textContent();
const scriptsIn = (html: string) => html.match(/<script[^>]*>/g)?.length ?? 0;

/** A device that can be unlocked, plugged into the browser. */
async function plugIn(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('WebAuthn.enable');
	const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	return { cdp, authenticatorId };
}

/** A passkey belongs to the host name of a site, so this house is a server of its own that is visited by its name. */
describe('signing in with a passkey', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Person>;
	let noor: Person;
	let origin = '';
	let page: Page;
	let leaveBrowser: () => Promise<void>;
	let trespasses: Trespass[];
	let device: Awaited<ReturnType<typeof plugIn>>;

	before(async () => {
		served = await serveHouse((db) => noorSetsUp(db, new Date()));
		noor = served.village;
		origin = served.address.replace('127.0.0.1', 'localhost');
		({ page, trespasses, close: leaveBrowser } = await newBrowser({ at: origin, token: noor.token }));
		device = await plugIn(page);
	});
	after(async () => {
		await leaveBrowser();
		await served.stop();
	});

	/** Whether somebody is signed in on the screen. */
	const isIn = async () => {
		await page.goto(`${origin}/mijn`);
		return pathOf(page) === '/mijn';
	};
	const leave = async () => {
		await page.goto(`${origin}/uitloggen`);
		await press(page, 'Uitloggen');
		assert.equal(await isIn(), false);
	};

	it('begins with adding one, under a name of one’s own', async () => {
		await page.goto(`${origin}/mijn`);
		await follow(page, 'Passkeys');
		assert.match(await text(page), /Je hebt nog geen passkeys/);
		await looked(page);
		await press(page, 'Passkey toevoegen');
		assert.match((await told(page)) ?? '', /Vul een naam in/);
		await looked(page);
		await fill(page, 'Naam van de passkey', 'werklaptop');
		await press(page, 'Passkey toevoegen');
		await page.getByText('De passkey is toegevoegd').waitFor();
		assert.match((await page.locator('main li').textContent()) ?? '', /werklaptop[\s\S]*nog niet gebruikt/);
		await looked(page);
		await fill(page, 'Naam van de passkey', 'nog eens werklaptop');
		await press(page, 'Passkey toevoegen');
		assert.match((await told(page)) ?? '', /staat al een passkey van jou/);
		await page.goto(`${origin}/mijn/berichten`);
		assert.match((await page.locator('article').first().textContent()) ?? '', /Er is een passkey toegevoegd[\s\S]*‘werklaptop’/);
	});

	it('leads on to where the person was going, without a password', async () => {
		await leave();
		await page.goto(`${origin}/organisatie`);
		assert.equal(pathOf(page), '/inloggen');
		await looked(page);
		await press(page, 'Inloggen met een passkey');
		await page.waitForURL(`${origin}/organisatie`);
		await page.goto(`${origin}/mijn/passkeys`);
		assert.match((await page.locator('main li').textContent()) ?? '', /laatst gebruikt op/);
	});

	it('refuses an answer that was given before', async () => {
		await leave();
		await page.goto(`${origin}/inloggen`);
		const sending = page.waitForRequest((request) => request.method() === 'PUT');
		await press(page, 'Inloggen met een passkey');
		const sent = (await sending).postData() ?? '';
		await page.waitForURL(`${origin}/mijn`);
		const again = await fetch(`${origin}/inloggen/passkey`, { method: 'PUT', body: sent, headers: { origin } });
		assert.equal(again.status, 422);
		assert.match(await again.text(), /Met deze passkey kom je niet binnen/);
		assert.equal(again.headers.get('set-cookie'), null);
	});

	it('refuses a signature that is broken on the way', async () => {
		await leave();
		await page.goto(`${origin}/inloggen`);
		await page.route('**/inloggen/passkey', async (route, request) => {
			if (request.method() !== 'PUT') return route.continue();
			const sent = JSON.parse(request.postData() ?? '');
			const signature = Buffer.from(sent.passkey.response.signature, 'base64url');
			signature.writeUInt8(signature.readUInt8(20) ^ 1, 20);
			sent.passkey.response.signature = signature.toString('base64url');
			return route.continue({ postData: JSON.stringify(sent) });
		});
		await press(page, 'Inloggen met een passkey');
		assert.match((await told(page)) ?? '', /Met deze passkey kom je niet binnen/);
		await looked(page);
		await page.unroute('**/inloggen/passkey');
		assert.equal(await isIn(), false);
	});

	it('refuses who does not unlock the device, though the browser is told that it need not be', async () => {
		await device.cdp.send('WebAuthn.setUserVerified', { authenticatorId: device.authenticatorId, isUserVerified: false });
		await page.goto(`${origin}/inloggen`);
		await press(page, 'Inloggen met een passkey');
		assert.match((await told(page)) ?? '', /Er is geen passkey gekozen/);
		await page.route('**/inloggen/passkey', async (route, request) => {
			if (request.method() !== 'POST') return route.continue();
			const response = await route.fetch();
			const { options } = await response.json();
			return route.fulfill({ response, json: { options: { ...options, userVerification: 'discouraged' } } });
		});
		const answering = page.waitForResponse((response) => response.request().method() === 'PUT');
		await press(page, 'Inloggen met een passkey');
		assert.equal((await answering).status(), 422);
		await page.unroute('**/inloggen/passkey');
		assert.equal(await isIn(), false);
		await device.cdp.send('WebAuthn.setUserVerified', { authenticatorId: device.authenticatorId, isUserVerified: true });
	});

	it('asks who signed in long ago to prove themselves again before a passkey goes', async () => {
		await page.goto(`${origin}/en/inloggen`);
		await press(page, 'Sign in with a passkey');
		await page.waitForURL(`${origin}/en/mijn`);
		const letTimePass = () =>
			served.db
				.updateTable('sign_ins')
				.set({ proven_at: new Date(Date.now() - 31 * MINUTE).toISOString() })
				.execute();
		await page.goto(`${origin}/mijn/passkeys`);
		await letTimePass();
		await press(page, 'Passkey werklaptop verwijderen');
		assert.equal(await title(page), 'Bevestig dat jij het bent');
		await looked(page);
		await fill(page, 'Code van zes cijfers', '000000');
		await press(page, 'Bevestigen');
		assert.match(await issueAt(page, 'code'), /klopt niet/);
		await press(page, 'Bevestigen met een passkey');
		await page.waitForURL(`${origin}/mijn/passkeys`);
		await letTimePass();
		await page.reload();
		assert.equal(await page.getByRole('button', { name: 'Passkey werklaptop verwijderen' }).count(), 0);
		await looked(page);
		await follow(page, 'Bevestig eerst dat jij het bent');
		// The app was linked in this same half minute at the earliest; a code is good once.
		await served.db.updateTable('authenticators').set({ last_step: 0 }).execute();
		await fill(page, 'Code van zes cijfers', codeAt(noor.secret, new Date()));
		await press(page, 'Bevestigen');
		assert.equal(pathOf(page), '/mijn/passkeys');
		await press(page, 'Passkey werklaptop verwijderen');
		assert.match((await said(page)) ?? '', /De passkey is verwijderd/);
		await looked(page);
		await leave();
		await page.goto(`${origin}/inloggen`);
		await press(page, 'Inloggen met een passkey');
		assert.match((await told(page)) ?? '', /Misschien is hij hier verwijderd/);
	});

	it('is not offered where script does not run or a passkey cannot be, and all else works there as before', async () => {
		const without = { at: origin, javaScriptEnabled: false };
		await visit(
			'/inloggen',
			async (plain) => {
				assert.equal(await plain.getByRole('button', { name: 'Inloggen met een passkey' }).count(), 0);
				await fill(plain, 'E-mailadres', NOOR.address);
				await fill(plain, 'Wachtwoord', NOOR.password);
				await press(plain, 'Verder');
				assert.equal(await title(plain), 'Nog één stap');
				await remember(plain.context(), origin, await freshToken());
				await plain.goto(`${origin}/mijn/passkeys`);
				assert.match(await text(plain), /Zet JavaScript aan/);
				assert.equal(await plain.getByRole('button', { name: 'Passkey toevoegen' }).count(), 0);
			},
			without,
		);

		await page.goto(`${origin.replace('localhost', '127.0.0.1')}/inloggen`);
		await page.waitForLoadState('networkidle');
		assert.equal(await page.getByRole('button', { name: 'Inloggen met een passkey' }).count(), 0);
	});

	it('brings one small script, on its own pages alone', async () => {
		const script = await fetch(`${origin}/passkeys.js`);
		assert.match(script.headers.get('content-type') ?? '', /javascript/);
		assert.ok(gzipSync(await script.text()).length < 1500);
		const cookie = `aanmelding=${await freshToken()}`;
		const html = async (path: string, headers: Record<string, string> = {}) => (await fetch(origin + path, { headers })).text();
		assert.ok((await html('/inloggen')).includes(PASSKEY_SCRIPT));
		assert.ok((await html('/mijn/passkeys', { cookie })).includes(PASSKEY_SCRIPT));
		for (const path of ['/mijn', '/mijn/wachtwoord', '/mijn/berichten', '/organisatie', '/uitloggen']) {
			assert.equal(scriptsIn(await html(path, { cookie })), 0, path);
		}
		assert.deepEqual(
			trespasses.filter(({ what }) => /Content Security Policy/.test(what)),
			[],
		);
	});

	it('takes nothing from elsewhere, and nothing that is no answer', async () => {
		const put = (body: string, headers: Record<string, string>) =>
			fetch(`${origin}/inloggen/passkey`, { method: 'PUT', body, headers: { 'content-type': 'application/json', ...headers } });
		assert.equal((await put('{}', { origin: 'https://kwaad.example' })).status, 403);
		assert.equal((await put('{}', { 'sec-fetch-site': 'cross-site', origin })).status, 403);
		for (const body of [
			'',
			'x',
			'[]',
			'{"passkey":null}',
			'{"passkey":{"id":["a"]}}',
			`{"passkey":"${'a'.repeat(10_000)}"}`,
			'{"a":"\\u0000"}',
		]) {
			assert.equal((await put(body, { origin })).status, 422, body.slice(0, 30));
		}
	});

	/** A sign-in of Noor that was whole a moment ago. */
	async function freshToken(): Promise<string> {
		const from = { place: '192.0.2.1', device: NOOR.device, knownDevice: noor.knownDevice };
		return (await tx(served.db, (tx) => signInWholly(tx, keys, noor.account.id, from, new Date()))).token;
	}
});
