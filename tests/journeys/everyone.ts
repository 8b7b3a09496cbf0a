import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { CDPSession, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const RULES: axe.RunOptions['runOnly'] = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What can differ between colour schemes; it takes axe as long as everything else together. */
const OF_COLOURS: axe.RunOptions['runOnly'] = { type: 'rule', values: ['color-contrast'] };

interface Screen {
	name: string;
	media: Parameters<Page['emulateMedia']>[0];
	width: number;
	ask: axe.RunOptions | null;
}

/** Each screen with what is asked there that was not asked on one before it. */
export const EVERY_SCREEN: Screen[] = [
	{ name: 'light, wide', media: { colorScheme: 'light', forcedColors: 'none' }, width: 1280, ask: { runOnly: RULES } },
	{ name: 'dark, narrow', media: { colorScheme: 'dark', forcedColors: 'none' }, width: 320, ask: { runOnly: RULES } },
	{ name: 'forced colours, narrow', media: { colorScheme: 'light', forcedColors: 'active' }, width: 320, ask: { runOnly: OF_COLOURS } },
	{ name: 'forced colours, wide', media: { colorScheme: 'light', forcedColors: 'active' }, width: 1280, ask: null },
];

/** For a page on the way of a story: the look that every page shares was weighed at the kinds of pages, light and dark. */
export const SCREENS_OF_STORIES: Screen[] = [
	{ name: 'dark, narrow', media: { colorScheme: 'dark', forcedColors: 'none' }, width: 320, ask: { runOnly: RULES } },
	{ name: 'forced colours, wide', media: { colorScheme: 'light', forcedColors: 'active' }, width: 1280, ask: null },
];

declare global {
	interface Window {
		axe: typeof axe;
	}
}

const validator = new HtmlValidate({
	extends: ['html-validate:recommended'],
	rules: {
		// How a document is laid out on paper for people who read its source is not what readers see.
		'no-trailing-whitespace': 'off',
		'long-title': 'off',
		'no-inline-style': 'error',
		'attribute-boolean-style': 'off',
		'attribute-empty-style': 'off',
		'doctype-style': 'off',
		'void-style': 'off',
	},
});

const sessions = new WeakMap<Page, CDPSession>();

/** Lets the page take axe in, past what its policy allows; asked of the browser itself, which then keeps what it compiled. */
async function takeIn(page: Page): Promise<void> {
	// Never detached: that would unplug the passkeys of the page.
	const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
	sessions.set(page, session);
	await session.send('Runtime.evaluate', { expression: AXE });
}

/** What axe finds wrong on a page that has taken it in. */
const weigh = (page: Page, ask: axe.RunOptions) =>
	page.evaluate(async (ask) => {
		// Names on the map are text on a drawing, which axe cannot weigh; the colours of the theme are weighed in tests/theme.test.ts.
		const isOfColours = typeof ask.runOnly === 'object' && 'type' in ask.runOnly && ask.runOnly.type === 'rule';
		return (
			await window.axe.run(isOfColours ? { exclude: ['svg.map'] } : document, { ...ask, resultTypes: ['violations'], preload: false })
		).violations;
	}, ask);

/** What sticks out of the screen; it would make the whole page scroll sideways. */
const stickingOut = (page: Page) =>
	page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= width) return [];
		return [...document.querySelectorAll('body *')]
			.filter((element) => element.getBoundingClientRect().right > width + 1 && !element.closest('.scroll'))
			.map((element) => `${element.tagName}.${element.className}`)
			.slice(0, 5);
	});

/** Weighs the page as it stands on every screen: what rules can find, and whether it fits. */
export async function assertUsableByEveryone(page: Page, screens = EVERY_SCREEN): Promise<void> {
	await takeIn(page);
	for (const { name, media, width, ask } of screens) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia(media);
		const violations = ask === null ? [] : await weigh(page, ask);
		const told = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary ?? ''}`);
		assert.deepEqual(told, [], name);
		assert.deepEqual(await stickingOut(page), [], name);
	}
}

/** The one script there is, on the pages where a passkey is asked for; docs/decisions/0012 tells why. */
export const PASSKEY_SCRIPT = '<script type="module" src="/passkeys.js"></script>';
/** And the one on the pages where a file is sent, which says how far it is. */
export const UPLOAD_SCRIPT = '<script type="module" src="/upload.js"></script>';
/** And the one on the page of the matrix, where a party can be dragged; docs/decisions/0028. */
export const MATRIX_SCRIPT = '<script type="module" src="/matrix.js"></script>';
const SCRIPTS = [PASSKEY_SCRIPT, UPLOAD_SCRIPT, MATRIX_SCRIPT];

/** Clean HTML, with nothing in it that runs or styles. */
export async function assertCleanHtml(html: string): Promise<void> {
	const report = await validator.validateString(html);
	assert.deepEqual(
		report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${ruleId} (${line}): ${message}`)),
		[],
	);
	assert.ok(!/<script|<style|\sstyle=|\son[a-z]+=/.test(SCRIPTS.reduce((rest, script) => rest.replace(script, ''), html)));
}
