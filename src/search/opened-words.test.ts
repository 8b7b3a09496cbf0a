import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OpenedWords } from './opened-words.ts';

const noon = Date.parse('2026-11-22T12:00:00.000Z');
const minutes = (count: number) => noon + count * 60_000;

describe('the words of what was opened', () => {
	it('are those the index would hold: each once, as they are looked for', () => {
		assert.equal(new OpenedWords().learn('een', 'Warmtenet, warmtenet: de buurten.'), ' warmtenet warmt net de buurt buurten ');
	});

	it('are remembered for a quarter of an hour, and not a moment longer', () => {
		const opened = new OpenedWords();
		opened.learn('een', 'lamp', noon);
		assert.equal(opened.of('een', minutes(14)), ' lamp ');
		assert.equal(opened.of('een', minutes(15)), undefined);
	});

	it('are forgotten when they become too many, the oldest first', () => {
		const opened = new OpenedWords(15);
		for (const name of ['een', 'twee', 'drie']) opened.learn(name, 'lamp', noon);
		assert.deepEqual(
			['een', 'twee', 'drie'].map((name) => opened.of(name, noon) !== undefined),
			[false, true, true],
		);
	});
});
