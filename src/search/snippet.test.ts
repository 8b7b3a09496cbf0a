import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Looking, slotsOf } from './question.ts';
import { snippet } from './snippet.ts';

const shown = (text: string, typed: string) =>
	snippet(text, new Looking(slotsOf(typed, 'nl'), 'nl'))
		?.map(({ text, marked }) => (marked ? `[${text}]` : text))
		.join('');
const filler = 'Zo gaat het hier al jaren en niemand vond dat vreemd. '.repeat(8);

describe('the snippet of a text', () => {
	it('is the first place where all words stand together', () => {
		const text = `De gemeente. ${filler}De gemeente neemt een besluit. ${filler}Een besluit van de gemeente.`;
		assert.match(shown(text, 'gemeente besluit') ?? '', /^… .*De \[gemeente\] neemt een \[besluit\]\. .* …$/);
	});

	it('is the place of most words when they never stand together', () => {
		const text = `Het net. ${filler}De gemeente en de wijk. ${filler}Het besluit.`;
		assert.match(shown(text, 'net gemeente wijk') ?? '', /De \[gemeente\] en de \[wijk\]/);
	});

	it('marks every word it shows, also after the place that was good enough', () => {
		assert.equal(shown('De wijk besluit met de wijk.', 'wijk'), 'De [wijk] besluit met de [wijk].');
	});

	it('marks parts of a compound only where the whole of it is missing', () => {
		assert.equal(shown('Een net voor warmte.', 'warmtenet'), 'Een [net] voor [warmte].');
		assert.equal(shown('Warmte uit een warmtenet.', 'warmtenet'), 'Warmte uit een [warmtenet].');
		assert.equal(shown('Alleen warmte.', 'warmtenet'), undefined);
	});
});
