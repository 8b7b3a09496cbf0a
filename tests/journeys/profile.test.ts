import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { tx } from '#platform/database/database.server.ts';
import { write } from '#platform/letters/letters.server.ts';
import { refusalAddress } from '#platform/letters/refusal.server.ts';
import { beginProject } from '#projects/projects.server.ts';
import { administrator, bramJoins } from '../village/bram.ts';
import { keys, noorSetsUp, type Person } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, said, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

const SEM = { name: 'Sem Smit', address: 'sem@zonnedam.example', addressKey: 'sem@zonnedam.example' };
const ADDED = 'projects.added';

/** From a letter that is chosen away to an organisation that looks like itself. One story, told in order, on a server of its own. */
describe('a profile', { concurrency: 1 }, () => {
	browsers();
	let served: Served<{ noor: Person; bram: Person; sem: Person }>;

	before(async () => {
		served = await serveHouse(async (db) => {
			const now = new Date();
			const noor = await noorSetsUp(db, now);
			const people = { noor, bram: await bramJoins(db, noor, now), sem: await bramJoins(db, noor, now, SEM) };
			await beginProject(db, keys, await administrator(db, noor), { name: 'Zonnedam-Oost', leader: people.bram.account.id }, now);
			for (const subject of ['Je doet mee aan een project', 'Nog een project'])
				await tx(db, (tx) =>
					write(tx, keys, {
						to: { account: people.bram.account.id, address: people.bram.account.address, language: 'nl' },
						kind: ADDED,
						subject,
						paragraphs: ['Dag Bram.'],
					}),
				);
			return people;
		});
	});
	after(() => served.stop());

	const as = (who: keyof typeof served.village | null, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, who && served.village[who], path, work);
	const picture = async (page: Page, name: string) => {
		const folder = process.env.PICTURES;
		if (!folder) return;
		for (const width of [1280, 320]) {
			await page.setViewportSize({ width, height: 900 });
			await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
		}
		await page.setViewportSize({ width: 1280, height: 900 });
	};

	it('says in the header what is not read yet, and marks it read one by one or all at once', async () => {
		await as('bram', '/projecten', async (page) => {
			await follow(page, '2 nieuwe berichten');
			assert.equal(pathOf(page), '/mijn/berichten');
			await looked(page);
			await picture(page, 'berichten');
			await page.getByRole('button', { name: /Nog een project/ }).click();
			assert.equal(await page.getByRole('link', { name: '1 nieuw bericht', exact: true }).count(), 1);
			await follow(page, 'Nieuwe berichten (1)');
			await page.waitForURL(/toon=nieuw/);
			assert.equal(await page.locator('[id^=bericht-]').count(), 1);
			await looked(page);
			await press(page, 'Alles als gelezen markeren');
			assert.equal(await said(page), '1 bericht is als gelezen gemarkeerd.');
			assert.match(await text(page), /Je hebt alles gelezen/);
			assert.equal(
				await page
					.getByRole('banner')
					.getByText(/nieuwe? bericht/)
					.count(),
				0,
			);
			await looked(page);
		});
	});

	/** How Bram chose to be told that he takes part in a project. */
	const chosenWay = async () =>
		(await served.db.selectFrom('letter_choices').select('way').where('kind', '=', ADDED).executeTakeFirst())?.way;

	it('chooses how letters come, and says that those about safety always do', async () => {
		await as('bram', '/mijn', async (page) => {
			await follow(page, 'Meldingen kiezen');
			await looked(page);
			await picture(page, 'meldingen');
			assert.match(await text(page), /veiligheid van je account/);
			const added = page.getByRole('group', { name: 'Je wordt toegevoegd aan een project' });
			await added.getByLabel('Eén keer per dag, samen in één mail').check();
			await press(page, 'Keuzes bewaren');
			assert.equal(await said(page), 'Je keuzes zijn bewaard.');
			assert.ok(await added.getByLabel('Eén keer per dag, samen in één mail').isChecked());
		});
		assert.equal(await chosenWay(), 'daily');
	});

	it('is kept from mail by who follows the line at its foot, without signing in and only by a press', async () => {
		const path = refusalAddress(keys, '', { account: served.village.bram.account.id, kind: ADDED, language: 'nl' }) ?? '';
		await as(null, path, async (page) => {
			assert.equal(await title(page), 'Mail stoppen');
			await looked(page);
			await picture(page, 'afmelden');
			assert.equal(await chosenWay(), 'daily');
			await press(page, 'Mail hierover stoppen');
			assert.match((await said(page)) ?? '', /geen mail meer/);
			await looked(page);
		});
		assert.equal(await chosenWay(), 'inbox');
	});

	it('is kept from mail by one press in a mail program, which is no browser and follows no redirect', async () => {
		await served.db.deleteFrom('letter_choices').execute();
		const press = (path: string) =>
			fetch(served.address + path, {
				method: 'POST',
				redirect: 'manual',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				body: 'List-Unsubscribe=One-Click',
			});
		const path = refusalAddress(keys, '', { account: served.village.bram.account.id, kind: ADDED, language: 'nl' }) ?? '';
		assert.equal((await press(path)).status, 200);
		assert.equal(await chosenWay(), 'inbox');
		assert.equal((await press(path.replace('/afmelden/', '/en/afmelden/'))).status, 200);
		assert.equal((await press('/afmelden/verzonnen')).status, 404);
		for (const other of ['/mijn/meldingen', '/inloggen', `${path}/x`]) assert.equal((await press(other)).status, 403, other);
	});

	it('says when one came in the time before', async () => {
		await served.db
			.updateTable('accounts')
			.set({ signed_in_before: '2026-11-20T08:30:00.000Z' })
			.where('id', '=', served.village.bram.account.id)
			.execute();
		await as('bram', '/mijn', async (page) => {
			assert.match(await text(page), /Vorige keer ingelogd: 20 november 2026 (om|at) 09:30/);
			await looked(page);
			await picture(page, 'mijn');
		});
	});

	it('of an organisation has its own name and look, for its own people only', async () => {
		await as('noor', '/organisatie', async (page) => {
			await follow(page, 'Organisatie aanpassen');
			await looked(page);
			await picture(page, 'instellingen');
			await fill(page, 'Naam van de organisatie', ' ');
			await press(page, 'Wijzigingen bewaren');
			assert.match(await issueAt(page, 'naam'), /naam/);
			await looked(page);
			await fill(page, 'Naam van de organisatie', 'Wijkteam Zonnedam');
			await page.getByRole('group', { name: 'Taal van nieuwe uitnodigingen' }).getByLabel('English').check();
			await choose(page, 'Voorbeeld');
			await press(page, 'Wijzigingen bewaren');
			assert.equal(await said(page), 'De gegevens van je organisatie zijn gewijzigd.');
			await looked(page);
			await picture(page, 'huisstijl');
			await page.goto(`${served.address}/organisatie/uitnodigen`);
			assert.ok(await page.getByLabel('English').isChecked());
		});
		const look = (page: Page) => page.locator('link[href*="/huisstijl/"]').getAttribute('href');
		await as('bram', '/fasen', async (page) => {
			const href = (await look(page)) ?? '';
			assert.match(href, /^\/huisstijl\/voorbeeld\.css\?[0-9a-f]{12}$/);
			assert.match(await (await fetch(served.address + href)).text(), /--zilverwold-plum/);
		});
		await as(null, '/fasen', async (page) => assert.equal(await page.locator('link[href*="huisstijl"]').count(), 0));
	});

	it('of a colleague is looked after by an administrator: rights, and coming in at all', async () => {
		await as('bram', '/organisatie', async (page) => assert.equal(await page.getByRole('link', { name: /Rechten van/ }).count(), 0));
		await as('noor', '/organisatie', async (page) => {
			await looked(page);
			await picture(page, 'organisatie');
			await follow(page, 'Rechten van Sem Smit');
			await looked(page);
			await picture(page, 'collega');
			await press(page, 'Beheerder maken');
			assert.equal(await said(page), 'Sem Smit is nu beheerder.');
			await press(page, 'Geen beheerder meer laten zijn');
			assert.equal(await said(page), 'Sem Smit is geen beheerder meer.');
			await press(page, 'Account uitzetten');
			assert.equal(await said(page), 'Het account van Sem Smit staat uit.');
			await looked(page);
		});
		await as('sem', '/mijn', async (page) => assert.equal(pathOf(page), '/inloggen'));
		await as('noor', `/organisatie/collega/${served.village.sem.account.id}`, async (page) => {
			await press(page, 'Account weer aanzetten');
			assert.equal(await said(page), 'Het account van Sem Smit staat weer aan.');
			await page.goto(`${served.address}/organisatie/collega/${served.village.noor.account.id}`);
			await press(page, 'Geen beheerder meer laten zijn');
			assert.match((await page.getByRole('alert').textContent()) ?? '', /beheerder/);
			await looked(page);
		});
	});

	it('of nobody yet: an invitation is sent again', async () => {
		await as('noor', '/organisatie/uitnodigen', async (page) => {
			await fill(page, 'Naam', 'Joost Kramer');
			await fill(page, 'E-mailadres', 'joost@zonnedam.example');
			await press(page, 'Uitnodigen');
			await page.goto(`${served.address}/organisatie`);
			await looked(page);
			await picture(page, 'uitnodigingen');
			await press(page, 'Uitnodiging opnieuw sturen aan Joost Kramer');
			assert.match((await said(page)) ?? '', /Joost Kramer is opnieuw uitgenodigd/);
			await looked(page);
		});
	});

	it('shows administrators which projects there are and who of theirs takes part', async () => {
		await as('noor', '/organisatie', async (page) => {
			await follow(page, 'Projecten van je organisatie');
			assert.match(await text(page), /Zonnedam-Oost[\s\S]*Bram de Wit/);
			await looked(page);
			await picture(page, 'projecten');
		});
		await as('bram', '/organisatie/projecten', async (page) => assert.equal(await title(page), 'Dit mag je hier niet'));
	});
});
