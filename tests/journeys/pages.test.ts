import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';
import { KINDS_OF_PAGES, origin, visit, visitors } from './site.ts';

/** What differs between screens. The rules that do not depend on colours are asked once per width. */
const SCREENS: { name: string; media: Parameters<Page['emulateMedia']>[0]; width: number; all: boolean }[] = [
	{ name: 'light, wide', media: { colorScheme: 'light', forcedColors: 'none' }, width: 1280, all: true },
	{ name: 'light, narrow', media: { colorScheme: 'light', forcedColors: 'none' }, width: 320, all: true },
	{ name: 'dark, narrow', media: { colorScheme: 'dark', forcedColors: 'none' }, width: 320, all: false },
	{ name: 'dark, wide', media: { colorScheme: 'dark', forcedColors: 'none' }, width: 1280, all: false },
	{ name: 'forced colours, wide', media: { colorScheme: 'light', forcedColors: 'active' }, width: 1280, all: false },
	{ name: 'forced colours, narrow', media: { colorScheme: 'light', forcedColors: 'active' }, width: 320, all: false },
];
const RULES: axe.RunOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const OF_COLOURS: axe.RunOnly = { type: 'rule', values: ['color-contrast'] };

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

/** What axe finds wrong on a page that has taken it in. */
const weigh = (page: Page, runOnly: axe.RunOnly) =>
	page.evaluate(async (runOnly) => {
		// Names on the map are text on a drawing, which axe cannot weigh; the colours of the theme are weighed in tests/theme.test.ts.
		const context = runOnly.type === 'rule' ? { exclude: ['svg.map'] } : document;
		return (await window.axe.run(context, { runOnly, resultTypes: ['violations'] })).violations;
	}, runOnly);

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

describe('every kind of page', { concurrency: 2 }, () => {
	visitors();

	for (const [kind, path] of Object.entries(KINDS_OF_PAGES)) {
		it(`can be used by everyone, on every screen: ${kind}`, async () => {
			await visit(path, async (page, trespasses) => {
				await page.evaluate(axe.source);
				for (const { name, media, width, all } of SCREENS) {
					await page.setViewportSize({ width, height: 800 });
					await page.emulateMedia(media);
					// Names on the map are text on a drawing, which axe cannot weigh; the colours of the theme are weighed in tests/theme.test.ts.
					const violations = await weigh(page, all ? RULES : OF_COLOURS);
					const told = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary ?? ''}`);
					assert.deepEqual(told, [], name);
					assert.deepEqual(await stickingOut(page), [], name);
				}
				assert.deepEqual(
					trespasses.filter(({ what }) => !/status of 404/.test(what)),
					[],
				);
			});
		});

		it(`is clean HTML without a script or a style inside: ${kind}`, async () => {
			const html = await (await fetch(origin() + path)).text();
			const report = await validator.validateString(html);
			assert.deepEqual(
				report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${ruleId} (${line}): ${message}`)),
				[],
			);
			assert.ok(!/<script|<style|\sstyle=|\son[a-z]+=/.test(html));
		});

		it(`says what it is in the tab and to who finds it: ${kind}`, async () => {
			const html = await (await fetch(origin() + path)).text();
			assert.match(/<title>([^<]+)/.exec(html)?.[1] ?? '', /Wijkspoor/);
			assert.equal(html.match(/<h1/g)?.length, 1);
			const description = /<meta name="description" content="([^"]+)"/.exec(html)?.[1] ?? '';
			assert.ok(description.length > 10 && description.length <= 220, description);
			assert.match(html, path.startsWith('/en') ? /<html lang="en"/ : /<html lang="nl"/);
		});

		it(`lets the keyboard reach everything that can be used, and shows where it is: ${kind}`, async () => {
			await visit(path, async (page) => {
				await page.keyboard.press('Tab');
				assert.match(await page.evaluate(() => document.activeElement?.className ?? ''), /skip-link/);
				const places = await page.evaluate(
					() =>
						[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')].filter((e) => e.checkVisibility())
							.length,
				);
				let unseen = 0;
				let stops = 1;
				for (; stops < Math.min(places, 20); stops++) {
					await page.keyboard.press('Tab');
					unseen += await page.evaluate(() => {
						const element = document.activeElement;
						if (!element || element === document.body) return 1;
						const style = getComputedStyle(element);
						const inMap = element.closest('svg.map') !== null;
						return inMap || style.outlineStyle !== 'none' ? 0 : 1;
					});
				}
				assert.equal(unseen, 0);
			});
		});
	}
});
