import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Edition } from '#guide/edition.ts';
import type { Database } from '#platform/database/database.server.ts';
import { entriesOf } from '#platform/journal/journal.server.ts';
import { administrator } from '../../tests/village/bram.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { type Neighbourhood, theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys } from '../../tests/village/people.ts';
import { changeFacts, factsFor } from './facts.server.ts';
import { type Facts, factsFrom, type Given, periodAsTyped, periodFrom } from './facts.ts';
import { memberOf } from './members.server.ts';
import { Municipalities } from './municipality.ts';
import { portfolioFor } from './portfolio.server.ts';
import { beginProject } from './projects.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const municipalities = new Municipalities(readFileSync(join(import.meta.dirname, '../../content/municipalities.csv'), 'utf8'));
const named = (name: string) => {
	const looked = municipalities.find(name);
	return looked.ok ? looked.municipality.name : looked.issue;
};

describe('the list of municipalities', () => {
	it('has all 342', () => assert.equal(municipalities.all.length, 342));

	it('finds one by what people call it', () => {
		assert.deepEqual(
			['den haag', "'s-Gravenhage", '’s Gravenhage', 'Den Bosch', 's-hertogenbosch', 'sudwest fryslan', 'GM0363', 'bergen (nh.)'].map(
				named,
			),
			[
				"'s-Gravenhage",
				"'s-Gravenhage",
				"'s-Gravenhage",
				"'s-Hertogenbosch",
				"'s-Hertogenbosch",
				'Súdwest-Fryslân',
				'Amsterdam',
				'Bergen (NH.)',
			],
		);
	});

	it('says what is no municipality, and what are two', () => {
		assert.deepEqual(['Zonnedam', '', 'Bergen'].map(named), [
			'projects.noMunicipality',
			'projects.noMunicipality',
			'projects.severalMunicipalities',
		]);
	});

	it('finds every name it offers', () => {
		assert.deepEqual(
			municipalities.names.filter((name) => !municipalities.find(name).ok),
			[],
		);
		assert.ok(municipalities.names.includes('Den Haag'));
	});

	it('is refused with a wrong code, or one that stands there twice', () => {
		assert.throws(() => new Municipalities('code;name\nGM12;Kort\n'), /no line/);
		assert.throws(() => new Municipalities('code;name\nGM0001;Een\nGM0001;Twee\n'), /twice/);
	});
});

const editions = [{ id: '2', parts: { archetypes: [{ id: 'flats' }] } }] as unknown as Edition[];
const given: Given = {
	...{ naam: 'Oost', gemeente: 'Zaanstad', codes: [], jaar: '', gebied: '', type: '', editie: '2', begin: null, eind: null },
};
const issuesOf = (more: Partial<Given>) => {
	const read = factsFrom({ ...given, ...more }, municipalities, editions);
	return read.ok ? {} : read.issues;
};

describe('what a project is about', () => {
	it('is taken as a whole, and every wrong part of it is named', () => {
		assert.deepEqual(issuesOf({}), {});
		assert.deepEqual(issuesOf({ gemeente: 'Nergens', codes: ['WK047901'], type: 'dorp', begin: '2028', eind: '2027-03' }), {
			...{
				gemeente: 'projects.noMunicipality',
				jaar: 'projects.yearMissing',
				type: 'projects.typeElsewhere',
				eind: 'projects.endBeforeStart',
			},
		});
		assert.deepEqual(issuesOf({ editie: '9' }), { editie: 'projects.editionMissing' });
		assert.deepEqual(issuesOf({ begin: '2027-03', eind: '2027' }), {});
	});

	it('is planned in years or months, which are read as they are written', () => {
		assert.deepEqual(['2027', '3-2027', '03-2027', '13-2027', '0027', 'maart', ''].map(periodFrom), [
			'2027',
			'2027-03',
			'2027-03',
			null,
			null,
			null,
			null,
		]);
		fc.assert(
			fc.property(fc.integer({ min: 1990, max: 2100 }), fc.option(fc.integer({ min: 1, max: 12 })), (year, month) => {
				const period = month === null ? `${year}` : `${year}-${String(month).padStart(2, '0')}`;
				assert.equal(periodFrom(periodAsTyped(period)), period);
			}),
		);
	});
});

const zaanstad = municipalities.at('GM0479');
const haarlem = municipalities.at('GM0392');
const asLeader = (db: Database, { people, project }: Neighbourhood) => memberOf(db, people.leader.account, project, noon);
const facts: Facts = {
	...{ name: 'Zonnedam-Oost', municipality: zaanstad, area: 'De flats en de kade', archetype: null, edition: '2' },
	...{
		codes: [
			{ code: 'WK047901', year: 2024 },
			{ code: 'BU04790101', year: 2024 },
		],
		plannedStart: '2027',
		plannedEnd: '2031-06',
	},
	...{ keptYears: 5, isShown: false },
};

onBothEngines('a project', (fresh) => {
	it('has a name of its own within a municipality, and only there', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const who = await administrator(db, village.people.administrator);
		const leader = village.people.leader.account.id;
		const begin = (name: string, municipality: typeof zaanstad) => beginProject(db, keys, who, { name, leader, municipality }, noon);
		await begin('De Bloemen', zaanstad);
		await assert.rejects(begin(' de  bloemen', zaanstad), { kind: 'conflict', code: 'projects.nameTaken' });
		await begin('De Bloemen', haarlem);
		const outside = await administrator(db, village.people['other municipality']);
		await beginProject(db, keys, outside, { name: 'De Bloemen', leader: outside.id, municipality: zaanstad }, noon);
	});

	it('is told anew by its leader, with the reason and what stood there before', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		await changeFacts(db, keys, municipalities, await asLeader(db, village), facts, 'De flats horen erbij.', noon);
		const leader = await asLeader(db, village);
		assert.deepEqual(await factsFor(db, municipalities, leader), { ...facts, codes: facts.codes.toReversed() });
		assert.equal(leader.project.edition, '2');
		await changeFacts(db, keys, municipalities, leader, { ...facts, area: null, plannedEnd: '2032' }, 'Toch niet.', noon);
		const [newest] = await entriesOf(db, keys, village.project, { limit: 1 });
		assert.deepEqual(newest?.detail, {
			...{
				state: 'kept',
				before: { area: 'De flats en de kade', plannedEnd: '2031-06' },
				after: { plannedEnd: '2032', reason: 'Toch niet.' },
			},
		});
	});

	it('is not told anew by anybody else, nor under a name that is taken', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		for (const who of ['admin', 'core', 'member', 'reader'] as const) {
			const member = await memberOf(db, village.people[who].account, village.project, noon);
			await assert.rejects(changeFacts(db, keys, municipalities, member, facts, 'x', noon), { kind: 'not-allowed' }, who);
		}
		const who = await administrator(db, village.people.administrator);
		await beginProject(db, keys, who, { name: 'Zonnedam-Oost', leader: village.people.leader.account.id, municipality: zaanstad }, noon);
		await assert.rejects(changeFacts(db, keys, municipalities, await asLeader(db, village), facts, 'x', noon), {
			code: 'projects.nameTaken',
		});
	});

	it('is compared with others by who takes part, and by colleagues once its leader lets them', async () => {
		const db = await fresh();
		const village = await theNeighbourhood(db, noon);
		const { people } = village;
		const seenBy = async (who: keyof typeof people) =>
			(await portfolioFor(db, people[who].account)).map(({ name, isOwn }) => [name, isOwn]);
		assert.deepEqual(
			[await seenBy('member'), await seenBy('subproject member'), await seenBy('administrator')],
			[[['Zonnedam-Oost', true]], [], []],
		);
		await changeFacts(db, keys, municipalities, await asLeader(db, village), { ...facts, isShown: true }, 'Het mag gezien worden.', noon);
		assert.deepEqual(await seenBy('administrator'), [['Zonnedam-Oost', false]]);
		assert.deepEqual(await seenBy('other municipality'), [['Waterdam-Noord', true]]);
	});
});
