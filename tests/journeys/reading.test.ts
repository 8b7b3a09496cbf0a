import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import type { BrowserContextOptions } from 'playwright-core';
import { origin, visit, visitors } from './site.ts';

const WITHOUT_SCRIPT: BrowserContextOptions = { javaScriptEnabled: false };

describe('reading the guide', () => {
	visitors();

	it('shows a newcomer which junctions concern the housing corporation in phase 1, and what to do first', async () => {
		await visit(
			'/',
			async (page) => {
				await page.getByText('Kies een fase, spoor of partij').click();
				await page.getByRole('link', { name: 'Woningcorporatie', exact: true }).click();
				await page.getByRole('link', { name: '1 Samen starten', exact: true }).first().click();
				await page.getByText('17 knooppunten bij je keuze').first().waitFor();
				assert.equal(await page.locator('#lijst li').count(), 17);
				await page.getByText('Begin met').getByRole('link').or(page.locator('#lijst p').getByRole('link')).first().click();
				assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'De juiste partijen aan tafel');
				await page.getByRole('link', { name: 'Terug naar je selectie' }).click();
				assert.match(page.url(), /fase=1&partij=woningcorporatie/);
			},
			WITHOUT_SCRIPT,
		);
	});

	it('keeps a choice while walking from one junction to the next', async () => {
		await visit('/knooppunten/rol-woningcorporatie-duidelijk?fase=1&partij=woningcorporatie', async (page) => {
			await page
				.getByRole('navigation', { name: 'Andere knooppunten in je selectie' })
				.getByRole('link', { name: /^Volgende/ })
				.click();
			assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Gebied afbakenen');
			assert.match(page.url(), /\?fase=1&partij=woningcorporatie$/);
		});
	});

	it('puts the parts of a junction in their order', async () => {
		await visit('/knooppunten/gezamenlijke-ambitie-voor-de-wijk-opstellen', async (page) => {
			const headings = await page.locator('article .body > section > h2').allTextContents();
			const expected = [
				'Bestuurlijk gevoelig',
				'Aanpak',
				'Tips',
				'Wat er besloten wordt',
				'Klaar als',
				'Pak het opnieuw op als',
				'Wie doet mee en waarom',
			];
			assert.deepEqual(headings.map((heading) => heading.trim()).slice(0, expected.length), expected);
			assert.equal(
				await page
					.getByRole('navigation', { name: 'Je bent hier' })
					.textContent()
					.then((text) => text?.trim()),
				'1. Samen starten',
			);
		});
	});

	it('invites to share where no story is told yet, and where one is', async () => {
		for (const path of ['/knooppunten/de-juiste-partijen-aan-tafel', '/knooppunten/kaders-uit-warmteprogramma-en-beleid-vertalen']) {
			await visit(path, async (page) => {
				await page.getByRole('link', { name: 'Deel je ervaring' }).click();
				assert.equal(new URL(page.url()).pathname, '/hulp/ervaring-delen');
			});
		}
	});

	it('leads old addresses and titles to what they became', async () => {
		for (const [old, now] of [
			['/knooppunten/vorm-van-samenwerking-bepalen', '/knooppunten/samenwerking-formaliseren'],
			['/knooppunten/strategieen-voor-koppelkansen', '/knooppunten/keuzes-maken-over-te-verbinden-opgaven'],
			['/en/knooppunten/vorm-van-samenwerking-bepalen', '/en/knooppunten/samenwerking-formaliseren'],
			['/fasen/1', '/fasen/1-samen-starten'],
			['/sporen/A', '/sporen/a'],
		]) {
			const answer = await fetch(origin() + old, { redirect: 'manual' });
			assert.deepEqual([answer.status, answer.headers.get('location')], [301, now]);
		}
	});

	it('lays an older wording beside the newer one', async () => {
		await visit('/knooppunten/samenwerking-formaliseren', async (page) => {
			await page.getByRole('link', { name: /^Bekijk wat er veranderde/ }).click();
			assert.ok((await page.locator('del').count()) > 0 && (await page.locator('ins').count()) > 0);
		});
	});

	it('gives a template as a document, with the size it said', async () => {
		await visit('/sjablonen/invulblad-stakeholdermatrix', async (page) => {
			const link = page.getByRole('link', { name: /^Download ODT/ });
			const said = Number(/(\d+) kB/.exec((await link.textContent()) ?? '')?.[1]);
			const answer = await fetch(origin() + (await link.getAttribute('href')));
			const bytes = new Uint8Array(await answer.arrayBuffer());
			assert.equal(answer.headers.get('content-type'), 'application/vnd.oasis.opendocument.text');
			assert.equal(Math.max(1, Math.round(bytes.length / 1000)), said);
			const files = unzipSync(bytes);
			for (const name of ['content.xml', 'styles.xml', 'meta.xml', 'META-INF/manifest.xml']) {
				const broken = await page.evaluate(
					(xml) => new DOMParser().parseFromString(xml, 'text/xml').querySelector('parsererror')?.textContent ?? null,
					new TextDecoder().decode(files[name]),
				);
				assert.equal(broken, null, name);
			}
		});
	});

	it('switches language on the spot', async () => {
		await visit('/knooppunten/de-juiste-partijen-aan-tafel?fase=1', async (page) => {
			await page.getByRole('link', { name: 'English' }).click();
			assert.match(page.url(), /\/en\/knooppunten\/de-juiste-partijen-aan-tafel\?fase=1$/);
			assert.ok(await page.getByRole('heading', { name: 'Approach' }).isVisible());
			await page.getByRole('link', { name: 'Nederlands' }).click();
			assert.match(page.url(), /[^n]\/knooppunten\/de-juiste-partijen-aan-tafel\?fase=1$/);
		});
	});

	it('finds what is typed, without script, and says what it looked for instead', async () => {
		await visit(
			'/',
			async (page) => {
				await page.getByRole('searchbox').fill('woningcorparaties');
				await page.getByRole('button', { name: 'Zoeken' }).click();
				assert.match((await page.locator('main').textContent()) ?? '', /Voor ‘woningcorparaties’ vonden we niets/);
				assert.ok((await page.locator('mark').count()) > 0);
				await page.getByLabel('Partij').selectOption('netbeheerder');
				await page.locator('main').getByRole('button', { name: 'Zoeken' }).click();
				assert.match(page.url(), /partij=netbeheerder/);
			},
			WITHOUT_SCRIPT,
		);
	});

	it('helps who is lost', async () => {
		const answer = await fetch(`${origin()}/knooppunten/bestaat-niet`);
		assert.equal(answer.status, 404);
		await visit('/en/niets', async (page) => {
			assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'We cannot find this page');
			await page.locator('main').getByRole('searchbox').fill('heat');
			await page.locator('main').getByRole('button').click();
			assert.match(page.url(), /\/en\/zoeken\?q=heat$/);
		});
	});
});
