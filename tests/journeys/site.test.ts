import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { SECURITY_HEADERS } from '#platform/headers.ts';
import { PASSKEY_SCRIPT } from './everyone.ts';
import { KINDS_OF_PAGES, origin, visit, visitors } from './site.ts';

const get = (path: string, headers: Record<string, string> = {}) => fetch(origin() + path, { headers, redirect: 'manual' });

describe('the site', () => {
	visitors();

	it('sends the security headers with every answer, refusals and files too', async () => {
		for (const path of [
			...Object.values(KINDS_OF_PAGES),
			'/gezond',
			'/feed.xml',
			'/sitemap.xml',
			'/icon.svg',
			'/_app/niets.js',
			'/sporen/A',
			'/%E0%A4%A',
			'/..%2f..%2fetc/passwd',
			'//evil.example',
		]) {
			const { headers, status } = await get(path);
			assert.ok(status < 500, `${path} ${status}`);
			for (const [name, value] of Object.entries(SECURITY_HEADERS)) assert.equal(headers.get(name), value, `${name} of ${path}`);
			assert.equal(headers.get('set-cookie'), null, path);
		}
	});

	it('sends no more than its budget: 25 kB of style, no script but the one for passkeys where people sign in', async () => {
		for (const path of Object.values(KINDS_OF_PAGES)) {
			const html = await (await get(path)).text();
			const sheets = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]*>/g)].map(([tag]) => /href="([^"]+)"/.exec(tag)?.[1] ?? '');
			const styles = await Promise.all(
				sheets.map(async (href) => Buffer.from(await (await fetch(new URL(href, origin() + path))).arrayBuffer())),
			);
			const size = styles.reduce((sum, style) => sum + gzipSync(style).length, 0);
			assert.ok(size <= 25_000, `${path}: ${size} bytes of style`);
			// Only script can ask a device for a passkey; whoever has none signs in there as before.
			const allowed = path === KINDS_OF_PAGES['sign in'] ? PASSKEY_SCRIPT : '';
			assert.ok(!html.replace(allowed, '').includes('<script'), path);
		}
	});

	it('keeps its largest page small on the line', async () => {
		const html = Buffer.from(await (await get('/')).arrayBuffer());
		assert.ok(brotliCompressSync(html).length < 60_000, `${brotliCompressSync(html).length} bytes`);
	});

	it('offers every page to search engines, in both languages, and each of them is there', async () => {
		const xml = await (await get('/sitemap.xml')).text();
		const paths = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url.replace(/^https?:\/\/[^/]+/, ''));
		assert.ok(paths.length > 400 && paths.filter((path) => path.startsWith('/en')).length * 2 === paths.length);
		const wrong: string[] = [];
		for (const path of paths) {
			const answer = await get(path);
			if (answer.status !== 200) wrong.push(`${answer.status} ${path}`);
			await answer.arrayBuffer();
		}
		assert.deepEqual(wrong, []);
	});

	it('links only to pages that are there', async () => {
		const seen = new Set<string>();
		const waiting = ['/', '/en'];
		const broken: string[] = [];
		for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
			if (seen.has(path)) continue;
			seen.add(path);
			const answer = await get(path);
			// What is behind the sign-in leads there first.
			const leadsIn = answer.status === 303 && /\/inloggen\?terug=/.test(answer.headers.get('location') ?? '');
			if (answer.status !== 200 && answer.status !== 301 && !leadsIn) broken.push(`${answer.status} ${path}`);
			const html = answer.headers.get('content-type')?.includes('html') ? await answer.text() : '';
			for (const [, href = ''] of html.matchAll(/<a[^>]*\shref="([^"]+)"/g)) {
				const url = new URL(href.replaceAll('&amp;', '&'), origin() + path);
				// A choice on the map leads to the same pages again; a few hundred of them would prove nothing more.
				if (url.origin === origin() && !/[?&](fase|spoor|partij|soort|pagina)=/.test(url.search)) waiting.push(url.pathname + url.search);
			}
		}
		assert.deepEqual(broken, []);
		assert.ok(seen.size > 400, `${seen.size} pages walked`);
	});

	it('tells robots, readers of feeds and finders of weaknesses where to go', async () => {
		assert.match(await (await get('/robots.txt')).text(), /Disallow: \/zoeken[\s\S]*Sitemap: http/);
		assert.match(await (await get('/.well-known/security.txt')).text(), /^Contact: http.*\nExpires: \d{4}-/);
		const feed = await (await get('/feed.xml')).text();
		assert.match(feed, /<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/);
		const broken = await visit('/', (page) =>
			page.evaluate((xml) => new DOMParser().parseFromString(xml, 'text/xml').querySelector('parsererror')?.textContent ?? null, feed),
		);
		assert.equal(broken, null);
		assert.ok((feed.match(/<entry>/g)?.length ?? 0) > 5);
	});

	it('refuses what no page takes: another method, a body on a page, an address beyond reason', async () => {
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
			const { status } = await fetch(`${origin()}/`, {
				method,
				body: 'x=1',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
			});
			assert.ok([403, 405].includes(status), `${method} ${status}`);
		}
		assert.equal((await get(`/knooppunten/${'a'.repeat(5000)}`)).status, 404);
	});

	it('hands out no data beside its pages', async () => {
		for (const path of ['/__data.json', '/knooppunten/de-juiste-partijen-aan-tafel/__data.json']) {
			const text = await (await get(path)).text();
			assert.ok(text.length < 1000 && !text.includes('partijen'), text.slice(0, 300));
		}
	});

	it('answers odd questions in the address without falling over', async () => {
		for (const query of [
			'fase=abc',
			'fase=1&fase=2',
			'partij=__proto__',
			'pagina=-1',
			'pagina=1e9',
			'q=%F0%9F%8F%98',
			'soort=toString',
			'fase=1.0',
			'spoor=A',
		]) {
			for (const path of ['/', '/zoeken', '/knooppunten/de-juiste-partijen-aan-tafel'])
				assert.equal((await get(`${path}?${query}`)).status, 200, `${path}?${query}`);
		}
		assert.equal((await fetch(`${origin()}/?spoor=%00`)).status, 404);
	});
});
