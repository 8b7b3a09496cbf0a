import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertSendable, htmlOf, type Letter, textOf } from './letter.ts';

const content = {
	paragraphs: ['Dag Noor,', 'Bram schreef: <script>alert("één & twee")</script>\nen nog een regel.'],
	link: { label: 'Lees > verder', url: 'https://wijk.example/lees?a=1&b="2"' },
};

describe('a letter as mail', () => {
	it('is plain text, with its link on a line of its own', () => {
		assert.equal(
			textOf(content),
			'Dag Noor,\n\nBram schreef: <script>alert("één & twee")</script>\nen nog een regel.\n\nLees > verder:\nhttps://wijk.example/lees?a=1&b="2"\n',
		);
		assert.equal(textOf({ paragraphs: ['Dag.'], link: null }), 'Dag.\n');
	});

	it('is HTML in which nothing that was typed becomes more than text', () => {
		assert.equal(
			htmlOf('Over <b> & zo', 'nl', content),
			`<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><title>Over &lt;b&gt; &amp; zo</title></head>
<body>
<p>Dag Noor,</p>
<p>Bram schreef: &lt;script&gt;alert(&quot;één &amp; twee&quot;)&lt;/script&gt;<br>
en nog een regel.</p>
<p><a href="https://wijk.example/lees?a=1&amp;b=&quot;2&quot;">Lees &gt; verder</a></p>
</body>
</html>
`,
		);
	});
});

describe('a letter that cannot be sent as it is', () => {
	const letter: Letter = {
		to: { account: null, address: 'noor@gemeente.example', language: 'nl' },
		subject: 'Uitnodiging',
		paragraphs: ['Dag Noor,'],
		action: { label: 'Doe mee', url: 'https://wijk.example/uitnodiging/abc', expires: '2026-11-29T10:00:00.000Z' },
		kind: 'accounts.invitation',
	};
	const action = { label: 'Doe mee', url: 'https://wijk.example/x', expires: '2026-11-29T10:00:00.000Z' };

	it('is not written', () => {
		assertSendable(letter);
		const wrong: [Partial<Letter>, RegExp][] = [
			[{ to: { ...letter.to, address: 'noor@gemeente.example\r\nBcc: bram@elders.example' } }, /mail address/],
			[{ subject: 'Dag\r\nBcc: bram@elders.example' }, /one line/],
			[{ subject: 'Dag\u2028Bcc: bram@elders.example' }, /one line/],
			[{ subject: ' ' }, /one line/],
			[{ kind: 'uitnodiging' }, /accounts\.invitation/],
			[{ action: { ...action, url: 'javascript:alert(1)' } }, /web address/],
			[{ action: { ...action, url: 'https://wijk.example/a\nb' } }, /web address/],
			[{ action: { ...action, expires: '2026-11-29' } }, /time in UTC/],
		];
		for (const [change, why] of wrong) assert.throws(() => assertSendable({ ...letter, ...change }), why);
	});
});
