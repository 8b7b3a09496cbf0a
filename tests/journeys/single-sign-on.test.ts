import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { returnPath } from '#accounts/single-sign-on/identity-provider.ts';
import { type Database, openDatabase } from '#platform/database/database.server.ts';
import { openIdentityProvider, type ProviderOfTheVillage } from '../village/identity-provider.ts';
import { NOOR, noorSetsUp, type Person, VILLAGE_KEY } from '../village/people.ts';
import { addressFrom } from '../village/said.ts';
import { invited } from '../village/two-organisations.ts';
import { assertCleanHtml, assertUsableByEveryone } from './everyone.ts';

const ROOT = join(import.meta.dirname, '../..');
const SEM = 'sem@zonnedam.example';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
const title = (page: Page) => page.locator('h1').textContent();
const said = (page: Page) => page.getByRole('status').textContent();
const pathOf = (page: Page) => new URL(page.url()).pathname;

async function looked(page: Page): Promise<void> {
	await assertUsableByEveryone(page);
	await assertCleanHtml(await page.content());
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}

/** From an operator who sets it to colleagues who come in by it, through a real provider and back. One story, told in order. */
describe('signing in through an organisation', { concurrency: 1 }, () => {
	let data = '';
	let server: ChildProcess;
	let origin = '';
	let browser: Browser;
	let db: Database;
	let noor: Person;
	let idp: ProviderOfTheVillage;
	const broken: string[] = [];

	before(async () => {
		data = await mkdtemp(join(tmpdir(), 'aanbieder-'));
		await mkdir(join(data, 'keys'));
		await writeFile(join(data, 'keys/master.key'), VILLAGE_KEY.toString('base64'));
		const env = { ...process.env, PORT: '0', WIJKSPOOR_DATA: data, WIJKSPOOR_KEYS: '', DATABASE_URL: '', ORIGIN: '' };
		server = spawn(process.execPath, ['src/server.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
		assert.ok(server.stdout);
		origin = (await addressFrom(server.stdout)).address;
		db = openDatabase({ databaseUrl: null, dataFolder: data });
		noor = await noorSetsUp(db, new Date());
		idp = await openIdentityProvider(origin + returnPath(noor.account.organisation));
		idp.employees.set('sem', { email: SEM, email_verified: true, amr: ['pwd', 'mfa'] });
		idp.employees.set('noor', { email: NOOR.address, email_verified: true, amr: ['pwd'] });
		browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox'] });
	});

	after(async () => {
		await browser?.close();
		await db?.destroy();
		await idp?.close();
		const ended = once(server, 'exit');
		server.kill('SIGTERM');
		await ended;
		await rm(data, { recursive: true });
	});

	/** A browser of somebody's own. */
	async function withBrowser(work: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
		const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
		const page = await context.newPage();
		page.on('console', (message) => /Content Security Policy/.test(message.text()) && broken.push(message.text()));
		page.on('pageerror', (error) => broken.push(error.message));
		try {
			await work(page, context);
		} finally {
			await context.close();
		}
	}

	const signedInAs = (context: BrowserContext, { token }: Person) =>
		context.addCookies([{ name: 'aanmelding', value: token, url: origin }]);

	/** The page of the provider asks who they are. */
	async function sayWho(page: Page, who: string): Promise<void> {
		await page.getByLabel('Naam').fill(who);
		await press(page, 'Dat ben ik');
	}

	async function throughTheProvider(page: Page, address: string, who: string): Promise<void> {
		await page.goto(`${origin}/inloggen?terug=/organisatie`);
		await follow(page, 'Inloggen via je organisatie');
		await fill(page, 'E-mailadres', address);
		await press(page, 'Verder');
		await follow(page, 'Verder naar Gemeente Zonnedam');
		await sayWho(page, who);
	}

	it('is not spoken of while no organisation has it', async () => {
		const html = await (await fetch(`${origin}/inloggen`)).text();
		assert.ok(html.includes('E-mailadres') && !html.includes('Inloggen via je organisatie'));
	});

	it('is set up by an operator, who is told what is wrong', () =>
		withBrowser(async (page, context) => {
			await signedInAs(context, noor);
			await page.goto(`${origin}/beheer`);
			await looked(page);
			await follow(page, 'Inloggen via organisaties');
			assert.equal(await page.locator('code').textContent(), origin + returnPath(noor.account.organisation));
			await press(page, 'Aanbieder bewaren');
			assert.match(await page.title(), /^Er zijn 3 dingen te verbeteren/);
			await looked(page);
			await fill(page, 'Adres van de aanbieder (issuer)', 'http://localhost:1');
			await fill(page, 'Naam van Wijkspoor bij de aanbieder (client ID)', idp.clientId);
			await fill(page, 'Geheim van Wijkspoor bij de aanbieder (client secret)', idp.clientSecret);
			await fill(page, 'E-maildomeinen van de organisatie', '@Zonnedam.example, zonnedam-oost.example');
			await fill(page, 'Staat in voor de tweede stap met', 'mfa');
			await press(page, 'Aanbieder bewaren');
			assert.match(await page.locator('#uitgever-fout').innerText(), /geen bruikbaar antwoord/);
			await looked(page);
			assert.equal(await page.getByLabel('Geheim van Wijkspoor').inputValue(), '');
			await fill(page, 'Adres van de aanbieder (issuer)', idp.issuer);
			await fill(page, 'Geheim van Wijkspoor bij de aanbieder (client secret)', idp.clientSecret);
			await press(page, 'Aanbieder bewaren');
			assert.match((await said(page)) ?? '', /is bewaard/);
			assert.equal(await page.getByLabel('E-maildomeinen van de organisatie').inputValue(), 'zonnedam-oost.example zonnedam.example');
			assert.ok(!(await page.content()).includes(idp.clientSecret));
			await looked(page);
		}));

	it('says nothing of organisations to who knows none', () =>
		withBrowser(async (page) => {
			await page.goto(`${origin}/inloggen/organisatie`);
			await looked(page);
			await fill(page, 'E-mailadres', 'iemand@elders.example');
			await press(page, 'Verder');
			assert.match(await page.locator('#adres-fout').innerText(), /kun je niet via een organisatie inloggen/);
			assert.ok(!(await page.content()).includes('Zonnedam'));
			await looked(page);
		}));

	it('tells who is not known here whom to ask', () =>
		withBrowser(async (page) => {
			await throughTheProvider(page, SEM, 'sem');
			assert.equal(pathOf(page), '/inloggen/organisatie');
			assert.match((await said(page)) ?? '', /Vraag de beheerder van je organisatie om een uitnodiging/);
			await looked(page);
			await page.goto(`${origin}/mijn`);
			assert.equal(pathOf(page), '/inloggen');
		}));

	it('brings in who was invited, from the sign-in through the provider and back to where they wanted to be', () =>
		withBrowser(async (page) => {
			await invited(db, noor, SEM);
			await page.goto(`${origin}/inloggen?terug=/organisatie`);
			await follow(page, 'Inloggen via je organisatie');
			await fill(page, 'E-mailadres', SEM);
			await press(page, 'Verder');
			assert.equal(await title(page), 'Inloggen via je organisatie');
			await looked(page);
			await follow(page, 'Verder naar Gemeente Zonnedam');
			assert.equal(new URL(page.url()).origin, idp.issuer);
			await sayWho(page, 'sem');
			assert.equal(page.url(), `${origin}/organisatie`);
			assert.match((await page.locator('main').textContent()) ?? '', /Sem Bakker/);
			await page.goto(`${origin}/mijn/koppeling`);
			assert.match((await page.locator('main').textContent()) ?? '', /Je kunt inloggen via Gemeente Zonnedam/);
			assert.equal(await page.getByRole('button', { name: 'Koppeling verbreken' }).count(), 0);
		}));

	it('links an account of one’s own, and then asks our own code where the provider saw one factor', () =>
		withBrowser(async (page, context) => {
			await signedInAs(context, noor);
			await page.goto(`${origin}/mijn`);
			await follow(page, 'Inloggen via je organisatie');
			await looked(page);
			await press(page, 'Account koppelen');
			await follow(page, 'Verder naar Gemeente Zonnedam');
			await sayWho(page, 'noor');
			assert.equal(pathOf(page), '/mijn/koppeling');
			assert.match((await page.locator('main').textContent()) ?? '', /Je kunt inloggen via Gemeente Zonnedam/);
			await looked(page);
			await withBrowser(async (other) => {
				await throughTheProvider(other, NOOR.address, 'noor');
				assert.equal(other.url(), `${origin}/inloggen/code?terug=%2Forganisatie`);
			});
			await press(page, 'Koppeling verbreken');
			assert.match((await said(page)) ?? '', /verbroken/);
		}));

	it('sends away who comes back without having left', async () => {
		const answer = await fetch(`${origin}${returnPath(noor.account.organisation)}?code=x&state=y`, { redirect: 'manual' });
		assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/inloggen/organisatie?reden=over']);
		assert.equal(answer.headers.get('cache-control'), 'private, no-store');
	});

	it('proves through the organisation that it is still them, and speaks their language', () =>
		withBrowser(async (page) => {
			await throughTheProvider(page, SEM, 'sem');
			const yesterday = new Date(Date.now() - 3_600_000).toISOString();
			await db.updateTable('sign_ins').set({ proven_at: yesterday }).execute();
			await page.goto(`${origin}/en/mijn/bevestigen?terug=/mijn/wachtwoord`);
			await looked(page);
			await follow(page, 'Confirm through your organisation');
			await press(page, 'Confirm through your organisation');
			await follow(page, 'Go on to Gemeente Zonnedam');
			assert.equal(page.url(), `${origin}/en/mijn/wachtwoord`);
			const { proven } = await db
				.selectFrom('sign_ins')
				.select(({ fn }) => fn.max('proven_at').as('proven'))
				.executeTakeFirstOrThrow();
			assert.ok((proven ?? '') > yesterday);
		}));

	it('never breaks the policy of the site', () => assert.deepEqual(broken, []));
});
