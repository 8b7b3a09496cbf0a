import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Neighbourhood, Resident } from '../village/neighbourhood.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, said, text, title, visitAs } from './hands.ts';
import { browsers, newBrowser } from './site.ts';

const QUESTION = 'Waar maak jij je zorgen over?';
const WORRY = 'Of mijn huis\nwel warm genoeg wordt.';
const RUDE = 'Jullie zijn allemaal dieven';

/** An evening with residents, from the code on the screen to the door. One story, told in order, on a server of its own. */
describe('a meeting with guests', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;
	let gerda: Awaited<ReturnType<typeof newBrowser>>;
	let meeting = '';
	let code = '';

	before(async () => {
		served = await serveNeighbourhood();
		gerda = await newBrowser({ at: served.address });
	});
	after(async () => {
		await gerda.close();
		await served.stop();
	});

	const as = <T>(who: Resident, path: string, work: (page: Page) => Promise<T>) =>
		visitAs(served.address, served.village.people[who], path, work);
	const ofProject = (path: string) => `/projecten/${served.village.project}${path}`;
	const asGerda = (path: string) => gerda.page.goto(served.address + path);
	/** Two seconds are soon over while a page is looked at; until when they last is set here. */
	const paceLasts = (seconds: number) =>
		served.db
			.updateTable('limits')
			.set({ until: new Date(Date.now() + seconds * 1000).toISOString() })
			.where('name', '=', 'contribution pace')
			.execute();
	const statusFor = async (path: string) => (await asGerda(path))?.status();

	it('is opened by a member, who gets a code for the screen in the room', async () => {
		await as('member', ofProject('/bijeenkomsten'), async (page) => {
			await looked(page);
			await follow(page, 'Een bijeenkomst openen');
			await looked(page);
			await press(page, 'Bijeenkomst openen');
			assert.match(await issueAt(page, 'titel'), /Geef de bijeenkomst een titel/);
			await looked(page);
			await fill(page, 'Titel', 'Buurtavond in De Ploeg');
			await fill(page, 'Vraag aan de zaal', QUESTION);
			await choose(page, '2 uur');
			await press(page, 'Bijeenkomst openen');
			assert.equal(await title(page), 'Buurtavond in De Ploeg');
			meeting = pathOf(page);
			await looked(page);
			await follow(page, 'Scherm voor de zaal');
			code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await text(page))?.[0] ?? '';
			assert.equal(await title(page), QUESTION);
			await looked(page);
		});
	});

	it('lets in whoever types the code, without an account', async () => {
		const { page } = gerda;
		await asGerda('/meedoen');
		await looked(page);
		await fill(page, 'Code', 'AB2C');
		await press(page, 'Meedoen');
		assert.match(await issueAt(page, 'code'), /acht letters en cijfers/);
		await fill(page, 'Code', 'ZZZZ-ZZZZ');
		await press(page, 'Meedoen');
		assert.match(await issueAt(page, 'code'), /klopt niet, of de bijeenkomst is voorbij/);
		await looked(page);
		await fill(page, 'Code', code.toLowerCase().replace('-', ' '));
		await fill(page, 'Hoe wil je genoemd worden? (mag leeg blijven)', 'Gerda van nummer 12');
		await press(page, 'Meedoen');
		assert.equal(await title(page), QUESTION);
		assert.match(await text(page), /Buurtavond in De Ploeg[\s\S]*de naam Gerda van nummer 12/);
		await looked(page);
		const [sign] = (await page.context().cookies()).filter(({ name }) => name === 'gast');
		assert.ok(sign?.httpOnly && sign.sameSite === 'Lax' && sign.value.length === 43);
		assert.ok(sign.expires * 1000 - Date.now() <= 2 * 3_600_000);
	});

	it('hears a guest, and the host decides what the room sees', async () => {
		const { page } = gerda;
		await press(page, 'Bijdrage versturen');
		assert.match(await issueAt(page, 'bijdrage'), /Schrijf eerst iets op/);
		await fill(page, 'Jouw bijdrage', 'a'.repeat(501));
		await press(page, 'Bijdrage versturen');
		assert.match(await issueAt(page, 'bijdrage'), /te lang/);
		await looked(page);
		await fill(page, 'Jouw bijdrage', WORRY);
		await press(page, 'Bijdrage versturen');
		assert.equal(await said(page), 'Je bijdrage is verstuurd.');
		await looked(page);
		await fill(page, 'Jouw bijdrage', RUDE);
		await paceLasts(3600);
		await press(page, 'Bijdrage versturen');
		assert.match(await issueAt(page, 'bijdrage'), /Wacht twee tellen/);
		await paceLasts(0);
		await press(page, 'Bijdrage versturen');
		assert.equal(await said(page), 'Je bijdrage is verstuurd.');
		assert.ok(!/warm genoeg|dieven/.test(await text(page)));

		assert.ok(!/warm genoeg|dieven|Gerda/.test(await as('core', meeting, text)));
		await as('member', meeting, async (host) => {
			assert.match(await text(host), /warm genoeg[\s\S]*Gerda van nummer 12/);
			await looked(host);
			await host.getByRole('button', { name: /Aan de zaal laten zien.*Of mijn huis/ }).click();
			await looked(host);
		});
		await press(page, 'Vernieuwen');
		assert.equal(pathOf(page), meeting.replace(/.*\//, '/meedoen/'));
		assert.match(await text(page), /Of mijn huis\nwel warm genoeg wordt\./);
		assert.ok(!/dieven/.test(await text(page)));
		await looked(page);
		await as('core', meeting, async (colleague) => {
			assert.match(await text(colleague), /warm genoeg/);
			assert.ok(!/Gerda|dieven/.test(await colleague.content()));
			await looked(colleague);
		});
		const screen = await as('member', `${meeting}/scherm`, text);
		assert.ok(/warm genoeg/.test(screen) && !/Gerda|dieven/.test(screen));
	});

	it('is all that a guest can reach', async () => {
		const { village } = served;
		const nowhere = await asGerda('/meedoen/bestaat-niet').then((answer) => answer?.text());
		for (const other of [village.meeting, village.meetingElsewhere]) {
			const answer = await asGerda(`/meedoen/${other.id}`);
			assert.equal(answer?.status(), 404);
			assert.equal((await answer.text()).replaceAll(other.id, 'bestaat-niet'), nowhere);
		}
		const behind = [
			...['/projecten', ofProject(''), ofProject('/leden'), ofProject('/journaal'), ofProject('/bijeenkomsten'), meeting],
			...['/mijn', '/mijn/berichten', '/mijn/gegevens', '/organisatie', '/beheer'],
		];
		for (const path of behind) {
			await asGerda(path);
			assert.equal(pathOf(gerda.page), '/inloggen', path);
		}
		for (const word of ['kanarie', 'Buurtavond', 'Zonnedam-Oost']) {
			await asGerda(`/zoeken?q=${word}`);
			assert.match(await text(gerda.page), /niets gevonden|geen/i);
			assert.ok(!/kanarie-|De Ploeg/.test(await text(gerda.page)));
		}
		await asGerda(meeting.replace(/.*\//, '/meedoen/'));
		const page = await gerda.page.content();
		for (const secret of ['Zonnedam', 'Fatima', 'Fenna', village.project, code]) assert.ok(!page.includes(secret), secret);
	});

	it('can be locked: nobody new comes in, and who has the code is told why', async () => {
		await as('member', meeting, async (page) => {
			await press(page, 'Op slot doen');
			assert.match(await text(page), /er komt niemand meer bij/);
			await looked(page);
			await page.goto(`${served.address}${meeting}/scherm`);
			assert.ok(!(await text(page)).includes(code));
			await looked(page);
		});
		const stranger = await newBrowser({ at: served.address });
		await stranger.page.goto(`${served.address}/meedoen`);
		await fill(stranger.page, 'Code', code);
		await press(stranger.page, 'Meedoen');
		assert.match(await issueAt(stranger.page, 'code'), /laat niemand meer binnen/);
		await stranger.close();
		assert.equal(await statusFor(meeting.replace(/.*\//, '/meedoen/')), 200);
		await as('member', meeting, (page) => press(page, 'Van het slot halen'));
	});

	it('sends a guest away, who finds nothing with the next request', async () => {
		const { page } = gerda;
		await fill(page, 'Jouw bijdrage', 'nog iets');
		await as('member', meeting, (host) => press(host, 'Gerda van nummer 12 wegsturen'));
		await press(page, 'Bijdrage versturen');
		assert.equal(await title(page), 'Deze bladzijde vinden we niet');
		assert.equal(await statusFor(meeting.replace(/.*\//, '/meedoen/')), 404);
		assert.ok(!/nog iets/.test(await as('member', meeting, text)));
	});

	it('is closed, and what was said is there for the team', async () => {
		await as('member', meeting, async (page) => {
			await press(page, 'Bijeenkomst sluiten');
			assert.match(await text(page), /voorbij sinds/);
			assert.ok(!(await page.content()).includes(code));
			await looked(page);
		});
		await as('reader', meeting, async (page) => {
			assert.match(await text(page), /dieven[\s\S]*warm genoeg/);
			assert.ok(!/Gerda/.test(await text(page)));
		});
		await as('subproject member', ofProject('/bijeenkomsten'), async (page) => {
			assert.equal(await title(page), 'Dit mag je hier niet');
		});
		await as('other municipality', meeting, async (page) => assert.equal(await title(page), 'Deze bladzijde vinden we niet'));
		assert.match(await as('leader', ofProject('/journaal'), text), /stuurde een gast weg uit een bijeenkomst/);
	});

	it('is told of in the security log, without a name, a code or a word that was said', async () => {
		const lines = (await readFile(join(served.dataFolder, 'logs/security.jsonl'), 'utf8')).trim().split('\n');
		const told = lines.map((line) => JSON.parse(line)).map(({ action, result }) => `${action} ${result}`);
		for (const one of ['meeting.opened', 'guest.joined', 'meeting.locked', 'meeting.unlocked', 'guest.sent-away', 'meeting.closed'])
			assert.ok(told.includes(`${one} done`), one);
		for (const one of ['join-code refused', 'access refused']) assert.ok(told.includes(one), one);
		assert.ok(!/Gerda|dieven|warm genoeg/.test(lines.join('')) && !lines.join('').includes(code));
	});
});
