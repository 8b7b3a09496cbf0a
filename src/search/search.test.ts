import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { type Database, tx } from '#platform/database/database.server.ts';
import { findablesOf } from '#publishing/findables.ts';
import { manuscriptIn } from '#publishing/manuscript.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { published } from '../../tests/village/method.ts';
import { index } from './indexing.server.ts';
import { type Search, search } from './search.server.ts';

const asked = (typed: string, more: Partial<Search> = {}): Search => ({ typed, language: 'nl', kind: null, labels: [], page: 1, ...more });

/** What a reader types, and what has to be among the first five. */
const QUESTIONS: Record<string, string> = {
	woningcorporaties: '/knooppunten/rol-woningcorporatie-duidelijk',
	'rol corporatie': '/knooppunten/rol-woningcorporatie-duidelijk',
	netbeheerders: '/knooppunten/rol-netbeheerder-duidelijk',
	VVE: '/knooppunten/samenwerking-vves-opstarten',
	'samenwerken vve’s': '/knooppunten/samenwerking-vves-opstarten',
	'gezamenlijke ambitie': '/knooppunten/gezamenlijke-ambitie-voor-de-wijk-opstellen',
	stakeholdermatrix: '/werkvormen/stakeholdermatrix',
	'mandaten kaart': '/werkvormen/mandaatkaart',
	startbesluit: '/knooppunten/startbesluit-uitvoering',
	'juiste partijen': '/knooppunten/de-juiste-partijen-aan-tafel',
	warmtebronnen: '/knooppunten/warmtebronnen-en-opslag-verkennen',
	'Fysieke koppelkansen in kaart': '/knooppunten/fysieke-koppelkansen-and-bestaande-planningen-in-kaart-brengen',
	// Beginnings, as typed so far.
	gezamenl: '/knooppunten/gezamenlijke-ambitie-voor-de-wijk-opstellen',
	stakeh: '/werkvormen/stakeholdermatrix',
	// One or two slips of the pen.
	woningcorparatie: '/knooppunten/rol-woningcorporatie-duidelijk',
	netbeheredr: '/knooppunten/rol-netbeheerder-duidelijk',
	stakholdermatrix: '/werkvormen/stakeholdermatrix',
	ambitei: '/knooppunten/gezamenlijke-ambitie-voor-de-wijk-opstellen',
};

const answers: Record<'sqlite' | 'postgres', Record<string, string[]>> = { sqlite: {}, postgres: {} };

onBothEngines('search', (fresh, engine) => {
	let db: Database;
	before(async () => {
		db = await fresh();
		const publication = published(await manuscriptIn(join(import.meta.dirname, '../../content')));
		await tx(db, (tx) => index(tx, 1, findablesOf(publication)));
	});
	const pathsFor = async (typed: string, more: Partial<Search> = {}) =>
		(await search(db, asked(typed, more))).found.map(({ path }) => path);

	for (const [typed, path] of Object.entries(QUESTIONS)) {
		it(`finds ${path} for “${typed}”`, async () => {
			const paths = await pathsFor(typed);
			const expected = path.includes('koppelkansen') ? /fysieke-koppelkansen/ : new RegExp(`^${path}$`);
			assert.ok(
				paths.slice(0, 5).some((one) => expected.test(one)),
				JSON.stringify(paths.slice(0, 8)),
			);
			answers[engine][typed] = paths;
		});
	}

	it('puts a title before a mention', async () => {
		const { found } = await search(db, asked('warmtekavel'));
		const inTitle = found.map(({ title }) => title.some(({ marked }) => marked));
		assert.ok(inTitle[0]);
		assert.deepEqual(
			inTitle,
			inTitle.toSorted((a, b) => Number(b) - Number(a)),
		);
	});

	it('marks the found words as they were written', async () => {
		const { found } = await search(db, asked('corporaties'));
		const marks = found.flatMap(({ title, snippet }) => [...title, ...snippet]).filter(({ marked }) => marked);
		assert.ok(marks.length > 0);
		for (const { text } of marks) assert.match(text, /corporatie/i);
	});

	it('tells what it looked for instead', async () => {
		assert.equal((await search(db, asked('woningcorparatie'))).insteadOf, 'woningcorporatie');
		assert.equal((await search(db, asked('woningcorporatie'))).insteadOf, null);
	});

	it('finds only what carries the phase, track and party that were asked for', async () => {
		const all = await search(db, asked('gemeente'));
		const narrowed = await search(db, asked('gemeente', { labels: ['fase:1', 'spoor:f', 'partij:netbeheerder'], kind: 'knooppunt' }));
		assert.ok(narrowed.total > 0 && narrowed.total < all.total);
		assert.ok(narrowed.found.every(({ kind }) => kind === 'knooppunt'));
	});

	it('counts every kind, whichever was chosen', async () => {
		const all = await search(db, asked('vve'));
		const cards = await search(db, asked('vve', { kind: 'werkvorm' }));
		assert.deepEqual(cards.perKind, all.perKind);
		assert.equal(cards.total, all.perKind.find(({ kind }) => kind === 'werkvorm')?.count);
	});

	it('gives every page of results other things', async () => {
		const first = await pathsFor('bewoners');
		const second = await pathsFor('bewoners', { page: 2 });
		assert.equal(first.length, 20);
		assert.ok(second.length > 0);
		assert.deepEqual(
			first.filter((path) => second.includes(path)),
			[],
		);
	});

	it('finds English words on English pages', async () => {
		assert.ok((await pathsFor('housing associations', { language: 'en' })).includes('/knooppunten/rol-woningcorporatie-duidelijk'));
	});

	it('takes anything a person types as words, never as a command', async () => {
		const typed = [
			'"',
			'*',
			'a:b',
			'NOT',
			'plan AND',
			"'; drop table search_records; --",
			'\\',
			':*',
			'(((',
			'\u0000',
			'\ud800',
			'é'.repeat(5000),
			'%',
			'!!!',
			'🏘️',
			'x & y | !z <-> w',
			'^a',
			'-net',
			'plan*',
		];
		for (const one of typed) await search(db, asked(one));
		assert.equal((await search(db, asked('   '))).total, 0);
	});
});

describe('search on both engines', () => {
	it('gives the same answers in the same order', () => {
		assert.ok(Object.keys(answers.sqlite).length >= 18);
		assert.deepEqual(answers.sqlite, answers.postgres);
	});
});
