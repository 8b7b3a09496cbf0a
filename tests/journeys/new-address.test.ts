import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { BRAM, bramJoins } from '../village/bram.ts';
import { linkIn } from '../village/links.ts';
import { noorSetsUp, type Person } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { fill, follow, issueAt, looked, pathOf, press, said, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

const NEW = 'bram@elders.example';
/** Nobody listens there: what is sent waits, and is read from the outbox. */
const MAIL = { WIJKSPOOR_MAIL: 'smtp://127.0.0.1:9', WIJKSPOOR_MAIL_FROM: 'Wijkspoor <wijk@zonnedam.example>' };

/** Bram gets another address, and goes back. One story, told in order, on a server of its own. */
describe('a new mail address', { concurrency: 1 }, () => {
	browsers();
	let served: Served<{ noor: Person; bram: Person }>;

	before(async () => {
		served = await serveHouse(async (db) => {
			const noor = await noorSetsUp(db, new Date());
			return { noor, bram: await bramJoins(db, noor, new Date()) };
		}, MAIL);
	});
	after(() => served.stop());

	const as = (who: 'bram' | null, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, who && served.village[who], path, work);
	const linkTo = async (address: string, beginning: string): Promise<string> => {
		const path = await linkIn(served.db, address, beginning);
		assert.ok(path, `${address} ${beginning}`);
		return path;
	};

	it('is asked on a page of one’s own, with one answer for an address that is free and one that is taken', async () => {
		const answers: (string | null)[] = [];
		for (const address of [served.village.noor.account.address, NEW]) {
			await as('bram', '/mijn/gegevens', async (page) => {
				await follow(page, 'E-mailadres wijzigen');
				await looked(page);
				await press(page, 'Link sturen');
				assert.match(await issueAt(page, 'adres'), /Vul je e-mailadres in/);
				await looked(page);
				await fill(page, 'Nieuw e-mailadres', address);
				await press(page, 'Link sturen');
				answers.push(await text(page));
				await looked(page);
			});
		}
		assert.match(answers[0] ?? '', /Er is een bericht naar het nieuwe adres gestuurd/);
		assert.equal(answers[0], answers[1]);
	});

	it('counts once it is confirmed from its own mailbox', async () => {
		const path = await linkTo(NEW, '/nieuw-adres/');
		await as('bram', path, async (page) => {
			await page.reload();
			await looked(page);
			await press(page, 'Adres bevestigen');
			assert.match((await said(page)) ?? '', /Je adres is gewijzigd/);
			assert.match(await text(page), new RegExp(NEW));
			await looked(page);
		});
		await as(null, path, async (page) => assert.match(await text(page), /Deze link is al gebruikt of verlopen/));
	});

	it('is undone from the old mailbox, which ends every sign-in and asks for a new password', async () => {
		await as(null, await linkTo(BRAM.address, '/oud-adres/'), async (page) => {
			await page.reload();
			await looked(page);
			await press(page, 'Terug naar dit adres');
			assert.equal(await title(page), 'Kies een nieuw wachtwoord');
			await fill(page, 'Nieuw wachtwoord', 'oranje sokkel droge pinda');
			await press(page, 'Wachtwoord wijzigen');
			await fill(page, 'E-mailadres', BRAM.address);
			await fill(page, 'Wachtwoord', 'oranje sokkel droge pinda');
			await press(page, 'Verder');
			assert.equal(pathOf(page), '/inloggen/code');
		});
		await as('bram', '/mijn', async (page) => assert.equal(pathOf(page), '/inloggen'));
	});
});
