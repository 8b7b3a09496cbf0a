import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { ACCESS } from '../../src/routes/access.ts';
import type { Neighbourhood, Resident } from '../village/neighbourhood.ts';
import { type Served, serveNeighbourhood } from '../village/served.ts';
import { choose, fill, follow, issueAt, looked, pathOf, press, said, text, title, visitAs } from './hands.ts';
import { browsers } from './site.ts';

interface Schema {
	type?: string | string[];
	enum?: string[];
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	$ref?: string;
}
type Responses = Record<string, { content: Record<string, { schema: Schema }> }>;
interface Description {
	paths: Record<string, Record<string, { responses: Responses }>>;
	components: { schemas: Record<string, Schema> };
}

/** Somebody’s token, from the page where it is made to the address where it works no more. One story, told in order. */
describe('a program that comes in for somebody', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;
	let leaders = '';
	let cores = '';
	let description: Description;

	before(async () => {
		served = await serveNeighbourhood();
	});
	after(() => served.stop());

	const as = (who: Resident, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village.people[who], path, work);
	const ask = (path: string, token: string | null, { headers = {}, ...how }: RequestInit & { headers?: Record<string, string> } = {}) =>
		fetch(served.address + path, { ...how, headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers } });
	const notes = () => `/api/v1/projects/${served.village.project}/notes`;
	const write = (token: string, body: string, headers: Record<string, string> = {}) =>
		ask(notes(), token, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
	const statusAndTitle = async (answer: Response) => {
		assert.equal(answer.headers.get('content-type'), 'application/problem+json');
		assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
		return [answer.status, (await answer.json()).title];
	};

	/** Makes a token on the page; gives what is shown once. */
	async function made(page: Page, name: string, ...may: string[]): Promise<string> {
		await fill(page, 'Waarvoor is de sleutel?', name);
		for (const one of may) await choose(page, one);
		await press(page, 'Sleutel maken');
		return (await page.getByRole('status').locator('code').textContent()) ?? '';
	}

	it('gets a token of its own, shown once', async () => {
		await as('leader', '/mijn', async (page) => {
			await follow(page, 'Toegangssleutels');
			await looked(page);
			await press(page, 'Sleutel maken');
			assert.match(await issueAt(page, 'naam'), /Vul in waarvoor/);
			await fill(page, 'Waarvoor is de sleutel?', 'Overzicht');
			await press(page, 'Sleutel maken');
			assert.match(await issueAt(page, 'mag'), /ten minste één/);
			await looked(page);
			leaders = await made(page, 'Overzicht', 'Notities van je projecten lezen', 'Zien in welke projecten je meedoet');
			assert.match(leaders, /^wijk_[0-9a-f]{72}$/);
			await looked(page);
			await page.goto(`${served.address}/mijn/sleutels`);
			assert.ok(!(await page.content()).includes(leaders));
			assert.match(await text(page), /Overzicht[\s\S]*Nog niet gebruikt/);
			const everything = ['Zien in welke projecten je meedoet', 'Notities van je projecten lezen'];
			const more = ['Notities in je projecten schrijven, voor iedereen in het project', 'Het journaal van je projecten lezen'];
			cores = await made(page, 'Alles', ...everything, ...more, 'Lezen wat alleen voor het kernteam is');
		});
	});

	it('is offered the core by nobody who is not in it', async () => {
		await as('member', '/mijn/sleutels', async (page) => {
			assert.equal(await page.getByLabel('Lezen wat alleen voor het kernteam is').count(), 0);
		});
		await as('core', '/mijn/sleutels', async (page) => {
			assert.equal(await page.getByLabel('Lezen wat alleen voor het kernteam is').count(), 1);
		});
	});

	it('reads what its owner may read, above internal only where the token says so, and never what is personal', async () => {
		const read = async (token: string) => {
			const { notes: found }: { notes: { text: string }[] } = await (await ask(notes(), token)).json();
			return found.map((note) => note.text).toSorted();
		};
		assert.deepEqual(await read(leaders), ['kanarie-intern', 'kanarie-rijtjes']);
		assert.deepEqual(await read(cores), ['kanarie-intern', 'kanarie-kern', 'kanarie-rijtjes']);
		const { projects } = await (await ask('/api/v1/projects', leaders)).json();
		assert.deepEqual(
			projects.map(({ name, role }: { name: string; role: string }) => [name, role]),
			[['Zonnedam-Oost', 'leader']],
		);
		const elsewhere = await ask(`/api/v1/projects/${served.village.elsewhere}`, leaders);
		const nowhere = await ask('/api/v1/projects/niets', leaders);
		assert.deepEqual([elsewhere.status, await elsewhere.text()], [nowhere.status, await nowhere.text()]);
		assert.equal(nowhere.status, 404);
	});

	it('writes a note for everybody in the project, which the journal tells came by a program', async () => {
		const answer = await write(cores, JSON.stringify({ text: 'Van een programma', part: served.village.part }));
		assert.equal(answer.status, 201);
		const { id } = await answer.json();
		const entry = await served.db.selectFrom('journal').select(['channel', 'actor']).where('object', '=', id).executeTakeFirst();
		assert.deepEqual([entry?.channel, entry?.actor], ['api', served.village.people.leader.account.pseudonym]);
		await as('member', `/projecten/${served.village.project}`, async (page) => assert.match(await text(page), /Van een programma/));
	});

	it('is told what is wrong as problem details, in the language it asks for', async () => {
		const english = { 'accept-language': 'fr, en;q=0.8, nl;q=0.5' };
		assert.deepEqual(await statusAndTitle(await ask(notes(), null)), [401, 'Geen geldige toegangssleutel']);
		assert.deepEqual(await statusAndTitle(await ask(notes(), null, { headers: english })), [401, 'No valid access token']);
		assert.deepEqual(await statusAndTitle(await ask(notes(), `${leaders}0`)), [401, 'Geen geldige toegangssleutel']);
		assert.deepEqual(await statusAndTitle(await write(leaders, '{"text":"x"}')), [403, 'Dit mag hier niet']);
		assert.deepEqual(await statusAndTitle(await ask('/api/v1/niets', leaders)), [404, 'Hier staat niets']);
		assert.deepEqual(
			await statusAndTitle(await ask('/api/v1/projects', leaders, { method: 'DELETE', headers: { 'content-type': 'application/json' } })),
			[405, 'Dit kan niet op dit adres'],
		);
	});

	it('is refused what it sends otherwise than it is described', async () => {
		const wrong: [string, number][] = [
			['geen json', 400],
			['[]', 422],
			['null', 422],
			['{}', 422],
			['{"text":""}', 422],
			['{"text":["x"]}', 422],
			['{"text":"x","level":"core"}', 422],
			['{"text":"x","part":7}', 422],
			[String.raw`{"text":"a\u0000b"}`, 422],
			[String.raw`{"text":"a\ud800b"}`, 422],
			[JSON.stringify({ text: 'x'.repeat(10_001) }), 422],
			[JSON.stringify({ text: 'x', part: 'niets' }), 404],
			[JSON.stringify({ text: 'x'.repeat(70_000) }), 413],
			['['.repeat(30_000), 400],
		];
		for (const [body, status] of wrong) {
			const answer = await write(cores, body);
			assert.equal(answer.status, status, body.slice(0, 60));
			assert.equal(answer.headers.get('content-type'), 'application/problem+json', body.slice(0, 60));
		}
		assert.equal((await write(cores, '{"text":"x"}', { 'content-type': 'application/xml' })).status, 415);
		const { errors } = await (await write(cores, '{"text":"x","level":"core"}')).json();
		assert.deepEqual(errors, [{ field: 'level', detail: 'Dit veld kennen we hier niet. Laat het weg.' }]);
	});

	it('comes in by no cookie and no address, and needs no origin', async () => {
		const cookie = `aanmelding=${served.village.people.leader.token}`;
		for (const path of ['/api/v1/projects', '/%61pi/v1/projects', '/en/api/v1/projects', `/api/v1/projects?access_token=${leaders}`])
			assert.equal((await ask(path, null, { headers: { cookie } })).status, 401, path);
		const forged = { 'content-type': 'application/json', cookie, 'sec-fetch-site': 'same-origin' };
		assert.equal((await ask(notes(), null, { method: 'POST', body: '{"text":"x"}', headers: forged })).status, 401);
		// And a token is no way to what is made for people.
		assert.equal((await ask('/projecten', leaders, { redirect: 'manual' })).status, 303);
		assert.equal((await ask('/api/../mijn', leaders, { method: 'POST', redirect: 'manual' })).status, 403);
	});

	it('finds everything described that can be asked, and everything as it is described', async () => {
		description = await (await fetch(`${served.address}/api/v1/openapi.json`)).json();
		const declared = Object.keys(ACCESS).filter((route) => route.startsWith('/api/'));
		assert.deepEqual(Object.keys(description.paths).toSorted(), declared.map((route) => route.replaceAll(/\[(\w+)\]/g, '{$1}')).toSorted());
		for (const [path, methods] of Object.entries(description.paths)) {
			for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
				const at = path.replace('{project}', served.village.project);
				const how =
					method === 'get' ? {} : { method: method.toUpperCase(), body: '{"text":"x"}', headers: { 'content-type': 'application/json' } };
				const told = methods[method];
				for (const token of [cores, leaders, null]) {
					const answer = await ask(at, path.endsWith('openapi.json') ? null : token, how);
					// Who is not let in is not told what there would be; a form without an origin is refused before that.
					if (!told) assert.ok([401, 403, 405].includes(answer.status), `${method} ${path}: ${answer.status}`);
					else await assertDescribed(answer, told.responses, `${method} ${path}`);
				}
			}
		}
	});

	/** Whether the answer is one of those that are described, and of the shape that is. */
	async function assertDescribed(answer: Response, responses: Responses, where: string): Promise<void> {
		const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
		const schema = responses[String(answer.status)]?.content[type]?.schema;
		assert.ok(schema, `${where}: ${answer.status} ${type}`);
		const body = await answer.text();
		const things = type === 'application/x-ndjson' ? body.trim().split('\n') : [body];
		for (const thing of things) assertFits(JSON.parse(thing), schema, where);
	}

	function assertFits(value: unknown, { $ref, ...rest }: Schema, where: string): void {
		const schema = $ref ? (description.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}) : rest;
		const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
		if (schema.enum) assert.ok(schema.enum.includes(String(value)), `${where}: ${value}`);
		else assert.ok([schema.type].flat().includes(kind), `${where}: ${kind} for ${schema.type}`);
		if (Array.isArray(value) && schema.items) for (const one of value) assertFits(one, schema.items, where);
		if (kind !== 'object' || !schema.properties) return;
		const entries = Object.entries(value as object);
		for (const name of schema.required ?? []) assert.ok(Object.hasOwn(value as object, name), `${where}: ${name} is missing`);
		for (const [name, one] of entries)
			assertFits(one, schema.properties[name] ?? assert.fail(`${where}: ${name} is not described`), `${where} ${name}`);
	}

	it('reads the journal of a project, a line of JSON per entry', async () => {
		const answer = await ask(`/api/v1/projects/${served.village.project}/journal`, cores);
		const lines = (await answer.text())
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		assert.deepEqual([lines[0].action, lines[0].who, lines.at(-1).action], ['logbook.entered', 'Fenna de Boer', 'projects.begun']);
	});

	it('loses the project with its owner, at once', async () => {
		const project = `/api/v1/projects/${served.village.project}`;
		const ending = { account: served.village.people.leader.account.id };
		await served.db.updateTable('memberships').set({ role: 'reader' }).where('account', '=', ending.account).execute();
		assert.equal((await write(cores, '{"text":"x"}')).status, 403);
		assert.ok(!(await (await ask(notes(), cores)).text()).includes('kanarie-kern'));
		await served.db.updateTable('memberships').set({ until: new Date().toISOString() }).where('account', '=', ending.account).execute();
		assert.equal((await ask(project, cores)).status, 404);
		await served.db.updateTable('memberships').set({ until: null, role: 'leader' }).where('account', '=', ending.account).execute();
		assert.equal((await ask(project, cores)).status, 200);
	});

	it('is sent away by who revokes its token', async () => {
		await as('leader', '/mijn/sleutels', async (page) => {
			assert.match(await text(page), /Laatst gebruikt op [\s\S]* vanaf 127\.0\.0\.1/);
			await press(page, 'Sleutel intrekken: Overzicht');
			assert.match((await said(page)) ?? '', /De sleutel is ingetrokken/);
			await looked(page);
		});
		assert.equal((await ask('/api/v1/projects', leaders)).status, 401);
		assert.equal((await ask('/api/v1/projects', cores)).status, 200);
	});

	it('is told of in the security log, without its token', async () => {
		const lines = (await readFile(join(served.dataFolder, 'logs/security.jsonl'), 'utf8')).trim().split('\n');
		const told = new Set(lines.map((line) => JSON.parse(line)).map(({ action, result }) => `${action} ${result}`));
		for (const one of ['api-token.made done', 'api-token.revoked done', 'api-token.new-place done', 'api-token refused'])
			assert.ok(told.has(one), one);
		assert.ok(!/wijk_/.test(lines.join('')));
	});
});

describe('somebody with a duty', { concurrency: 1 }, () => {
	browsers();
	let served: Served<Neighbourhood>;
	before(async () => {
		served = await serveNeighbourhood();
	});
	after(() => served.stop());
	const as = (who: Resident, path: string, work: (page: Page) => Promise<void>) =>
		visitAs(served.address, served.village.people[who], path, work);

	it('is appointed and relieved by the operator, and reads on their own page what it lets them do', async () => {
		await as('operator', '/beheer/taken', async (page) => {
			await looked(page);
			await fill(page, 'E-mailadres', 'niemand@zonnedam.example');
			await choose(page, 'redacteur');
			await press(page, 'Taak geven');
			assert.match(await issueAt(page, 'adres'), /heeft niemand een account/);
			await looked(page);
			await fill(page, 'E-mailadres', served.village.people.member.account.address);
			await choose(page, 'redacteur');
			await press(page, 'Taak geven');
			assert.equal(await said(page), 'Fatima Haddad heeft de taak en krijgt er bericht van.');
			await looked(page);
		});
		await as('member', '/mijn', async (page) => {
			assert.match(await text(page), /Als redacteur houd je straks de teksten van de gids bij/);
			await looked(page);
		});
		await as('operator', '/beheer/taken', async (page) => {
			await press(page, 'Taak beëindigen: redacteur, Fatima Haddad');
			assert.match((await said(page)) ?? '', /De taak is beëindigd/);
		});
		await as('member', '/mijn', async (page) => assert.ok(!(await text(page)).includes('Als redacteur')));
		await as('editor', '/beheer/taken', async (page) => assert.equal(await title(page), 'Deze bladzijde vinden we niet'));
		await as('editor', `/projecten/${served.village.project}`, async (page) =>
			assert.equal(await title(page), 'Deze bladzijde vinden we niet'),
		);
	});

	it('gives duties only after showing who they are', async () => {
		const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
		const { id } = served.village.people.operator.account;
		await served.db.updateTable('sign_ins').set({ proven_at: hourAgo }).where('account', '=', id).execute();
		await as('operator', '/beheer/taken', async (page) => {
			assert.equal(await page.getByRole('button', { name: 'Taak geven' }).count(), 0);
			await looked(page);
			await follow(page, 'Bevestig eerst dat jij het bent');
			assert.equal(pathOf(page), '/mijn/bevestigen');
		});
	});
});
