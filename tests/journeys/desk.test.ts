import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { spend } from '#platform/limits/limits.server.ts';
import { type Neighbourhood, theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, said, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

const PLACE = { name: 'sign-in place', most: 1, within: 900 };

/** What an operator sees and does. One story, told in order, on a server of its own. */
describe('the operator’s desk', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;

	before(async () => {
		served = await serveHouse((db) => theNeighbourhood(db));
	});
	after(() => served.stop());

	const at = (path: string, work: (page: Page) => Promise<void>) => visitAs(served.address, served.village.people.operator, path, work);

	it('tells in a word how everything is, and says plainly that no backup is made', async () => {
		await at('/beheer', async (page) => {
			const desk = await text(page);
			assert.match(desk, /Gezondheid en versies\s+In orde/);
			assert.match(desk, /Back-ups\s+Niet ingesteld/);
			assert.match(desk, /Post\s+Geen mailserver/);
			assert.match(desk, /Limieten\s+Geen bereikt/);
			await looked(page);
			await follow(page, 'Back-ups');
			assert.match(await text(page), /Er wordt geen back-up gemaakt/);
			await looked(page);
		});
	});

	for (const path of ['gezondheid', 'dagelijks-werk', 'post', 'limieten', 'aanmeldingen', 'organisaties', 'beheerders', 'sleutels'])
		it(`has a page ${path} that everybody can use`, async () => {
			await at(`/beheer/${path}`, async (page) => {
				await looked(page);
				assert.doesNotMatch(await page.content(), /kanarie/);
				await follow(page, 'Beheer');
				assert.equal(pathOf(page), '/beheer');
			});
		});

	it('is not there for anybody else', async () => {
		await visitAs(served.address, served.village.people.administrator, '/beheer/organisaties', async (page) => {
			assert.equal(await title(page), 'Deze bladzijde vinden we niet');
		});
	});

	it('shows a limit that refuses somebody, without who, and lifts it', async () => {
		await spend(served.db, keys, PLACE, '192.0.2.7');
		await spend(served.db, keys, PLACE, '192.0.2.7');
		await at('/beheer/limieten', async (page) => {
			assert.match(await text(page), /sign-in place/);
			assert.doesNotMatch(await page.content(), /192\.0\.2/);
			await looked(page);
			await page.getByRole('button', { name: /^Limiet sign-in place opheffen/ }).click();
			assert.equal(await said(page), 'De limiet is opgeheven.');
			assert.match(await text(page), /geen enkele limiet/);
		});
	});

	it('adds an organisation and gives the link of its first administrator', async () => {
		await at('/beheer/organisaties', async (page) => {
			await fill(page, 'Naam van de organisatie', 'gemeente waterdam');
			await choose(page, 'woningcorporatie');
			await fill(page, 'Naam van de eerste beheerder', 'Sem Bakker');
			await fill(page, 'E-mailadres', 'sem@thuis.example');
			await press(page, 'Organisatie toevoegen');
			assert.match(await issueAt(page, 'organisatie'), /al een organisatie met deze naam/);
			await looked(page);
			await fill(page, 'Naam van de organisatie', 'Stichting Thuis');
			await press(page, 'Organisatie toevoegen');
			assert.equal(await said(page), 'Sem Bakker is uitgenodigd als beheerder.');
			assert.match(await text(page), /\/uitnodiging\/[\w-]{43}/);
			await looked(page);
			await follow(page, 'Beheerder uitnodigen voor Stichting Thuis');
			await looked(page);
			await fill(page, 'Naam van de eerste beheerder', 'Ilse Bakker');
			await fill(page, 'E-mailadres', 'ilse@thuis.example');
			await press(page, 'Beheerder uitnodigen');
			assert.equal(await said(page), 'Ilse Bakker is uitgenodigd als beheerder.');
		});
	});

	it('takes the role from another operator, and keeps the last', async () => {
		await at('/beheer/beheerders', async (page) => {
			await press(page, 'Rol weghalen van Noor Visser');
			assert.equal(await said(page), 'De rol is weggehaald.');
			assert.match(await text(page), /Dit is de laatste/);
			assert.equal(await page.getByRole('button', { name: /^Rol weghalen/ }).count(), 0);
			await looked(page);
		});
	});

	it('tells what the daily work said, and that it failed', async () => {
		const run = { day: '2026-11-22', began_at: new Date().toISOString(), claimed_until: '', ended_at: new Date().toISOString() };
		await served.db
			.insertInto('daily_runs')
			.values([
				{ ...run, job: 'forgetting', attempt: 1, good: 1, said: 'forgot 3 sign-ins' },
				{ ...run, job: 'backup', attempt: 1, good: 0, said: `/var/backups/${'wijkspoor'.repeat(12)} cannot be written` },
				{ ...run, job: 'verifying', attempt: 1, good: 0, said: 'THE JOURNAL IS BROKEN: installation is wrong at entry 2' },
			])
			.execute();
		await at('/beheer', async (page) => {
			assert.match(await text(page), /Dagelijks werk\s+Het journaal klopt niet/);
			await looked(page);
			await follow(page, 'Dagelijks werk');
			assert.match(await text(page), /forgot 3 sign-ins/);
			await looked(page);
			await page.goto(`${served.address}/beheer/back-ups`);
			assert.match(await text(page), /cannot be written/);
			await looked(page);
		});
	});

	it('asks who showed who they are too long ago to do so again, and then ends every sign-in', async () => {
		const { operator } = served.village.people;
		const provenAt = (proven_at: string) =>
			served.db.updateTable('sign_ins').set({ proven_at }).where('account', '=', operator.account.id).execute();
		await provenAt(new Date(Date.now() - 3_600_000).toISOString());
		await at('/beheer/aanmeldingen', async (page) => {
			assert.equal(await page.getByRole('button', { name: 'Iedereen uitloggen' }).count(), 0);
			await looked(page);
			await follow(page, 'Bevestig eerst dat jij het bent');
			assert.equal(pathOf(page), '/mijn/bevestigen');
			await provenAt(new Date().toISOString());
			await page.goto(`${served.address}/beheer/aanmeldingen`);
			await press(page, 'Iedereen uitloggen');
			assert.equal(pathOf(page), '/inloggen');
		});
		assert.deepEqual(await served.db.selectFrom('sign_ins').select('id').execute(), []);
	});
});

describe('the server', { concurrency: 1 }, () => {
	it('says that it is ready, and writes no more often for who asks more often', async () => {
		const served = await serveHouse((db) => theNeighbourhood(db));
		const ask = async () => {
			const answer = await fetch(`${served.address}/paraat`);
			return [answer.status, await answer.json()];
		};
		assert.deepEqual(await ask(), [200, { status: 'paraat', database: true, disk: true }]);
		const wroteAt = async () => (await served.db.selectFrom('write_tests').select('at').executeTakeFirst())?.at;
		const first = await wroteAt();
		await Promise.all([ask(), ask(), ask()]);
		assert.equal(await wroteAt(), first);
		await served.stop();
	});

	it('ends within ten seconds of being told to, also while somebody sends a form very slowly', async () => {
		const served = await serveHouse((db) => theNeighbourhood(db));
		const { hostname, port } = new URL(served.address);
		const slow = connect(Number(port), hostname);
		// It is closed on the other side.
		slow.on('error', () => {});
		await once(slow, 'connect');
		slow.write(`POST /inloggen HTTP/1.1\r\nhost: ${hostname}:${port}\r\norigin: ${served.address}\r\n`);
		slow.write('content-type: application/x-www-form-urlencoded\r\ncontent-length: 1000\r\n\r\nadres=');
		const dripping = setInterval(() => slow.write('a'), 200);
		await pause(500);
		const began = Date.now();
		await served.stop();
		clearInterval(dripping);
		slow.destroy();
		assert.ok(Date.now() - began < 10_000, `It took ${Date.now() - began} ms.`);
	});
});
