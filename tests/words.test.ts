import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import en from '../messages/en.json' with { type: 'json' };
import nl from '../messages/nl.json' with { type: 'json' };

const SRC = join(import.meta.dirname, '../src');
const FOLDERS = new Set(readdirSync(SRC).concat('accounts'));
const code = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
	.filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'))
	.map((path) => readFileSync(join(SRC, path), 'utf8'))
	.join('\n');

/** The names of the values a message wants, in order. */
function valuesOf(message: string): string[] {
	const names = new Set<string>();
	const walk = (parts: ReturnType<IntlMessageFormat['getAst']>) => {
		for (const part of parts) {
			if (part.type !== 0 && part.type !== 7 && 'value' in part) names.add(String(part.value));
			if ('options' in part) for (const option of Object.values(part.options)) walk(option.value);
		}
	};
	walk(new IntlMessageFormat(message, 'nl', undefined, { ignoreTag: true }).getAst());
	return [...names].sort();
}

describe('the words on the screen', () => {
	it('are there in both languages', () => {
		assert.deepEqual(Object.keys(en).sort(), Object.keys(nl).sort());
	});

	it('ask for the same values in both languages', () => {
		const differing = Object.keys(nl).filter(
			(key) => valuesOf(nl[key as keyof typeof nl]).join() !== valuesOf(en[key as keyof typeof en]).join(),
		);
		assert.deepEqual(differing, []);
	});

	it('are all used', () => {
		const used = new Set([...code.matchAll(/'([a-z-]+\.[a-zA-Z]+)'/g)].map(([, key]) => key));
		assert.deepEqual(
			Object.keys(nl).filter((key) => !used.has(key)),
			[],
		);
	});

	it('begin with the folder that says them', () => {
		assert.deepEqual(
			Object.keys(nl).filter((key) => !FOLDERS.has(key.split('.')[0] ?? '')),
			[],
		);
	});

	it('stand in the order of their keys, so that two people who add one do not collide', () => {
		assert.deepEqual(Object.keys(nl), Object.keys(nl).toSorted());
		assert.deepEqual(Object.keys(en), Object.keys(en).toSorted());
	});
});
