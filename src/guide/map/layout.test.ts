import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { inLanguage, type Language } from '#platform/languages.ts';
import { manuscriptIn } from '#publishing/manuscript.server.ts';
import { aManuscript, published } from '../../../tests/village/method.ts';
import type { Edition } from '../edition.ts';
import { layOut, MAP, type MapLayout, type Stop } from './layout.ts';
import { linesOf, widthOf } from './type-measure.ts';

const mapOf = (edition: Edition, language: Language = 'nl') =>
	layOut(edition, {
		junction: ({ texts }) => inLanguage(texts, language).text.short,
		phase: ({ texts }) => inLanguage(texts, language).text,
	});

/** How far two parallel names are apart, measured across the direction in which they run. */
function gapBetween(one: Stop, other: Stop): number {
	const angle = ((one.side === 'above' ? -MAP.angle : MAP.angle) * Math.PI) / 180;
	const [dx, dy] = [other.label.x - one.label.x, other.label.y - one.label.y];
	return Math.abs(dx * Math.sin(angle) - dy * Math.cos(angle));
}

/** Whether two names lie beside each other along the direction in which they run. */
function runAlong(one: Stop, other: Stop): boolean {
	const angle = ((one.side === 'above' ? -MAP.angle : MAP.angle) * Math.PI) / 180;
	const along = (other.label.x - one.label.x) * Math.cos(angle) + (other.label.y - one.label.y) * Math.sin(angle);
	return along < one.nameWidth && -along < other.nameWidth;
}

const pairsOf = (stops: Stop[]) => stops.flatMap((one, index) => stops.slice(index + 1).map((other) => [one, other] as const));

describe('the rail map', () => {
	let edition: Edition;
	let map: MapLayout;
	before(async () => {
		edition = published(await manuscriptIn(join(import.meta.dirname, '../../../content'))).current;
		map = mapOf(edition);
	});

	it('is the same at every start', () => {
		assert.deepEqual(JSON.stringify(mapOf(edition)), JSON.stringify(map));
	});

	it('has one stop for every junction, on just the lines it contributes to', () => {
		assert.deepEqual(
			map.stops.map(({ junction }) => junction.id),
			edition.junctions.map(({ id }) => id),
		);
		for (const stop of map.stops) assert.equal(stop.served.length, stop.junction.tracks.length);
	});

	it('keeps every stop inside the ground of its phase', () => {
		for (const stop of map.stops) {
			const zone = map.zones.find(({ phase }) => phase.number === stop.junction.phase);
			assert.ok(zone && stop.x > zone.x && stop.x < zone.x + zone.width, stop.junction.number);
		}
	});

	for (const language of ['nl', 'en'] as const) {
		it(`lets no two names touch (${language})`, () => {
			const { stops } = mapOf(edition, language);
			const close = pairsOf(stops).filter(
				([one, other]) => one.side === other.side && runAlong(one, other) && gapBetween(one, other) < MAP.nameSize,
			);
			assert.deepEqual(
				close.map(([one, other]) => `${one.name} / ${other.name}`),
				[],
			);
		});
	}

	it('lets no two stops touch', () => {
		const close = pairsOf(map.stops).filter(
			([one, other]) => Math.abs(one.x - other.x) < 22 && one.top - 22 < other.bottom && other.top - 22 < one.bottom,
		);
		assert.deepEqual(
			close.map(([one, other]) => `${one.junction.number} / ${other.junction.number}`),
			[],
		);
	});

	it('keeps every name inside the picture', () => {
		for (const stop of map.stops) {
			assert.ok(stop.label.x + stop.nameWidth * Math.cos(Math.PI / 3) < map.width, stop.name);
			assert.ok(stop.side === 'below' || stop.label.y - stop.nameWidth * Math.sin(Math.PI / 3) > MAP.head - 20, stop.name);
		}
	});

	it('never lets lines cross, and turns them at 45 degrees', () => {
		const points = map.lines.map(({ path }) => [...path.matchAll(/L(-?[\d.]+) (-?[\d.]+)|H(-?[\d.]+)|M(-?[\d.]+) (-?[\d.]+)/g)]);
		for (const line of points) {
			let at = { x: 0, y: 0 };
			for (const [, lx, ly, h, mx, my] of line) {
				const next = { x: Number(lx ?? h ?? mx), y: ly || my ? Number(ly ?? my) : at.y };
				if (lx !== undefined) assert.ok(Math.abs(Math.abs(next.x - at.x) - Math.abs(next.y - at.y)) < 0.3);
				at = next;
			}
		}
		for (const zone of map.zones) {
			const ys = map.stops
				.filter(({ junction }) => junction.phase === zone.phase.number)
				.flatMap(({ served, junction }) => served.map(({ y }, i) => ({ y, code: junction.tracks.toSorted()[i] ?? '' })));
			const heights = Map.groupBy(ys, ({ code }) => code);
			for (const [code, at] of heights) assert.equal(new Set(at.map(({ y }) => y)).size, 1, `line ${code} in phase ${zone.phase.number}`);
		}
	});

	it('draws any scheme of phases and tracks', () => {
		const small = mapOf(published(aManuscript()).current);
		assert.deepEqual(
			small.lines.map(({ code }) => code),
			['A', 'B'],
		);
		assert.deepEqual(
			small.zones.map(({ phase }) => phase.number),
			[1, 2],
		);
		assert.deepEqual(small.stops.find(({ junction }) => junction.id === 'afspreken')?.served.length, 2);
	});
});

describe('measuring names', () => {
	it('counts a letter with an accent like the letter', () => {
		assert.equal(widthOf('é', 10), widthOf('e', 10));
	});

	it('breaks a text between words, and leaves a long word whole', () => {
		assert.deepEqual(linesOf('een twee drie', 10, widthOf('een twee', 10)), ['een twee', 'drie']);
		assert.deepEqual(linesOf('aardgasvrijewijken nu', 10, 5), ['aardgasvrijewijken', 'nu']);
	});
});
