import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertCleanHtml, assertUsableByEveryone } from './everyone.ts';
import { KINDS_OF_PAGES, origin, visit, visitors } from './site.ts';

describe('every kind of page', { concurrency: 2 }, () => {
	visitors();

	for (const [kind, path] of Object.entries(KINDS_OF_PAGES)) {
		it(`can be used by everyone, on every screen: ${kind}`, async () => {
			await visit(path, async (page, trespasses) => {
				await assertUsableByEveryone(page);
				assert.deepEqual(
					trespasses.filter(({ what }) => !/status of 404/.test(what)),
					[],
				);
			});
		});

		it(`is clean HTML without a script or a style inside: ${kind}`, async () => {
			await assertCleanHtml(await (await fetch(origin() + path)).text());
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
				const stops = await page.evaluateHandle(() => {
					const stops: boolean[] = [];
					document.addEventListener('focusin', ({ target }) => {
						const element = target as Element;
						stops.push(element.closest('svg.map') !== null || getComputedStyle(element).outlineStyle !== 'none');
					});
					return stops;
				});
				const presses = Math.min(places, 20) - 1;
				// All at once: they are done in their order, and none waits for an answer first.
				await Promise.all(Array.from({ length: presses }, () => page.keyboard.press('Tab')));
				assert.deepEqual(await stops.jsonValue(), Array(presses).fill(true), 'where the focus is can be seen at every stop');
			});
		});
	}
});
