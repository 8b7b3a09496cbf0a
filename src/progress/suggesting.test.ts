import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Archetype } from '#guide/edition.ts';
import { aManuscript, junctionFile, junctionOf, published } from '../../tests/village/method.ts';
import type { Change, Standings } from './progress.ts';
import type { Status } from './status.ts';
import { type Situation, suggestionsIn } from './suggesting.ts';
import { allBefore, beforeEach, holdingUp } from './waiting.ts';

const junction = (id: string, number: string, more: Record<string, unknown> = {}) => [
	`editions/1/junctions/${id}.md`,
	junctionFile(junctionOf(id, number, more)),
];
const edition = published(
	aManuscript(
		Object.fromEntries([
			junction('praten', '1.03', { links: [{ 'input-for': 'afspreken', why: 'Eerst praten.' }] }),
			junction('vieren', '1.04', { links: [{ feeds: 'afspreken', why: 'Helpt.' }] }),
			junction('meten', '2.02'),
		]),
	),
).current;

const standing = (statuses: Record<string, Status>, more: Partial<Change> = {}): Standings =>
	new Map(Object.entries(statuses).map(([id, status]) => [id, { junction: id, status, plannedFrom: null, ...more } as Change]));
const archetype = (first: string[], skip: string[] = []): Archetype => ({
	id: 'x',
	first,
	skip,
	texts: { nl: { name: '', summary: '', body: '' } },
});
const situation = (more: Partial<Situation> = {}): Situation => ({
	...{ edition, standings: new Map(), own: [], archetype: null, today: '2026-11-22' },
	...more,
});
const ids = (more: Partial<Situation> = {}) => suggestionsIn(situation(more)).map((one) => one.junction.id);
const kinds = (id: string, more: Partial<Situation> = {}) =>
	suggestionsIn(situation(more))
		.find((one) => one.junction.id === id)
		?.reasons.map(({ kind }) => kind);

describe('what could be taken up next', () => {
	it('is what nothing holds up in the phase the work is in, first what a decision ahead needs', () => {
		assert.deepEqual(ids(), ['praten', 'kennismaken', 'vieren']);
		assert.deepEqual(kinds('praten'), ['decision', 'opens', 'free']);
		assert.deepEqual(kinds('vieren'), ['free']);
	});

	it('waits for what the method says comes first, and not for what only helps', () => {
		assert.deepEqual(ids({ standings: standing({ praten: 'finished' }) }), ['kennismaken', 'afspreken', 'vieren']);
		assert.deepEqual(kinds('afspreken', { standings: standing({ praten: 'unneeded' }) }), ['ready']);
		assert.ok(!ids({ standings: standing({ praten: 'started' }) }).includes('afspreken'));
	});

	it('waits for what the project itself said comes first', () => {
		const own = [{ id: 'w', junction: 'kennismaken', waitsFor: 'vieren', reason: 'x' }];
		assert.deepEqual(ids({ own }), ['praten', 'vieren']);
		assert.deepEqual(kinds('vieren', { own }), ['opens', 'free']);
	});

	it('leaves out what is under way, paused, finished or not needed', () => {
		const standings = standing({ kennismaken: 'started', praten: 'paused', vieren: 'unneeded' });
		assert.deepEqual(ids({ standings }), []);
	});

	it('follows the order of the kind of neighbourhood, also beyond the phase, and leaves out what that kind can do without', () => {
		assert.deepEqual(ids({ archetype: archetype(['meten', 'vieren'], ['kennismaken']) }), ['praten', 'meten', 'vieren']);
		assert.deepEqual(kinds('meten', { archetype: archetype(['meten']) }), ['archetype', 'free']);
	});

	it('begins with what has to be revised and with what was to begin by now', () => {
		assert.equal(ids({ standings: standing({ vieren: 'revise' }) })[0], 'vieren');
		const standings = standing({ vieren: 'untouched' }, { plannedFrom: '2026-11-01' });
		assert.equal(ids({ standings })[0], 'vieren');
		assert.deepEqual(kinds('vieren', { standings }), ['planned', 'free']);
		assert.deepEqual(kinds('vieren', { standings: standing({ vieren: 'untouched' }, { plannedFrom: '2027-11-01' }) }), ['free']);
		const skipped = archetype([], ['vieren']);
		assert.ok(ids({ standings, archetype: skipped }).includes('vieren'));
	});

	it('goes on to the next phase when this one is done', () => {
		const standings = standing({ kennismaken: 'finished', praten: 'finished', vieren: 'finished', afspreken: 'finished' });
		assert.deepEqual(ids({ standings }), ['aanleggen', 'meten']);
	});

	it('is nothing when all is done', () => {
		const all = Object.fromEntries(edition.junctions.map(({ id }) => [id, 'finished' as const]));
		assert.deepEqual(ids({ standings: standing(all) }), []);
	});

	it('always has a reason', () => {
		for (const { reasons } of suggestionsIn(situation(), 99)) assert.ok(reasons.length > 0);
	});
});

describe('what waits on what', () => {
	it('is followed through all that comes before, also where somebody made a circle', () => {
		const own = [
			{ id: '1', junction: 'praten', waitsFor: 'vieren', reason: 'x' },
			{ id: '2', junction: 'vieren', waitsFor: 'afspreken', reason: 'x' },
		];
		const before = beforeEach(edition, own);
		assert.deepEqual([...allBefore(before, 'afspreken')].toSorted(), ['afspreken', 'praten', 'vieren']);
		assert.deepEqual(
			holdingUp(before, new Map(), 'praten').map(({ junction: one, isOwn }) => [one.id, isOwn]),
			[['vieren', true]],
		);
	});
});
