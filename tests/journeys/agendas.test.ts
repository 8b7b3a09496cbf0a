import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addEntry } from '#logbook/entering.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { type Neighbourhood, theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { looked, press, said, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

/** Somebody shows their own calendar what they have to do, and stops doing so. One story, told in order, on a server of its own. */
describe('an agenda of one’s own', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;
	const addresses: string[] = [];

	before(async () => {
		served = await serveHouse(async (db) => {
			const village = await theNeighbourhood(db);
			const { account } = village.people.leader;
			const member = await memberOf(db, account, village.project);
			const words = { title: 'De bewoners uitnodigen' };
			const action = { owner: account.id, dueOn: '2027-03-04' };
			await addEntry(db, keys, member, { kind: 'action', level: 'internal', subproject: null, words, action });
			return village;
		});
	});
	after(() => served.stop());

	const asLeader = (work: (page: Page) => Promise<void>) => visitAs(served.address, served.village.people.leader, '/mijn/agenda', work);
	/** The address that the page shows, at this server. */
	const shownAt = async (page: Page) => new URL(new URL(await page.locator('main code').innerText()).pathname, served.address).href;

	it('gets an address, which is shown once and answers a calendar program', async () => {
		await asLeader(async (page) => {
			assert.equal(await title(page), 'Agenda in je eigen programma');
			await looked(page);
			await press(page, 'Adres maken');
			assert.match((await said(page)) ?? '', /je ziet het maar één keer/);
			await looked(page);
			addresses.push(await shownAt(page));
			await page.goto(`${served.address}/mijn/agenda`);
			assert.equal(await page.locator('main code').count(), 0);
			assert.match(await text(page), /Je hebt een adres sinds/);
			await looked(page);
		});
		const answer = await fetch(addresses[0] ?? '');
		assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'text/calendar; charset=utf-8']);
		const calendar = await answer.text();
		assert.ok(calendar.includes('De bewoners uitnodigen') && calendar.includes('20270304'), calendar);
	});

	it('gets another one, by which the old one leads nowhere', async () => {
		await asLeader(async (page) => {
			await press(page, 'Nieuw adres maken');
			addresses.push(await shownAt(page));
		});
		const answers = await Promise.all(addresses.map((address) => fetch(address)));
		assert.deepEqual(
			answers.map(({ status }) => status),
			[404, 200],
		);
		assert.match((await answers[0]?.text()) ?? '', /^Op dit adres staat niets/);
	});

	it('is switched off', async () => {
		await asLeader(async (page) => {
			await press(page, 'Agenda uitzetten');
			assert.equal(await said(page), 'Je agenda staat uit. Het adres werkt niet meer.');
			assert.match(await text(page), /Je hebt nog geen adres/);
		});
		assert.equal((await fetch(addresses[1] ?? '')).status, 404);
	});
});
