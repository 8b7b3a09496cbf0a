import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { ask } from '../proofs/asking.ts';
import type { Neighbourhood, Resident } from '../village/neighbourhood.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { choose, follow, issueAt, looked, pathOf, press, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

/** From an empty register to a matrix that the team agrees on. One story, told in order, on a server of its own. */
describe('who is at the table', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;

	before(async () => {
		served = await serveNeighbourhood();
	});
	after(() => served.stop());

	const home = () => `/projecten/${served.village.project}/partijen`;
	const as = (who: Resident, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village.people[who], path, work);
	const pick = (page: Page, label: string, option: string) => page.getByLabel(label, { exact: true }).selectOption({ label: option });
	/** The fields of one party, where there are several on a page. */
	const of = (page: Page, party: string) => page.getByRole('group', { name: party, exact: true });
	const score = async (page: Page, party: string, steps: { interest: [string, string]; influence: [string, string] }) => {
		for (const [axis, why, [step, reason]] of [
			['Belang', 'Waarom dit belang?', steps.interest],
			['Invloed', 'Waarom deze invloed?', steps.influence],
		] as const) {
			await of(page, party).getByLabel(axis, { exact: true }).selectOption({ label: step });
			await of(page, party).getByLabel(why).fill(reason);
		}
	};

	it('opens from the junction that asks for it, and says what it is for', async () => {
		await as('leader', `/projecten/${served.village.project}/knooppunten/juiste-partijen`, async (page) => {
			await follow(page, 'Partijen bekijken');
			assert.equal(await title(page), 'Partijen');
			assert.match(await text(page), /Begin met de grootste eigenaar/);
			await looked(page);
			await follow(page, 'Eerste partij toevoegen');
			await looked(page);
		});
	});

	it('takes in a party, and says what is to be mended', async () => {
		await as('leader', `${home()}/nieuw`, async (page) => {
			await page.locator('#woningen').fill('veel');
			await page.locator('#aandeel').fill('142');
			await press(page, 'Partij bewaren');
			assert.match(await issueAt(page, 'naam'), /Vul de naam/);
			assert.match(await issueAt(page, 'woningen'), /heel aantal/);
			assert.match(await issueAt(page, 'aandeel'), /0 tot en met 100/);
			await looked(page);
			await page.locator('#naam').fill('Woonstichting De Brug');
			await page.locator('#woningen').fill('340');
			await page.locator('#aandeel').fill('42,5');
			await pick(page, 'Soort partij', 'Woningcorporatie');
			await pick(page, 'Bereidheid om mee te doen', 'wil meedoen');
			await choose(page, 'primair: bezit, woont of beslist hier');
			await page.locator('#bron').fill('Kadaster, mei 2026');
			await press(page, 'Partij bewaren');
			assert.equal(await title(page), 'Woonstichting De Brug');
			assert.match(await text(page), /Een kwart van de woningen of meer[\s\S]*Woningcorporatie[\s\S]*42,5%/);
		});
	});

	it('is filled by keyboard alone: a party, its place, and the matrix', async () => {
		await as('leader', `${home()}/nieuw`, async (page) => {
			await tabTo(page, '#naam');
			await page.keyboard.type('VvE De Eik');
			await tabTo(page, '#woningen');
			await page.keyboard.type('48');
			await page.keyboard.press('Enter');
			await page.waitForURL(/partijen\/[\da-f-]{36}$/);
			assert.equal(await title(page), 'VvE De Eik');
			await page.goto(`${served.address}${home()}/inschatten`);
			await tabTo(page, 'select[name^="belang-"]');
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('Tab');
			await page.keyboard.type('De huurders wonen er.');
			await page.keyboard.press('Tab');
			await page.keyboard.press('End');
			await page.keyboard.press('Tab');
			await page.keyboard.type('Bijna de helft is van hen.');
			await tabTo(page, 'main form button');
			await page.keyboard.press('Enter');
			await page.waitForURL(/verschillen$/);
			assert.match(await text(page), /alleen jij, tot nu toe/);
			await tabTo(page, 'main form button');
			await page.keyboard.press('Enter');
			await page.waitForURL(/matrix$/);
			assert.match(await text(page), /Woonstichting De Brug[\s\S]*wint of verliest er veel mee[\s\S]*gaat het niet door/);
			assert.equal(await page.getByRole('group', { name: /Partijen naar belang en invloed/ }).count(), 1);
		});
	});

	it('is scored by each on their own, and the differences are what to talk about', async () => {
		await as('core', `${home()}/inschatten`, async (page) => {
			await page.goto(`${served.address}${home()}/verschillen`);
			assert.ok(!(await text(page)).includes('Bijna de helft'));
			await follow(page, 'Zelf inschatten');
			await pick(page.locator('fieldset').first() as never, 'Belang', 'merkt er iets van');
			await press(page, 'Inschatting bewaren');
			assert.match(await page.locator('[id^="belang-waarom-"][id$="-fout"]').innerText(), /Schrijf kort op waarom/);
			await looked(page);
			await score(page, 'Woonstichting De Brug', {
				interest: ['merkt er iets van', 'Zij hebben tijd.'],
				influence: ['zonder deze partij gaat het niet door', 'Groot bezit.'],
			});
			await score(page, 'VvE De Eik', {
				interest: ['merkt het duidelijk', 'Het dak is oud.'],
				influence: ['kan er bijna niets aan doen', 'Klein gebouw.'],
			});
			await press(page, 'Inschatting bewaren');
			assert.match(await text(page), /2 stappen uit elkaar[\s\S]*De huurders wonen er\./);
			await looked(page);
			await page.getByRole('link', { name: /Samen een plek vastleggen.*Woonstichting/ }).click();
			await pick(page, 'Belang', 'alles hangt ervan af');
			await press(page, 'Plek vastleggen');
			assert.match(await text(page), /alles hangt ervan af[\s\S]*Eerdere plekken[\s\S]*wint of verliest/);
		});
	});

	it('has a group suggested, and a person choose with a reason', async () => {
		await as('core', `${home()}/matrix`, async (page) => {
			assert.match(await text(page), /Woonstichting De Brug voorstel: Meebeslissers/);
			await page.getByRole('link', { name: 'Woonstichting De Brug' }).first().click();
			await press(page, 'Groep kiezen');
			assert.match(await issueAt(page, 'groepreden'), /Schrijf op waarom/);
			await looked(page);
			await page.locator('#groepreden').fill('Zonder hen geen warmtenet.');
			await press(page, 'Groep kiezen');
			assert.match(await text(page), /Meebeslissers\. Zonder hun ja[\s\S]*Zonder hen geen warmtenet/);
			await page.goto(`${served.address}${home()}/matrix`);
			await looked(page);
			await page.goto(`${served.address}${home()}`);
			await looked(page);
		});
	});

	it('shows the second of two people what the first wrote', async () => {
		await as('leader', home(), async (page) => {
			await page.getByRole('link', { name: 'VvE De Eik' }).click();
			const party = pathOf(page);
			await follow(page, 'Partij wijzigen');
			await as('member', `${party}/wijzigen`, async (other) => {
				await other.locator('#woningen').fill('52');
				await press(other, 'Wijziging bewaren');
				await follow(other, 'Eerdere versies');
				assert.match(await text(other), /Aantal woningen[\s\S]*48[\s\S]*52/);
				await looked(other);
			});
			await page.locator('#woningen').fill('50');
			await press(page, 'Wijziging bewaren');
			assert.match(await text(page), /Fatima Haddad wijzigde dit[\s\S]*52[\s\S]*50/);
			await looked(page);
			await press(page, 'Het mijne bewaren');
			assert.match(await text(page), /Aantal woningen in de wijk\s+50/);
			await follow(page, 'Partij weghalen');
			await looked(page);
			await page.locator('#reden').fill('Gesplitst in twee VvE’s.');
			await press(page, 'Voorgoed weghalen');
			assert.match(await text(page), /Weggehaald op[\s\S]*Gesplitst in twee/);
			await looked(page);
		});
	});

	it('goes along as a spreadsheet and as data, without what others thought alone', async () => {
		await as('member', home(), async (page) => {
			const download = page.waitForEvent('download');
			await press(page, 'Partijen downloaden');
			const csv = await readFile(await (await download).path(), 'utf8');
			assert.match(csv, /"Woonstichting De Brug";"Woningcorporatie"[\s\S]*"alles hangt ervan af"[\s\S]*"Meebeslissers"/);
			assert.ok(!csv.includes('Zij hebben tijd.') && !csv.includes('De Eik'));
		});
		const { token } = served.village.people.reader;
		const { text: json } = await ask(served.address, `${home()}/meenemen`, { token, form: { vorm: 'json' } });
		const [one] = JSON.parse(json);
		assert.deepEqual([one.name, one.share, one.places.length, one.groups[0].group], ['Woonstichting De Brug', 42.5, 2, 'deciding']);
	});

	it('is not there for who is in one part only, nor for who takes part elsewhere', async () => {
		for (const [who, status] of [
			['subproject member', 403],
			['other municipality', 404],
		] as const) {
			const { token } = served.village.people[who];
			for (const page of ['', '/matrix', '/inschatten', '/verschillen', '/nieuw'])
				assert.equal((await ask(served.address, home() + page, { token })).status, status, `${who} ${page}`);
		}
	});
});

/** Presses Tab until this is where one is, as somebody without a mouse would. */
async function tabTo(page: Page, selector: string): Promise<void> {
	for (let pressed = 0; pressed < 120; pressed++) {
		await page.keyboard.press('Tab');
		if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
	}
	throw new Error(`There is no way to ${selector} with the keyboard.`);
}
