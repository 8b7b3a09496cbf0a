import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Neighbourhood } from '../village/neighbourhood.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { looked, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

/** Addresses of files, feeds and downloads have no page of their own to say what went wrong on. */
describe('a file that cannot be had', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;
	before(async () => {
		served = await serveNeighbourhood();
	});
	after(() => served.stop());

	const asked = async (path: string, accept: string, token?: string) => {
		const headers = { accept, ...(token === undefined ? {} : { cookie: `aanmelding=${token}` }) };
		const answer = await fetch(served.address + path, { headers, redirect: 'manual' });
		return { status: answer.status, type: answer.headers.get('content-type'), said: await answer.text(), headers: answer.headers };
	};

	it('is told of on a page, in the language it was asked in', async () => {
		const { project, people } = served.village;
		for (const [path, name, lead] of [
			[`/projecten/${project}/papier/bestaat-niet/bestand`, 'Deze bladzijde vinden we niet', /Op dit adres staat niets/],
			[`/en/projecten/${project}/papier/bestaat-niet/bestand`, 'We cannot find this page', /nothing at this address/],
		] as const)
			await visitAs(served.address, people.leader, path, async (page) => {
				assert.equal(await title(page), name);
				assert.match(await text(page), lead);
				await looked(page);
			});
	});

	it('keeps its status and is not kept by anybody, on a page as in a line', async () => {
		const { project, people } = served.village;
		const path = `/projecten/${project}/documenten/bestaat-niet/versies/1`;
		for (const accept of ['text/html,application/xhtml+xml', '*/*', 'application/json']) {
			const { status, said, headers } = await asked(path, accept, people.leader.token);
			assert.deepEqual([status, headers.get('cache-control')], [404, 'private, no-store'], accept);
			assert.ok(!said.includes('platform.notFound'), said);
		}
	});

	it('is told of in a line of text to what reads no pages', async () => {
		for (const [path, said] of [
			['/agenda/geheim.ics', /^Op dit adres staat niets\. /],
			['/en/agenda/geheim.ics', /^There is nothing at this address\. /],
			['/sjablonen/bestaat-niet.odt', /^Op dit adres staat niets\. /],
		] as const) {
			const answer = await asked(path, '*/*');
			assert.deepEqual([answer.status, answer.type], [404, 'text/plain; charset=utf-8'], path);
			assert.match(answer.said, said);
		}
	});

	it('is told of once in the security log, under the address that was asked for', async () => {
		const { people, project } = served.village;
		await asked(`/projecten/${project}/voortgang/spreadsheet/csv`, 'text/html', people['other municipality'].token);
		const lines = (await readFile(join(served.dataFolder, 'logs/security.jsonl'), 'utf8')).trim().split('\n');
		const told = lines.map((line) => JSON.parse(line)).filter(({ actor }) => actor === people['other municipality'].account.pseudonym);
		assert.deepEqual(
			told.map(({ action, result, object }) => [action, result, object]),
			[['access', 'refused', '/projecten/[project]/voortgang/spreadsheet/csv']],
		);
	});

	it('has a page of which nobody knows the address', async () => {
		assert.equal((await asked('/geweigerd', 'text/html')).status, 404);
	});
});
