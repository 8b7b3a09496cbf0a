import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { addressFrom } from '../village/said.ts';

/**
 * Draws the pictures that stand in the repository from the running site: the map in the README and the card that others
 * see when somebody shares a page. Run `node tests/pictures/draw.ts` after the map changed.
 */
const ROOT = join(import.meta.dirname, '../..');
const data = await mkdtemp(join(tmpdir(), 'tekening-'));
const server = spawn(process.execPath, ['src/server.ts'], { cwd: ROOT, env: { ...process.env, PORT: '0', WIJKSPOOR_DATA: data } });
const { address } = await addressFrom(server.stdout);
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--headless', '--no-sandbox', '--disable-gpu'],
});

const page = await browser.newPage({ viewport: { width: 1800, height: 1200 } });
await page.goto(address);
await page.evaluate(() => document.fonts.ready);
await page.locator('svg.map').screenshot({ path: join(ROOT, 'docs/map.png') });

const card = await browser.newPage({ viewport: { width: 1200, height: 630 }, bypassCSP: true });
await card.goto(address);
await card.addStyleTag({
	content:
		'body > header nav, .search, .aside, .filter, .opening > div, .legend, .list, footer { display: none !important } .opening { padding-block: 1.25rem 0 !important } .sheet { display: block !important }',
});
await card.evaluate(() => document.fonts.ready);
await card.screenshot({ path: join(ROOT, 'static/deelkaart.png') });

await browser.close();
server.kill('SIGTERM');
await rm(data, { recursive: true });
