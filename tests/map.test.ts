import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';

const ROOT = join(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');
const map = readFileSync(join(ROOT, 'docs/map.md'), 'utf8');
const layers = (/```\n([\s\S]*?)```/.exec(map)?.[1] ?? '')
	.trim()
	.split('\n')
	.map((line) => line.split(' '));

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
	(path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'),
);

/** The folder, or the name of a file that stands in none: house.server.ts is `house`. */
const placeOf = (path: string) => path.split('/')[0]?.split('.')[0] ?? '';
const levelOf = (place: string) => layers.findIndex((layer) => layer.includes(place));

function importsOf(path: string): string[] {
	const text = readFileSync(join(SRC, path), 'utf8');
	return [...text.matchAll(/(?:from|import)\s+'([^']+)'/g)].map(([, target = '']) => target);
}

/** The imported file as a path in `src`, or null when it is a package. */
function resolved(path: string, target: string): string | null {
	if (target.startsWith('#')) return target.slice(1);
	if (!target.startsWith('.')) return null;
	const found = relative(SRC, join(SRC, dirname(path), target));
	return found.startsWith('..') ? null : found;
}

describe('the map of the code', () => {
	it('has a place for every folder', () => {
		const places = new Set(files.map(placeOf));
		assert.deepEqual(
			[...places].filter((place) => levelOf(place) === -1),
			[],
		);
		assert.deepEqual(
			layers.flat().filter((place) => !places.has(place)),
			[],
		);
	});

	it('is followed by every import', () => {
		const wrong = files.flatMap((path) =>
			importsOf(path).flatMap((target) => {
				const found = resolved(path, target);
				if (found === null || placeOf(found) === placeOf(path)) return [];
				return levelOf(placeOf(found)) < levelOf(placeOf(path)) ? [] : [`${path} → ${found}`];
			}),
		);
		// The types of all tables come together in the database.
		const isTables = (one: string) => /^platform\/database\/database\.server\.ts → .*\.tables\.ts$/.test(one);
		assert.deepEqual(
			wrong.filter((one) => !isTables(one)),
			[],
		);
	});

	it('lets files be imported, never folders', () => {
		const wrong = files.flatMap((path) =>
			importsOf(path).filter((target) => /^[.#]/.test(target) && !/\.(ts|svelte|css|json|woff2)$/.test(target)),
		);
		assert.deepEqual(wrong, []);
	});

	it('keeps the framework out of the domain', () => {
		const mayKnow = (path: string) => path.endsWith('.svelte') || /^(routes\/|hooks|app\.d)/.test(path) || path === 'platform/speaking.ts';
		const wrong = files.filter((path) => !mayKnow(path) && importsOf(path).some((target) => /^(svelte|@sveltejs|\$app)/.test(target)));
		assert.deepEqual(wrong, []);
	});

	it('names nothing after what it is for the computer', () => {
		const wrong = files
			.flatMap((path) => path.split('/'))
			.filter((name) => /^(lib|utils?|helpers?|common|core|services|types|index)(\.\w+)?$/.test(name));
		assert.deepEqual(wrong, []);
	});
});
