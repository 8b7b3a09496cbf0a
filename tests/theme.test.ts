import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkTheme, pairsChecked, type ThemeFinding } from '#design/theme-check.ts';
import { contrast, readColour } from '#design/theme-colour.ts';

const fileOf = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const OURS = fileOf('src/design/theme.css');
const ZILVERWOLD = fileOf('themes/voorbeeld.css');

/** Ours for light screens alone, where most of this can be told without saying all twice. */
const LIGHT = OURS.slice(0, OURS.indexOf('@media'));
/** Ours, with something said after it. */
const oursAnd = (css: string) => `${OURS}\n${css}`;
const onDark = (css: string) => `@media (prefers-color-scheme: dark) { ${css} }`;
const faultsOnLight = (css: string) => checkTheme(`${LIGHT}\n${css}`).filter(({ kind }) => kind !== 'note');
const messages = (findings: ThemeFinding[]) => findings.map(({ message }) => message);

const INK = '--basis-color-default-color-document';
const PAGE = '--basis-color-default-bg-document';
const WARNING_INK = '--basis-color-warning-color-default';
const WARNING = '--basis-color-warning-bg-subtle';

test('our own theme can be read on light and on dark screens', () => {
	assert.deepEqual(checkTheme(OURS), []);
});

test('the example theme can be read on light and on dark screens', () => {
	assert.deepEqual(checkTheme(ZILVERWOLD), []);
});

test('the example theme has colours and letters of its own', () => {
	for (const name of [INK, PAGE, '--basis-color-action-1-bg-default', '--basis-heading-font-family', '--basis-text-font-family-default']) {
		const lineIn = (css: string) => css.split('\n').find((line) => line.trim().startsWith(`${name}:`));
		assert.ok(lineIn(ZILVERWOLD));
		assert.notEqual(lineIn(ZILVERWOLD), lineIn(OURS));
	}
});

test('a pair that is too close is told with its tokens, its colours, what was found and what is needed', () => {
	assert.deepEqual(faultsOnLight(`:root { ${WARNING_INK}: #c07000; }`), [
		{
			kind: 'contrast',
			scheme: 'light',
			message: `On light screens, text of a warning: ${WARNING_INK} (#c07000) on ${WARNING} (#fff1df) has a contrast of 3.39 where 4.5 is needed.`,
		},
	]);
});

test('a pair that is too close on dark screens alone is told for those', () => {
	const findings = checkTheme(oursAnd(onDark(`:root { ${WARNING_INK}: #8f2f10; }`)));
	assert.deepEqual(
		findings.map(({ kind, scheme }) => [kind, scheme]),
		[['contrast', 'dark']],
	);
});

test('a contrast that just fails is never rounded up to one that holds', () => {
	const findings = faultsOnLight(`:root { ${WARNING}: #fff; ${WARNING_INK}: rgb(118.69 118.69 118.69); }`);
	assert.match(messages(findings).join('\n'), /has a contrast of 4\.49 where 4\.5 is needed/);
});

test('a theme is measured against our own colours where it is silent', () => {
	const findings = checkTheme(`:root { ${WARNING}: #b3401b; }`);
	assert.ok(messages(findings).some((message) => message.includes(`${WARNING_INK} (#8f2f10, ours) on ${WARNING} (#b3401b)`)));
});

test('every colour and letter that our own theme sets is missing from an empty one', () => {
	const missing = checkTheme('').filter(({ kind }) => kind === 'missing');
	assert.equal(missing.length, LIGHT.match(/--basis-(color-|\S*font-family)/g)?.length);
	assert.ok(missing.every(({ scheme }) => scheme === 'light'));
});

test('what is required follows our own theme', () => {
	const ours = oursAnd(':root { --basis-color-new: white; --basis-border-radius-new: 3px; }');
	assert.deepEqual(messages(checkTheme(OURS, ours)), [
		'On light screens --basis-color-new is missing, so our own value is used between yours.',
	]);
});

test('a dark part that leaves a colour out is told that the light one is used', () => {
	const [first] = checkTheme(`${LIGHT} ${onDark(':root { --x: y; }')}`).filter(({ kind }) => kind === 'missing');
	assert.equal(first?.message, `On dark screens ${PAGE} is missing, so its light value is used.`);
});

test('a theme without a dark part has a note and no fault', () => {
	assert.deepEqual(
		checkTheme(LIGHT).map(({ kind, scheme }) => [kind, scheme]),
		[['note', 'dark']],
	);
	assert.equal(pairsChecked(LIGHT) * 2, pairsChecked(OURS));
});

test('a token may refer to another, with something to fall back on', () => {
	const theme = `:root { --moss: #2f4b14; ${WARNING_INK}: var(--moss, red); ${WARNING}: var(--none, rgb(255 255 255)); }`;
	assert.deepEqual(faultsOnLight(theme), []);
});

test('a token that refers to one that changes on dark screens changes with it', () => {
	const theme = `:root { --glow: #8f2f10; ${WARNING_INK}: var(--glow); ${WARNING}: var(--wall); --wall: white; }
		${onDark(':root { --glow: #ffc49f; --wall: black; }')}`;
	assert.deepEqual(checkTheme(oursAnd(theme)), []);
});

test('a reference that leads nowhere is told', () => {
	assert.match(
		messages(faultsOnLight(`:root { ${WARNING}: var(--none); }`)).join(),
		/is var\(--none\), which refers to a token that is not set/,
	);
});

test('a reference that leads back to itself is told', () => {
	assert.match(messages(faultsOnLight(`:root { ${WARNING}: var(--a); --a: var(${WARNING}); }`)).join(), /or to itself/);
});

test('a colour that cannot be read is told once', () => {
	assert.deepEqual(faultsOnLight(`:root { ${WARNING}: oklch(70% 0.1 200); }`), [
		{
			kind: 'unreadable',
			scheme: 'light',
			message: `On light screens ${WARNING} is oklch(70% 0.1 200), which could not be read as a colour: write a hex code, rgb(), hsl(), white, black, transparent or currentcolor.`,
		},
	]);
});

test('a page that lets light through is told, since nothing lies beneath it', () => {
	assert.match(messages(faultsOnLight(`:root { ${PAGE}: transparent; }`)).join(), /nothing lies beneath the page/);
});

test('a colour that lets light through is measured as it is seen', () => {
	const findings = faultsOnLight(`:root { ${WARNING}: white; ${WARNING_INK}: rgb(0 0 0 / 40%); }`);
	assert.match(messages(findings).join('\n'), /\(rgb\(0 0 0 \/ 40%\), seen as #999999\) on \S+ \(white\) has a contrast of 2\.84/);
});

test('currentcolor takes the colour of the text', () => {
	assert.deepEqual(faultsOnLight(`:root { ${WARNING_INK}: currentcolor; }`), []);
	assert.match(messages(faultsOnLight(`:root { ${WARNING}: currentcolor; }`)).join('\n'), /has a contrast of 1\.00 where 4\.5/);
});

test('a theme may bring its own tracks, which must be seen on the page and carry their letter', () => {
	const findings = messages(faultsOnLight(':root { --wijkspoor-track-a: #9fd0ff; }'));
	assert.ok(findings.some((message) => message.includes('letter of a track: --wijkspoor-on-track (#ffffff) on --wijkspoor-track-a')));
	assert.ok(findings.some((message) => message.includes(`line of a track: --wijkspoor-track-a (#9fd0ff) on ${PAGE}`)));
});

test('our own grounds of the map are measured against the text of a theme', () => {
	const ink = `:root { ${PAGE}: #102040; ${INK}: #ffffff; }`;
	assert.ok(messages(checkTheme(ink)).some((message) => message.includes(`${INK} (#ffffff) on --wijkspoor-ground-odd (#f4f0e6, ours)`)));
});

test('a ground that is wholly transparent is the page, and is not told twice', () => {
	const findings = messages(faultsOnLight(':root { --wijkspoor-signal: #ffdddd; --wijkspoor-ground-even: transparent; }'));
	assert.ok(findings.some((message) => message.includes(`on ${PAGE} `)));
	assert.ok(!findings.some((message) => message.includes('--wijkspoor-ground-even')));
});

test('what a theme says on paper is no concern of screens', () => {
	assert.deepEqual(checkTheme(oursAnd(`@media print { :root { ${INK}: white; ${PAGE}: white; } }`)), []);
});

test('what was not looked at is noted', () => {
	const findings = checkTheme(
		oursAnd('@layer town { :root { --a: b; } } .town-theme { --a: b; } @media (min-width: 60em) { :root { --a: b; } }'),
	);
	assert.ok(findings.every(({ kind }) => kind === 'note'));
	for (const place of ['@layer town', '.town-theme', '@media (min-width: 60em)']) {
		assert.ok(messages(findings).some((message) => message.includes(`What ${place} says`)));
	}
});

test('a token that follows another by itself is noted when a theme sets it', () => {
	assert.deepEqual(messages(checkTheme(oursAnd(':root { --wijkspoor-ink: red; }'))), [
		`--wijkspoor-ink was not checked, because it follows ${INK} by itself: leave it out.`,
	]);
});

test('a theme that is no CSS is told with the line', () => {
	assert.deepEqual(checkTheme(':root {\n\t--a: b;\n'), [
		{ kind: 'unreadable', scheme: 'light', message: 'Line 1 is no CSS (Unclosed block); nothing was checked.' },
	]);
});

test('a theme may nest its dark part, spell it otherwise, or insist', () => {
	const wrong = `${WARNING_INK}: #fff1df`;
	const dim = (css: string) => checkTheme(oursAnd(css)).map(({ scheme }) => scheme);
	assert.deepEqual(dim(`:root { @media (prefers-color-scheme: light) { ${wrong}; } }`), ['light']);
	assert.deepEqual(dim(`@media not all and (prefers-color-scheme:dark) { :root { ${wrong}; } }`), ['light']);
	assert.deepEqual(dim(`@media screen and (prefers-color-scheme: light), print { :root { ${wrong} } }`), ['light']);
	assert.deepEqual(dim(`@media (prefers-color-scheme: light) { :root { ${wrong} !important; ${WARNING_INK}: black; } }`), ['light']);
	assert.deepEqual(dim(`@media (prefers-color-scheme: light) { :root { ${wrong} /* too light */; } }`), ['light']);
});

test('a colour is read in each of the ways it may be written', () => {
	const same = [
		'#336699',
		'#369',
		'#336699ff',
		'#369f',
		'rgb(51, 102, 153)',
		'rgba(51 102 153 / 1)',
		'RGB(20% 40% 60%)',
		'hsl(210 50% 40%)',
	];
	for (const text of [...same, 'hsla(-150deg, 50%, 40%, 100%)']) {
		const { red, green, blue, alpha } = readColour(text) ?? assert.fail(text);
		assert.deepEqual([red, green, blue].map(Math.round), [51, 102, 153], text);
		assert.equal(alpha, 1, text);
	}
});

test('what a browser would not take for a colour is not read as one', () => {
	for (const text of [
		'',
		'#12',
		'#12345',
		'rgb(1 2)',
		'rgb(1, 2, 3 / 4)',
		'rgb(1 2 3 4)',
		'hsl(210, 50, 40)',
		'salmon',
		'red blue',
		'0 0 1px #fff',
	]) {
		assert.equal(readColour(text), null, text);
	}
});

test('contrast is that of WCAG: 21 for black on white, 1 for a colour on itself', () => {
	const [black, white, grey] = ['black', 'white', '#767676'].map((text) => readColour(text) ?? assert.fail());
	assert.ok(black && white && grey);
	assert.equal(contrast(black, white), 21);
	assert.equal(contrast(white, white), 1);
	assert.equal(contrast(grey, white).toFixed(2), '4.54');
});
