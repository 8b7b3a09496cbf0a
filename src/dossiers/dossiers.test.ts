import assert from 'node:assert/strict';
import { it } from 'node:test';
import { changeEntry, versionsOf } from '#logbook/changing.server.ts';
import { entriesFor } from '#logbook/entries.server.ts';
import { takeUpAgain } from '#logbook/finishing.server.ts';
import { verifyAgainst } from '#platform/journal/checkpoints.server.ts';
import { act, entriesOf } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { changesFor } from '#progress/changes.server.ts';
import { proposalsFor } from '#progress/proposing.server.ts';
import { sensitivitiesFor } from '#progress/sensitivity.server.ts';
import { leadFrom } from '#projects/leading.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { removeProject } from '#projects/removing.server.ts';
import { dossier, filesIn, installations, lasting, takeIn } from '../../tests/village/dossiers.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { yearsLater } from '../../tests/village/years.ts';
import { KEPT, keptTable, LISTS, PROJECT_TABLE } from './kept.ts';
import { ELSEWHERE, LEFT, OF_NO_PROJECT } from './left.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const { village, elsewhere, embedded } = installations();

onBothEngines('a dossier', (fresh) => {
	it('is the same to the byte after it was brought into another installation, and into one more', async () => {
		const first = village(await fresh());
		const { project } = await yearsLater(first.db, first.storeroom, noon);
		const original = await dossier(first, project);
		for (const next of [await embedded(), elsewhere(await fresh()), await embedded()]) {
			assert.equal(await takeIn(next, original), project);
			assert.deepEqual(lasting(await dossier(next, project)), lasting(original));
			const verdict = await verifyAgainst(next.db, next.keys, next.signing.publicKey, project, []);
			assert.equal(verdict.ok, true);
		}
		const [onward, further] = [await embedded(), elsewhere(await fresh())];
		await takeIn(onward, original);
		await takeIn(further, await dossier(onward, project));
		const last = await dossier(further, project);
		assert.deepEqual(lasting(last), lasting(original));
		assert.equal(JSON.parse(filesIn(last).get('witnesses.json') ?? '').length, 2);
	});

	it('is the same whoever asks and whenever, and holds nothing personal', async () => {
		const here = village(await fresh());
		const { project } = await yearsLater(here.db, here.storeroom, noon);
		const once = await dossier(here, project, noon);
		assert.deepEqual(await dossier(here, project, new Date('2027-01-01T00:00:00.000Z')), once);
		const all = [...filesIn(once).values()].join('\n');
		for (const word of [
			...['kanarie-persoonlijk', 'kanarie-dagboek', 'dagboek.txt', 'kanarie-weg', 'Gerda', '@'],
			...['jaren-droom', 'jaren-kamer', 'jaren-bedenking', 'jaren-teruggenomen', 'jaren-eigen'],
		]) {
			const found = word === '@' ? [...all.matchAll(/[\w.]+@[\w.]+\.example/g)].length > 0 : all.includes(word);
			assert.equal(found, false, word);
		}
		for (const word of [
			'kanarie-kern',
			'Geheim besluit',
			'kanarie-gedaan',
			'Onder ons gezegd.',
			'kanarie-zaal',
			'kanarie-wacht',
			'Luuk Mulder',
			'jaren-vrijgegeven',
			'jaren-teamrisico',
			'jaren-opvolging',
		])
			assert.ok(all.includes(word), word);
	});

	it('holds every row of every list of a project that has something of everything', async () => {
		const here = village(await fresh());
		const { project } = await yearsLater(here.db, here.storeroom, noon);
		const content = JSON.parse(filesIn(await dossier(here, project)).get('project.json') ?? '');
		for (const list of LISTS.filter((one) => !['project_areas', 'entry_reminders'].includes(one)))
			assert.ok(content[list].length > 0, list);
		assert.equal(content.documents.length, 3);
		assert.equal(content.document_versions.length, 4);
		assert.ok(content.people.length >= 7);
	});

	it('gives nobody an account, and tells of people by their names all the same', async () => {
		const [first, next] = [village(await fresh()), elsewhere(await fresh())];
		const { project } = await yearsLater(first.db, first.storeroom, noon);
		await takeIn(next, await dossier(first, project));
		assert.deepEqual(await next.db.selectFrom('accounts').selectAll().execute(), []);
		const people = await next.db.selectFrom('project_people').select('name').where('project', '=', project).execute();
		assert.ok(people.some(({ name }) => name === 'Fenna de Boer'));
		const [newest] = await entriesOf(next.db, next.keys, INSTALLATION, { limit: 1 });
		assert.deepEqual([newest?.action, newest?.object], ['projects.brought-in', project]);
	});

	it('comes back to where its project was removed, and to no place where it still is', async () => {
		const here = village(await fresh());
		const { project } = await yearsLater(here.db, here.storeroom, noon);
		const original = await dossier(here, project);
		await assert.rejects(takeIn(here, original), { issue: 'dossiers.badExists' });
		await act(here.db, here.keys, (acting) => removeProject(acting, project, 'kept-long-enough'));
		await takeIn(here, original);
		const content = (zip: Uint8Array) => {
			const { people, journal_details, ...rest } = JSON.parse(filesIn(zip).get('project.json') ?? '');
			return rest;
		};
		assert.deepEqual(content(await dossier(here, project)), content(original));
		const verdict = await verifyAgainst(here.db, here.keys, here.signing.publicKey, project, []);
		assert.equal(verdict.ok, true);
	});

	it('tells who did what before and after it came, once people of here go on with it', async () => {
		const here = village(await fresh());
		const { project, people } = await yearsLater(here.db, here.storeroom, noon);
		const original = await dossier(here, project);
		await act(here.db, here.keys, (acting) => removeProject(acting, project, 'kept-long-enough'));
		await takeIn(here, original, 'Gemeente Zonnedam');
		const by = { actor: 'command', channel: 'command' } as const;
		await act(here.db, here.keys, (acting) => leadFrom(acting, project, people.administrator.account.id, by, noon));
		const leader = await memberOf(here.db, people.administrator.account, project, noon);
		const named = (zip: Uint8Array) => JSON.parse(filesIn(zip).get('project.json') ?? '');
		const link = named(original).entries.find(({ kind }: { kind: string }) => kind === 'link');
		const changes = { version: 1, words: { ...link.content, title: 'Andere kaart' }, happenedOn: link.happened_on, junctions: [] };
		await changeEntry(here.db, here.keys, leader, link.id, changes, noon);
		const after = named(await dossier(here, project));
		const changed = after.entries.find(({ id }: { id: string }) => id === link.id);
		const before = after.entry_versions.find(({ entry }: { entry: string }) => entry === link.id);
		assert.deepEqual([changed.author, changed.changed_by], [link.author, people.administrator.account.pseudonym]);
		assert.equal(before.changed_by, link.changed_by);
		const done = after.entry_actions.filter(({ done_by }: { done_by: string | null }) => done_by !== null);
		await takeUpAgain(here.db, here.keys, leader, done[0].entry, noon);
		const undone = named(await dossier(here, project)).entry_actions.find(({ entry }: { entry: string }) => entry === done[0].entry);
		assert.equal(undone.done_by, null);
	});

	it('has people from elsewhere stand by their names with the progress and with older versions of entries', async () => {
		const here = village(await fresh());
		const { project, people } = await yearsLater(here.db, here.storeroom, noon);
		const original = await dossier(here, project);
		const said = async () => {
			const leader = await memberOf(here.db, people.administrator.account, project, noon);
			const entries = await entriesFor(here.db, here.keys, leader);
			const versions = await Promise.all(entries.map((entry) => versionsOf(here.db, here.keys, leader, entry)));
			return {
				changes: (await changesFor(here.db, leader, null)).map((one) => [one.id, one.ownerName, one.authorName, one.acceptedByName]),
				proposals: (await proposalsFor(here.db, leader)).map((one) => [one.id, one.ownerName, one.proposerName]),
				sensitive: [...(await sensitivitiesFor(here.db, leader)).values()].map(({ authorName }) => authorName),
				former: versions.flatMap(([, ...former]) => former.map(({ changed }) => changed.name)),
			};
		};
		const by = { actor: 'command', channel: 'command' } as const;
		const lead = () => act(here.db, here.keys, (acting) => leadFrom(acting, project, people.administrator.account.id, by, noon));
		await lead();
		const before = await said();
		assert.ok(before.former.length > 0 && before.former.every(Boolean));
		assert.ok(before.changes.some(([, , author]) => author !== null) && before.sensitive.every(Boolean));
		await act(here.db, here.keys, (acting) => removeProject(acting, project, 'kept-long-enough'));
		await takeIn(here, original, 'Gemeente Zonnedam');
		await lead();
		assert.deepEqual(await said(), before);
	});

	it('forgets no table: each stands in it, or is left out for a reason', async () => {
		const db = await fresh();
		const tables = (await db.introspection.getTables()).filter(({ name }) => !/^(search_|kysely_|sqlite_)/.test(name));
		assert.ok(tables.length > 50);
		const others = Object.fromEntries(OF_NO_PROJECT.map((name) => [name, 'of no project']));
		const told = { ...KEPT, ...ELSEWHERE, ...LEFT, ...others };
		const ways = (name: string) => [KEPT, ELSEWHERE, LEFT, others].filter((list) => Object.hasOwn(list, name)).length;
		for (const { name } of tables)
			assert.equal(ways(name), 1, `${name} has to stand in KEPT (kept.ts) or in one of the lists of left.ts, with the reason.`);
		const names = new Set(tables.map(({ name }) => name));
		for (const name of Object.keys(told)) assert.ok(names.has(name), `${name} is told of, and is not there.`);
		for (const { name, columns } of tables.filter((one) => Object.hasOwn(KEPT, one.name) || one.name === 'projects')) {
			const { columns: kept, left } = name === 'projects' ? PROJECT_TABLE : keptTable(name as never);
			const said = [...Object.keys(kept), ...Object.keys(left), ...(name === 'projects' ? [] : ['project'])];
			for (const column of columns) assert.ok(said.includes(column.name), `${name}.${column.name} has to stand in kept.ts.`);
			for (const column of Object.keys(left)) assert.ok(!Object.hasOwn(kept, column), `${name}.${column} is kept and left.`);
		}
	});
});
