import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { visit, visitors } from './site.ts';

describe('the map', () => {
	visitors();

	for (const path of ['/', '/en']) {
		it(`draws no name over another, and cuts none off (${path})`, async () => {
			await visit(path, async (page) => {
				await page.evaluate(() => document.fonts.ready);
				const { touching, outside, count } = await page.evaluate(() => {
					const svg = document.querySelector<SVGSVGElement>('svg.map');
					const names = [...document.querySelectorAll<SVGTextElement>('svg.map .name')].map((text) => {
						const box = text.getBBox();
						const matrix = text.getScreenCTM();
						if (!matrix) throw new Error('not drawn');
						// Letters fill about three quarters of their line; that is what must not touch.
						const [top, bottom] = [box.y + box.height * 0.18, box.y + box.height * 0.86];
						const corners = [
							[box.x, top],
							[box.x + box.width, top],
							[box.x + box.width, bottom],
							[box.x, bottom],
						].map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix));
						return { name: text.textContent, corners };
					});
					// Two slanted boxes are apart when a line along one of their sides separates them.
					const apart = (a: DOMPoint[], b: DOMPoint[]) =>
						[a, b].some((box) =>
							[0, 1].some((side) => {
								const [p, q] = [box[side], box[side + 1]];
								if (!p || !q) return false;
								const along = (points: DOMPoint[]) => points.map((point) => point.x * (q.x - p.x) + point.y * (q.y - p.y));
								const [one, other] = [along(a), along(b)];
								return Math.max(...one) <= Math.min(...other) || Math.max(...other) <= Math.min(...one);
							}),
						);
					const frame = svg?.getBoundingClientRect();
					return {
						count: names.length,
						touching: names.flatMap((one, index) =>
							names
								.slice(index + 1)
								.filter((other) => !apart(one.corners, other.corners))
								.map((other) => `${one.name} / ${other.name}`),
						),
						outside: names
							.filter(({ corners }) =>
								corners.some(({ x, y }) => !frame || x < frame.left || x > frame.right || y < frame.top || y > frame.bottom),
							)
							.map(({ name }) => name),
					};
				});
				assert.deepEqual({ touching, outside, count }, { touching: [], outside: [], count: 96 });
			});
		});
	}

	it('has names that can be read on a screen of 1280 wide', async () => {
		await visit('/', async (page) => {
			const size = await page.evaluate(() => {
				const text = document.querySelector<SVGTextElement>('svg.map .name');
				return (
					Number.parseFloat(getComputedStyle(text as SVGTextElement).fontSize) *
					Math.hypot(text?.getScreenCTM()?.a ?? 0, text?.getScreenCTM()?.b ?? 0)
				);
			});
			assert.ok(size >= 11, `${size} px`);
		});
	});

	it('leads from every stop to its page, by a name that begins with what stands on the map', async () => {
		await visit('/', async (page) => {
			const stops = await page.locator('svg.map a.stop').evaluateAll((links) =>
				links.map((link) => ({
					href: link.getAttribute('href'),
					spoken: link.getAttribute('aria-label') ?? '',
					shown: link.querySelector('.name')?.textContent ?? '?',
				})),
			);
			assert.equal(new Set(stops.map(({ href }) => href)).size, 96);
			assert.deepEqual(
				stops.filter(({ spoken, shown }) => !spoken.startsWith(shown)),
				[],
			);
		});
	});

	it('tells the goal of a stop that is pointed at, and of one that the keyboard reaches', async () => {
		await visit('/', async (page) => {
			const stop = page.getByRole('link', { name: /^Rol corporatie/ }).first();
			const goal = stop.locator('.plate-goal');
			assert.ok(!(await goal.isVisible()));
			await stop.locator('.name').hover();
			assert.ok(await goal.isVisible());
			await page.mouse.move(0, 0);
			assert.ok(!(await goal.isVisible()));
			await stop.focus();
			await page.keyboard.press('Tab');
			await page.keyboard.press('Shift+Tab');
			assert.ok(await goal.isVisible());
			assert.match((await goal.textContent()) ?? '', /corporatie/);
		});
	});

	it('becomes a list with the same lines where there is no room for it', async () => {
		await visit(
			'/',
			async (page) => {
				assert.ok(!(await page.locator('svg.map').isVisible()));
				assert.equal(await page.locator('#lijst li a').count(), 96);
			},
			{ viewport: { width: 320, height: 640 } },
		);
	});

	it('is there on paper', async () => {
		await visit('/', async (page) => {
			await page.emulateMedia({ media: 'print' });
			assert.ok(await page.locator('svg.map').isVisible());
			assert.ok(!(await page.getByRole('navigation', { name: 'Hoofdmenu' }).isVisible()));
			assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10_000);
		});
	});
});
