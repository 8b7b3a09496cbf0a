import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import type { Database } from '#platform/database/database.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { addStakeholder } from '#stakeholders/adding.server.ts';
import { placeTogether } from '#stakeholders/judging.server.ts';
import { NO_FACTS } from '#stakeholders/stakeholder.ts';
import { ask } from '../proofs/asking.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { MATRIX_SCRIPT } from './everyone.ts';
import { choose, fill, follow, issueAt, looked, press, said, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

/** A neighbourhood with one party in its matrix. */
async function withOneParty(db: Database): Promise<Neighbourhood & { party: string }> {
	const village = await theNeighbourhood(db);
	const leader = await memberOf(db, village.people.leader.account, village.project);
	const facts = { ...NO_FACTS, name: 'Woonstichting De Brug', share: 40, willingness: 4 as const };
	const party = await addStakeholder(db, keys, leader, { level: 'internal', owner: null, facts });
	const place = { interest: { step: 3, reason: 'Zij wonen er niet.' }, influence: { step: 4, reason: 'Groot bezit.' } } as const;
	await placeTogether(db, keys, leader, { stakeholder: party, place, seen: null });
	return { ...village, party };
}

/** From a question to colleagues to a decision at which somebody was thought of. One story, told in order, on a server of its own. */
describe('whose voice is heard', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood & { party: string }>;
	let link = '';

	before(async () => {
		served = await serveHouse(withOneParty);
	});
	after(() => served.stop());

	const home = () => `/projecten/${served.village.project}/partijen`;
	const as = (who: Resident | null, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, who === null ? null : served.village.people[who], path, work);
	it('is asked of colleagues by a link that is shown once', async () => {
		await as('member', home(), async (page) => {
			await follow(page, 'Blinde vlekken');
			assert.match(await text(page), /Er is nog niemand genoemd/);
			await page.locator('#vraag').fill('');
			await press(page, 'Link maken');
			assert.match(await issueAt(page, 'vraag'), /Schrijf op wat je wilt vragen/);
			await fill(page, 'Je vraag', 'Wie kennen jullie in Zonnedam?');
			await choose(page, 'vier weken');
			await press(page, 'Link maken');
			assert.match((await said(page)) ?? '', /Kopieer hem nu/);
			link = new URL(await page.locator('code').innerText()).pathname;
			await page.goto(`${served.address}${home()}/blinde-vlekken`);
			assert.equal(await page.locator('code').count(), 0);
		});
	});

	it('is given without an account, a cookie or a sight of the project', async () => {
		await as(null, link, async (page) => {
			assert.equal(await title(page), 'Wie missen we?');
			assert.match(await text(page), /Fatima Haddad vraagt je[\s\S]*Zonnedam-Oost[\s\S]*Wie kennen jullie in Zonnedam\?/);
			assert.ok(!(await text(page)).includes('De Brug'));
			await press(page, 'Partijen doorgeven');
			assert.match(await issueAt(page, 'naam-1'), /Vul de naam/);
			await looked(page);
			await page.locator('#naam-1').fill('Speeltuinvereniging');
			await page.locator('#waarom-1').fill('Daar komt de hele buurt.');
			await page.locator('#kent-1').fill('Riet van het loket');
			await page.locator('#naam-2').fill('woonstichting de brug');
			await page.locator('#wie').fill('Henk');
			await press(page, 'Partijen doorgeven');
			assert.match((await said(page)) ?? '', /Bedankt/);
			assert.deepEqual(await page.context().cookies(), []);
			await looked(page);
		});
		const form = { 'naam-1': 'Circus', wie: '' };
		assert.equal((await ask(served.address, link, { form })).status, 303);
		for (const wrong of ['/wie-missen-we/nooit', `${link}x`])
			for (const sent of [undefined, form]) assert.equal((await ask(served.address, wrong, sent ? { form: sent } : {})).status, 404);
	});

	it('is merged, and taken into the register with one step or set aside with a reason', async () => {
		await as('core', `${home()}/blinde-vlekken`, async (page) => {
			assert.match(await text(page), /Circus[\s\S]*Speeltuinvereniging[\s\S]*woonstichting de brug[\s\S]*staat al in het register/i);
			await page.locator('summary', { hasText: 'Circus' }).click();
			await page.getByRole('button', { name: /^Terzijde leggen.*Circus$/ }).click();
			assert.match(await text(page), /Schrijf op waarom jullie hier niets mee doen/);
			await looked(page);
			await page.locator('details[open] input[name="reden"]').fill('Staat er een week per jaar.');
			await page.getByRole('button', { name: /^Terzijde leggen.*Circus$/ }).click();
			assert.match(await text(page), /Terzijde gelegd op[\s\S]*Bram de Wit: Staat er een week per jaar\./);
			await page.getByRole('button', { name: /^In het register opnemen.*Speeltuinvereniging$/ }).click();
			assert.equal(await title(page), 'Speeltuinvereniging');
			assert.match(await text(page), /Kent hen: Riet van het loket[\s\S]*Genoemd door Henk/);
			await page.goto(`${served.address}${home()}/blinde-vlekken`);
			await page.getByRole('button', { name: /Bij deze partij zetten/ }).click();
			assert.equal(await title(page), 'Woonstichting De Brug');
		});
		await as('leader', `${home()}/blinde-vlekken`, async (page) => {
			await page.getByRole('button', { name: /Link beëindigen/ }).click();
			assert.match(await text(page), /gestopt op/);
			await looked(page);
		});
		assert.equal((await ask(served.address, link)).status, 404);
	});

	it('is kept on a list of who is not at the table, which begins with a proposal', async () => {
		await as('leader', `${home()}/afwezig`, async (page) => {
			assert.match(await text(page), /Een voorstel om mee te beginnen/);
			await looked(page);
			await page.locator('#neighbours').uncheck();
			await press(page, 'Voorstel overnemen');
			assert.match(await text(page), /Volgende generaties[\s\S]*Nog bij geen besluit aan gedacht/);
			await follow(page, 'Natuur, water en bodem');
			await looked(page);
			await page.getByLabel('Wie spreekt voor hen?').selectOption({ label: 'Bram de Wit' });
			await press(page, 'Wijziging bewaren');
			assert.match(await text(page), /Bram de Wit spreekt voor hen\./);
			await fill(page, 'Wie zit er niet aan tafel?', 'Kinderen');
			await press(page, 'Stem toevoegen');
			assert.match(await issueAt(page, 'vraag'), /Kies wie voor hen spreekt, of schrijf een vraag op/);
		});
	});

	it('is asked for at every decision, and shown with it', async () => {
		await as('leader', `/projecten/${served.village.project}/logboek/nieuw?soort=decision`, async (page) => {
			await page.locator('#titel').fill('Warmtenet in de eerste straat');
			await choose(page, 'Volgende generaties');
			await press(page, 'In het logboek zetten');
			assert.ok(await page.getByLabel('Volgende generaties', { exact: true }).isChecked());
			await looked(page);
			for (const field of ['waarom', 'door', 'grond']) await page.locator(`#${field}`).fill('Daarom.');
			await press(page, 'In het logboek zetten');
			assert.match(await text(page), /Aan gedacht\s+Volgende generaties/);
			await page.goto(`${served.address}${home()}/afwezig`);
			assert.match(await text(page), /Laatst aan gedacht bij: Warmtenet in de eerste straat/);
			await looked(page);
		});
	});

	it('comes from the core team and the ring, also without an account', async () => {
		await as('member', `${home()}/team`, async (page) => {
			await press(page, 'Partij laten meedoen');
			assert.match(await issueAt(page, 'partij'), /Kies een partij/);
			await page.getByLabel('Partij', { exact: true }).selectOption({ label: 'Speeltuinvereniging' });
			await page.locator('#wie').fill('Riet');
			await page.locator('#rol').fill('houdt de buurt op de hoogte');
			await page.locator('#vanaf').fill('2026-03-01');
			await press(page, 'Partij laten meedoen');
			assert.match(await text(page), /Riet[\s\S]*ring\s+zonder account: houdt de buurt op de hoogte/);
			assert.match(await text(page), /Luuk Mulder[\s\S]*stopte \(kernteam\)/);
			await looked(page);
			await page.locator('#tot').fill('2026-01-01');
			await press(page, 'Deelname beëindigen');
			assert.match(await issueAt(page, 'tot'), /laatste dag ligt voor de eerste/);
			await page.locator('#tot').fill('2026-05-31');
			await press(page, 'Deelname beëindigen');
			assert.match(await text(page), /31 mei 2026\s+Riet, Speeltuinvereniging: stopte \(zonder account/);
		});
	});

	it('moves a party in the matrix by hand or by arrow keys, and stores nothing before it is told why', async () => {
		const moved = () => served.db.selectFrom('stakeholder_judgements').selectAll().execute();
		const before = (await moved()).length;
		await as('core', `${home()}/matrix`, async (page) => {
			const dot = page.getByRole('button', { name: /^1. Woonstichting De Brug: merkt het duidelijk/ });
			await looked(page);
			await dot.focus();
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('ArrowDown');
			assert.match((await said(page)) ?? '', /wint of verliest er veel mee; telt mee in het besluit/);
			await page.keyboard.press('Escape');
			assert.equal(await dot.count(), 1);
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('Enter');
			await page.waitForURL(/belang=4&invloed=4#vastleggen$/);
			assert.match(await text(page), /Je verplaatste deze partij/);
			assert.equal(await page.locator('#belang').inputValue(), '4');
			assert.equal(await page.locator('#belang-waarom').inputValue(), '');
			assert.equal(await page.locator('#invloed-waarom').inputValue(), 'Groot bezit.');
			await press(page, 'Plek vastleggen');
			assert.match(await issueAt(page, 'belang-waarom'), /Schrijf kort op waarom/);
			assert.equal((await moved()).length, before);
		});
		await as('member', `${home()}/matrix`, async (page) => {
			const dot = page.getByRole('button', { name: /^1. Woonstichting De Brug/ });
			const box = await dot.boundingBox();
			assert.ok(box);
			const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
			const picture = await page.locator('svg[data-cell]').boundingBox();
			const cell = ((picture?.width ?? 0) * 68) / 376;
			await page.mouse.move(x, y);
			await page.mouse.down();
			await page.mouse.move(x + cell, y - cell, { steps: 4 });
			await page.mouse.up();
			await page.waitForURL(/inschatten\?partij=.*belang=4&invloed=5/);
			assert.match(await text(page), /Je verplaatste deze partij/);
			assert.equal((await moved()).length, before);
		});
	});

	it('brings one small script there, and none for who only reads', async () => {
		const script = await (await fetch(`${served.address}/matrix.js`)).text();
		assert.ok(gzipSync(script).length < 1500);
		const html = async (who: Resident) => (await ask(served.address, `${home()}/matrix`, { token: served.village.people[who].token })).text;
		assert.ok((await html('member')).includes(MATRIX_SCRIPT));
		assert.ok(!(await html('reader')).includes('<script'));
	});

	it('goes along as a picture', async () => {
		await as('reader', `${home()}/matrix`, async (page) => {
			const download = page.waitForEvent('download');
			await press(page, 'Afbeelding downloaden');
			const svg = await readFile(await (await download).path(), 'utf8');
			assert.match(svg, /^<svg [\s\S]*1\. Woonstichting De Brug[\s\S]*<rect x="[\d.]+" y="[\d.]+"/);
			if (process.env.PICTURES) {
				await page.goto('about:blank');
				await page.setContent(svg);
				await page.screenshot({ path: `${process.env.PICTURES}/beeld.png` });
			}
		});
	});

	it('is not there for who is in one part only, nor for who takes part elsewhere', async () => {
		for (const [who, status] of [
			['subproject member', 403],
			['other municipality', 404],
		] as const) {
			const { token } = served.village.people[who];
			for (const page of ['/blinde-vlekken', '/afwezig', '/team'])
				assert.equal((await ask(served.address, home() + page, { token })).status, status, `${who} ${page}`);
		}
	});
});
