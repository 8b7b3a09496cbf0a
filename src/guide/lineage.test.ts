import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editionWith, junctionFile, junctionOf, published } from '../../tests/village/method.ts';
import { fateOf, forebearsOf, whereabouts } from './lineage.ts';

/** Three editions: things are renamed, moved, split, merged and retired on the way. */
const first = {
	praten: junctionFile(junctionOf('praten', '1.01', { title: 'Praten met de buurt', aliases: ['Een praatje maken'] })),
	tellen: junctionFile(junctionOf('tellen', '1.02')),
	meten: junctionFile(junctionOf('meten', '1.03')),
	graven: junctionFile(junctionOf('graven', '1.04')),
	bakken: junctionFile(junctionOf('bakken', '1.05')),
};
const second = {
	praten: junctionFile(junctionOf('praten', '1.01', { title: 'Luisteren naar de buurt' })),
	cijfers: junctionFile(junctionOf('cijfers', '1.02', { 'merged-from': ['tellen', 'meten'] })),
	graven: junctionFile(junctionOf('graven', '2.01')),
};
const third = {
	bellen: junctionFile(junctionOf('bellen', '1.01', { 'split-from': ['praten'] })),
	bezoeken: junctionFile(junctionOf('bezoeken', '1.02', { 'split-from': ['praten'] })),
	cijfers: junctionFile(junctionOf('cijfers', '1.03')),
	graven: junctionFile(junctionOf('graven', '2.01')),
};
const retired = (files: [string, string][], id: string, edition: string) =>
	files.map(([path, text]): [string, string] =>
		path === `editions/${edition}/edition.yaml`
			? [path, `${text}retired:\n  - { id: ${id}, reason: { nl: Dat doet de bakker zelf. } }\n`]
			: [path, text],
	);
const { editions } = published(
	new Map([...editionWith('1', first), ...retired(editionWith('2', second, '1'), 'bakken', '2'), ...editionWith('3', third, '2')]),
).parts;
const [one, two, three] = editions;
if (!one || !two || !three) throw new Error('three editions were written above');
const kindOf = (id: string) => {
	const junction = one.junction(id);
	assert.ok(junction);
	return fateOf(junction, two);
};
const leadsTo = (address: string) => whereabouts(editions, address)?.junctions.map(({ id }) => id);

describe('lineage', () => {
	it('puts editions in the order in which they follow each other', () => {
		assert.deepEqual(
			editions.map(({ id }) => id),
			['1', '2', '3'],
		);
	});

	it('knows what was renamed, moved, merged and retired', () => {
		assert.deepEqual(
			['praten', 'tellen', 'meten', 'graven', 'bakken'].map((id) => kindOf(id).kind),
			['renamed', 'merged', 'merged', 'moved', 'retired'],
		);
	});

	it('knows what was split', () => {
		const praten = two.junction('praten');
		assert.ok(praten);
		const fate = fateOf(praten, three);
		assert.deepEqual([fate.kind, fate.junctions.map(({ id }) => id)], ['split', ['bellen', 'bezoeken']]);
	});

	it('leads an old address through every edition to what it became', () => {
		assert.deepEqual(leadsTo('praten-met-de-buurt'), ['bellen', 'bezoeken']);
		assert.deepEqual(leadsTo('luisteren-naar-de-buurt'), ['bellen', 'bezoeken']);
		assert.deepEqual(leadsTo('knooppunt-tellen'), ['cijfers']);
		assert.deepEqual(leadsTo('knooppunt-meten'), ['cijfers']);
	});

	it('leads an old title to what it became', () => {
		assert.deepEqual(leadsTo('een-praatje-maken'), ['bellen', 'bezoeken']);
	});

	it('tells why something is no longer there', () => {
		assert.deepEqual(whereabouts(editions, 'knooppunt-bakken'), { junctions: [], reason: { nl: 'Dat doet de bakker zelf.' } });
	});

	it('knows nothing of an address that never was', () => {
		assert.equal(whereabouts(editions, 'knooppunt-vliegen'), null);
	});

	it('finds the older junctions that one continues', () => {
		const cijfers = two.junction('cijfers');
		assert.ok(cijfers);
		assert.deepEqual(
			forebearsOf(cijfers, one).map(({ id }) => id),
			['tellen', 'meten'],
		);
	});
});
