import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { returnPath } from '#accounts/single-sign-on/identity-provider.ts';
import { openIdentityProvider, type ProviderOfTheVillage } from '../village/identity-provider.ts';
import { NOOR, noorSetsUp, type Person } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { invited } from '../village/two-organisations.ts';
import { fill, follow, issueAt, looked, pathOf, press, said, text, title, visitAs } from './hands.ts';
import { browsers, type Trespass } from './site.ts';

/** Where somebody begins who wants to go to the page of their organisation. */
const IN = '/inloggen?terug=/organisatie';
const SEM = 'sem@zonnedam.example';

/** From an operator who sets it to colleagues who come in by it, through a real provider and back. One story, told in order. */
describe('signing in through an organisation', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Person>;
	let noor: Person;
	let origin = '';
	let idp: ProviderOfTheVillage;
	const broken: Trespass[] = [];

	before(async () => {
		served = await serveHouse((db) => noorSetsUp(db, new Date()));
		({ village: noor, address: origin } = served);
		idp = await openIdentityProvider(origin + returnPath(noor.account.organisation));
		idp.employees.set('sem', { email: SEM, email_verified: true, amr: ['pwd', 'mfa'] });
		idp.employees.set('noor', { email: NOOR.address, email_verified: true, amr: ['pwd'] });
	});
	after(async () => {
		await idp.close();
		await served.stop();
	});

	/** Opens a page in a browser of somebody's own. */
	const opened = (who: Person | null, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(origin, who, path, async (page, trespasses) => {
			await work(page);
			broken.push(...trespasses.filter(({ what }) => !what.startsWith('asked ') && !what.startsWith('Failed to load resource')));
		});

	/** The page of the provider asks who they are. */
	async function sayWho(page: Page, who: string): Promise<void> {
		await page.getByLabel('Naam').fill(who);
		await press(page, 'Dat ben ik');
	}

	/** From the page of signing in to the provider and back. */
	async function throughTheProvider(page: Page, address: string, who: string): Promise<void> {
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
		opened(noor, '/beheer', async (page) => {
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
			assert.match(await issueAt(page, 'uitgever'), /geen bruikbaar antwoord/);
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
		opened(null, '/inloggen/organisatie', async (page) => {
			await looked(page);
			await fill(page, 'E-mailadres', 'iemand@elders.example');
			await press(page, 'Verder');
			assert.match(await issueAt(page, 'adres'), /kun je niet via een organisatie inloggen/);
			assert.ok(!(await page.content()).includes('Zonnedam'));
			await looked(page);
		}));

	it('tells who is not known here whom to ask', () =>
		opened(null, IN, async (page) => {
			await throughTheProvider(page, SEM, 'sem');
			assert.equal(pathOf(page), '/inloggen/organisatie');
			assert.match((await said(page)) ?? '', /Vraag de beheerder van je organisatie om een uitnodiging/);
			await looked(page);
			await page.goto(`${origin}/mijn`);
			assert.equal(pathOf(page), '/inloggen');
		}));

	it('brings in who was invited, from the sign-in through the provider and back to where they wanted to be', () =>
		opened(null, IN, async (page) => {
			await invited(served.db, noor, SEM);
			await follow(page, 'Inloggen via je organisatie');
			await fill(page, 'E-mailadres', SEM);
			await press(page, 'Verder');
			assert.equal(await title(page), 'Inloggen via je organisatie');
			await looked(page);
			await follow(page, 'Verder naar Gemeente Zonnedam');
			assert.equal(new URL(page.url()).origin, idp.issuer);
			await sayWho(page, 'sem');
			assert.equal(page.url(), `${origin}/organisatie`);
			assert.match(await text(page), /Sem Bakker/);
			await page.goto(`${origin}/mijn/koppeling`);
			assert.match(await text(page), /Je kunt inloggen via Gemeente Zonnedam/);
			assert.equal(await page.getByRole('button', { name: 'Koppeling verbreken' }).count(), 0);
		}));

	it('links an account of one’s own, and then asks our own code where the provider saw one factor', () =>
		opened(noor, '/mijn', async (page) => {
			await follow(page, 'Inloggen via je organisatie');
			await looked(page);
			await press(page, 'Account koppelen');
			await follow(page, 'Verder naar Gemeente Zonnedam');
			await sayWho(page, 'noor');
			assert.equal(pathOf(page), '/mijn/koppeling');
			assert.match(await text(page), /Je kunt inloggen via Gemeente Zonnedam/);
			await looked(page);
			await opened(null, IN, async (other) => {
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
		opened(null, IN, async (page) => {
			await throughTheProvider(page, SEM, 'sem');
			const yesterday = new Date(Date.now() - 3_600_000).toISOString();
			await served.db.updateTable('sign_ins').set({ proven_at: yesterday }).execute();
			await page.goto(`${origin}/en/mijn/bevestigen?terug=/mijn/wachtwoord`);
			await looked(page);
			await follow(page, 'Confirm through your organisation');
			await press(page, 'Confirm through your organisation');
			await follow(page, 'Go on to Gemeente Zonnedam');
			assert.equal(page.url(), `${origin}/en/mijn/wachtwoord`);
			const { proven } = await served.db
				.selectFrom('sign_ins')
				.select(({ fn }) => fn.max('proven_at').as('proven'))
				.executeTakeFirstOrThrow();
			assert.ok((proven ?? '') > yesterday);
		}));

	it('never breaks the policy of the site', () => assert.deepEqual(broken, []));
});
