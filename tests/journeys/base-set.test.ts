import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { memberOf } from '#projects/members.server.ts';
import { addStakeholder } from '#stakeholders/adding.server.ts';
import { NO_FACTS } from '#stakeholders/stakeholder.ts';
import { ask } from '../proofs/asking.ts';
import { type Neighbourhood, type Resident, theNeighbourhood } from '../village/neighbourhood.ts';
import { keys } from '../village/people.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { choose, follow, issueAt, looked, press, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

/** What a municipality knows of parties in all its neighbourhoods, and what one of them makes of it. One story, told in order. */
describe('the base set of a municipality', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;

	before(async () => {
		served = await serveHouse(async (db) => {
			const village = await theNeighbourhood(db);
			const leader = await memberOf(db, village.people.leader.account, village.project);
			const facts = { ...NO_FACTS, name: 'Woonstichting De Brug', kind: 'woningcorporatie', contacts: 'Bram, gebiedsregisseur', share: 40 };
			await addStakeholder(db, keys, leader, { level: 'internal', owner: leader.account, facts });
			return village;
		});
	});
	after(() => served.stop());

	const home = () => `/projecten/${served.village.project}/partijen`;
	const as = (who: Resident, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village.people[who], path, work);
	it('begins empty, says what it is for, and is filled by an administrator', async () => {
		await as('administrator', '/organisatie', async (page) => {
			await follow(page, 'Basisset van de gemeente');
			assert.match(await text(page), /Er staat nog niemand in de basisset/);
			await looked(page);
			await follow(page, 'Partij aan basisset toevoegen');
			await press(page, 'In basisset bewaren');
			assert.match(await issueAt(page, 'naam'), /Vul de naam/);
			await looked(page);
			for (const [name, kind, contacts] of [
				['Stedin', 'Netbeheerder', 'gebiedsregisseur'],
				['Woonstichting De Brug', 'Woningcorporatie', 'accountmanager'],
			] as const) {
				await page.goto(`${served.address}/organisatie/partijen/nieuw`);
				await page.locator('#naam').fill(name);
				await page.getByLabel('Soort partij', { exact: true }).selectOption({ label: kind });
				await page.locator('#contactpersonen').fill(contacts);
				await press(page, 'In basisset bewaren');
			}
			assert.match(await text(page), /Stedin\s+Netbeheerder[\s\S]*Woonstichting De Brug/);
			await looked(page);
		});
	});

	it('is offered to a neighbourhood, where somebody takes over what is right and keeps what differs', async () => {
		await as('leader', home(), async (page) => {
			assert.match(await text(page), /heeft 2 voorstellen voor deze wijk/);
			await page.getByRole('link', { name: 'Naast de basisset' }).first().click();
			assert.equal(await title(page), 'Naast de basisset');
			assert.match(await text(page), /Contactpersonen\s+In de basisset\s+accountmanager\s+In deze wijk\s+Bram, gebiedsregisseur/);
			await looked(page);
			await press(page, 'Keuzes bewaren');
			assert.match(await text(page), /Kies bij minstens één partij/);
			await choose(page, 'Overnemen in deze wijk');
			await choose(page, 'Het onze houden');
			await press(page, 'Keuzes bewaren');
			assert.match(await text(page), /Woonstichting De Brug\s+jullie houden het eigen[\s\S]*Gelijk aan de basisset\s+Stedin/);
			await page.goto(`${served.address}${home()}`);
			assert.ok(!(await text(page)).includes('voorstel'));
			assert.match(await text(page), /Stedin\s+Netbeheerder/);
		});
	});

	it('offers a change anew, and all of it at once', async () => {
		await as('leader', '/organisatie/partijen', async (page) => {
			await follow(page, 'Stedin');
			await page.locator('#bron').fill('Contactenlijst 2026');
			await press(page, 'In basisset bewaren');
			await follow(page, 'Woonstichting De Brug');
			await looked(page);
			await page.locator('#bron').fill('Contactenlijst 2026');
			await press(page, 'In basisset bewaren');
			await page.goto(`${served.address}${home()}/basis`);
			await press(page, 'Alles overnemen wat is aangeboden');
			assert.match(await text(page), /is er helemaal gelijk aan[\s\S]*Gelijk aan de basisset\s+Stedin\s+Woonstichting De Brug/);
		});
	});

	it('is nobody else’s to see', async () => {
		for (const [who, organisation, project] of [
			['core', 403, 403],
			['administrator', 200, 404],
			['subproject member', 403, 403],
			['other municipality', 200, 404],
		] as const) {
			const { token } = served.village.people[who];
			const statusOf = async (page: string) => (await ask(served.address, page, { token })).status;
			assert.deepEqual([await statusOf('/organisatie/partijen'), await statusOf(`${home()}/basis`)], [organisation, project], who);
		}
		const { text: elsewhere } = await ask(served.address, '/organisatie/partijen', served.village.people['other municipality']);
		assert.ok(!elsewhere.includes('Stedin'));
	});
});
