import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Neighbourhood, Resident } from '../village/neighbourhood.ts';
import { codeAt } from '../village/people.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { choose, fill, issueAt, looked, pathOf, press, said, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

describe('an invitation to a project', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;
	before(async () => {
		served = await serveNeighbourhood();
	});
	after(() => served.stop());

	const as = <T>(who: Resident | null, path: string, look: (page: Page) => Promise<T>) =>
		visitAs(served.address, who && served.village.people[who], path, look);
	const page = () => `/projecten/${served.village.project}/leden/uitnodigen`;
	/** The link that who invited could hand over, as a path here. */
	const linkTo = (address: string) =>
		as('admin', page(), async (at) => {
			const row = at.getByRole('listitem').filter({ hasText: address });
			return new URL((await row.locator('.link').innerText()).trim()).pathname;
		});

	it('goes to several people at once', async () => {
		const { moderator } = served.village.people;
		await as('admin', page(), async (at) => {
			await looked(at);
			await fill(at, 'E-mailadressen', 'harm@woonstichting.example\nniet-goed');
			await press(at, 'Uitnodigingen versturen');
			assert.match(await issueAt(at, 'adressen'), /Een van deze adressen klopt niet/);
			assert.match(await issueAt(at, 'organisatie'), /Vul de naam van de organisatie in/);
			await looked(at);
			await fill(at, 'E-mailadressen', `harm@woonstichting.example\nine@woonstichting.example\n${moderator.account.address}`);
			await fill(at, 'Bij welke organisatie horen zij?', 'Woonstichting Zon');
			await choose(at, 'woningcorporatie');
			await press(at, 'Uitnodigingen versturen');
			assert.match((await said(at)) ?? '', /Er zijn 3 uitnodigingen verstuurd/);
			await looked(at);
			assert.match(await text(at), /uitgenodigd door Nadia Bakker, geldig tot/);
		});
		await as('core', page(), async (at) => assert.match(await text(at), /Dit kan niet in jouw rol/));
	});

	it('makes somebody a member who had no account', async () => {
		await as(null, await linkTo('harm@woonstichting.example'), async (at) => {
			assert.match((await title(at)) ?? '', /Doe je mee aan Zonnedam-Oost\?/);
			await looked(at);
			await fill(at, 'Naam', 'Harm Smit');
			await fill(at, 'Wachtwoord', 'kort');
			await press(at, 'Account maken en meedoen');
			assert.notEqual(await issueAt(at, 'wachtwoord'), '');
			await looked(at);
			await fill(at, 'Wachtwoord', 'groen kanaal lepel zucht');
			await press(at, 'Account maken en meedoen');
			assert.equal(pathOf(at), '/inloggen/app');
			const secret = /[A-Z2-7]{4}( [A-Z2-7]{4})+/.exec(await text(at))?.[0].replaceAll(' ', '') ?? '';
			await at.locator('input[name=code]').fill(codeAt(secret, new Date()));
			await at.locator('main form button').click();
			await at.goto(`${served.address}/projecten/${served.village.project}`);
			assert.match(await text(at), /Zonnedam-Oost/);
		});
	});

	it('is accepted by who has an account, once they are signed in', async () => {
		const link = await linkTo(served.village.people.moderator.account.address);
		await as(null, link, async (at) => {
			assert.match(await text(at), /heb je al een account/);
			await looked(at);
		});
		await as('editor', link, async (at) => {
			assert.match(await text(at), /ingelogd met een ander adres/);
			await looked(at);
		});
		await as('moderator', link, async (at) => {
			await looked(at);
			await press(at, 'Ja, ik doe mee');
			assert.equal(pathOf(at), `/projecten/${served.village.project}`);
			assert.equal((await at.goto(served.address + link))?.status(), 410);
			await looked(at);
		});
	});

	it('is declined in one click, and taken back by who sent it', async () => {
		const link = await linkTo('ine@woonstichting.example');
		await as(null, link, async (at) => {
			await choose(at, 'Houd me per mail op de hoogte: als het project wordt afgesloten, verder gaat of verdwijnt');
			await press(at, 'Nee, ik doe niet mee');
			assert.match((await said(at)) ?? '', /krijgt bericht als het project wordt afgesloten/);
			await looked(at);
		});
		await as('admin', page(), async (at) => {
			assert.match(await text(at), /ine@woonstichting\.example, lid\s+uitgenodigd door Nadia Bakker, afgeslagen/);
			await fill(at, 'E-mailadressen', 'piet@woonstichting.example');
			await fill(at, 'Bij welke organisatie horen zij?', 'Woonstichting Zon');
			await choose(at, 'woningcorporatie');
			await press(at, 'Uitnodigingen versturen');
			const first = await linkTo('piet@woonstichting.example');
			await press(at, 'Uitnodiging aan piet@woonstichting.example opnieuw versturen');
			assert.match((await said(at)) ?? '', /Er is 1 uitnodiging verstuurd/);
			assert.notEqual(await linkTo('piet@woonstichting.example'), first);
			await press(at, 'Uitnodiging aan piet@woonstichting.example intrekken');
			assert.doesNotMatch(await text(at), /piet@/);
		});
	});
});
