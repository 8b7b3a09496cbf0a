import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Neighbourhood, Principal } from '../village/neighbourhood.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { looked, press, text, visitAs } from './hands.ts';
import { visitors } from './site.ts';

describe('a project', { concurrency: 1 }, () => {
	visitors();
	let served: Served<Neighbourhood>;
	before(async () => {
		served = await serveNeighbourhood();
	});
	after(() => served.stop());

	const as = <T>(who: Principal, path: string, look: (page: Page) => Promise<T>) =>
		visitAs(served.address, served.village.people[who], path, look);

	it('shows everybody what is theirs to see, on every screen', async () => {
		const { project } = served.village;
		for (const path of ['/projecten', `/projecten/${project}`, `/projecten/${project}/leden`, `/projecten/${project}/journaal`]) {
			await as('leader', path, looked);
		}
		assert.match(await as('leader', `/projecten/${project}`, text), /kanarie-persoonlijk/);
		const read = await as('reader', `/projecten/${project}`, text);
		assert.ok(/kanarie-intern/.test(read) && !/kanarie-kern|Opschrijven/.test(read));
		assert.match(await as('other municipality', '/projecten', text), /Waterdam-Noord/);
		assert.ok(!/Zonnedam-Oost/.test(await as('other municipality', '/projecten', text)));
	});

	it('is begun by an administrator, who then sees no more of it than its name', async () => {
		await as('administrator', '/projecten/beginnen', async (page) => {
			await press(page, 'Project beginnen');
			await looked(page);
			await page.getByLabel('Naam van de wijk').fill('Zonnedam-West');
			await page.getByLabel('Fenna de Boer').check();
			await press(page, 'Project beginnen');
			assert.match(await text(page), /Je doet nog niet mee/);
		});
		assert.match(await as('leader', '/projecten', text), /Zonnedam-West/);
	});

	it('keeps what is written at its level, and lets only its writer take it away', async () => {
		const { project } = served.village;
		await as('core', `/projecten/${project}`, async (page) => {
			await press(page, 'Opschrijven');
			await looked(page);
			await page.getByRole('textbox', { name: 'Notitie' }).fill('De corporatie vreest\nvoor de planning.');
			await page.getByRole('radio', { name: /^kernteam/ }).check();
			await press(page, 'Opschrijven');
			assert.match(await text(page), /De corporatie vreest\nvoor de planning\./);
		});
		assert.ok(!/vreest/.test(await as('member', `/projecten/${project}`, text)));
		await as('leader', `/projecten/${project}`, async (page) => {
			assert.match(await text(page), /vreest/);
			assert.equal(await page.getByRole('button', { name: /Weghalen.*De corporatie/ }).count(), 0);
		});
		await as('core', `/projecten/${project}`, async (page) => {
			await page.getByRole('button', { name: /Weghalen.*De corporatie/ }).click();
			assert.ok(!/vreest/.test(await text(page)));
		});
	});

	it('is gone at once for who is removed', async () => {
		const { project } = served.village;
		await as('member', `/projecten/${project}`, async (page) => {
			await as('leader', `/projecten/${project}/leden`, (leader) => press(leader, 'Deelname van Fatima Haddad beëindigen'));
			assert.equal((await page.reload())?.status(), 404);
		});
		await as('leader', `/projecten/${project}/leden`, async (page) => {
			await page.getByLabel('E-mailadres').fill('niemand@nergens.example');
			await press(page, 'Toevoegen');
			assert.match(await page.locator('#adres-fout').innerText(), /heeft niemand een account/);
			await looked(page);
		});
	});

	it('can be closed, and is then only read', async () => {
		const { project } = served.village;
		await as('leader', `/projecten/${project}`, async (page) => {
			await press(page, 'Project afsluiten');
			assert.match(await text(page), /Dit project is afgesloten/);
			assert.equal(await page.getByRole('button', { name: 'Opschrijven' }).count(), 0);
			await looked(page);
		});
	});
});
