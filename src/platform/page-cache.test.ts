import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, describe, it } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { PageCache } from './page-cache.server.ts';

interface Answer {
	status: number;
	headers: IncomingMessage['headers'];
	body: Buffer;
}

describe('the page cache', () => {
	let server: Server;
	let cache: PageCache;
	let rendered: string[];
	let page: (req: IncomingMessage, res: ServerResponse) => void;
	const open: Server[] = [];

	beforeEach(async () => {
		rendered = [];
		page = (_, res) => {
			res.setHeader('content-type', 'text/html');
			res.writeHead(200);
			res.write('<h1>');
			res.end(`Wijk ${rendered.length}`);
		};
		cache = new PageCache(
			(req, res) => {
				rendered.push(req.url ?? '');
				page(req, res);
			},
			(req) => !req.url?.startsWith('/zoeken'),
		);
		server = createServer((req, res) => {
			res.setHeader('x-content-type-options', 'nosniff');
			cache.handle(req, res);
		});
		open.push(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	after(() => {
		for (const one of open) one.close();
	});

	const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
		new Promise<Answer>((resolve, reject) => {
			const { port } = server.address() as AddressInfo;
			request({ host: '127.0.0.1', port, path, headers, method }, (res) => {
				const chunks: Buffer[] = [];
				res.on('data', (chunk: Buffer) => chunks.push(chunk));
				res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }));
			})
				.on('error', reject)
				.end();
		});

	it('renders a page once and sends the same bytes after', async () => {
		const first = await ask('/');
		const second = await ask('/');
		assert.deepEqual(rendered, ['/']);
		assert.deepEqual([first.body.toString(), first.headers.etag], ['<h1>Wijk 1', second.headers.etag]);
		assert.deepEqual(second.body, first.body);
		assert.equal(second.headers['x-content-type-options'], 'nosniff');
		assert.equal(second.headers['content-type'], 'text/html');
	});

	it('sends what the browser can unpack, each with a validator of its own', async () => {
		const [br, gz, plain] = [
			await ask('/', { 'accept-encoding': 'gzip, br' }),
			await ask('/', { 'accept-encoding': 'gzip' }),
			await ask('/'),
		];
		assert.deepEqual(
			[br.headers['content-encoding'], gz.headers['content-encoding'], plain.headers['content-encoding']],
			['br', 'gzip', undefined],
		);
		assert.equal(brotliDecompressSync(br.body).toString(), '<h1>Wijk 1');
		assert.equal(gunzipSync(gz.body).toString(), '<h1>Wijk 1');
		assert.equal(new Set([br, gz, plain].map(({ headers }) => headers.etag)).size, 3);
		assert.equal(br.headers.vary, 'accept-encoding, cookie');
	});

	it('sends no encoding that the browser refuses', async () => {
		assert.equal((await ask('/', { 'accept-encoding': 'br;q=0, gzip;q=0' })).headers['content-encoding'], undefined);
		assert.equal((await ask('/', { 'accept-encoding': 'br;q=0, gzip' })).headers['content-encoding'], 'gzip');
	});

	it('answers 304 to who has the page already', async () => {
		const { headers } = await ask('/', { 'accept-encoding': 'br' });
		const again = await ask('/', { 'accept-encoding': 'br', 'if-none-match': `"other", W/${headers.etag}` });
		assert.deepEqual([again.status, again.body.length, again.headers.etag], [304, 0, headers.etag]);
		assert.equal((await ask('/', { 'if-none-match': '"other"' })).status, 200);
	});

	it('answers HEAD like GET, without the page', async () => {
		const { headers } = await ask('/');
		const head = await ask('/', {}, 'HEAD');
		assert.deepEqual([head.status, head.body.length, head.headers['content-length']], [200, 0, headers['content-length']]);
	});

	it('forgets everything when the content changes', async () => {
		await ask('/');
		cache.empty();
		assert.equal((await ask('/')).body.toString(), '<h1>Wijk 2');
	});

	it('does not keep a page that was rendered from content that changed meanwhile', async () => {
		page = (_, res) => {
			cache.empty();
			res.end('oud');
		};
		await ask('/');
		page = (_, res) => res.end('nieuw');
		assert.equal((await ask('/')).body.toString(), 'nieuw');
	});

	it('never keeps what is meant for one person', async () => {
		await ask('/', { cookie: 's=1' });
		await ask('/', { cookie: 's=1' });
		assert.equal(rendered.length, 2);
		page = (_, res) => res.setHeader('set-cookie', 's=2').end('x');
		assert.deepEqual([(await ask('/a')).headers['set-cookie'], (await ask('/a')).status], [['s=2'], 200]);
		page = (_, res) => res.setHeader('cache-control', 'private').end('x');
		await ask('/b');
		await ask('/b');
		assert.equal(rendered.length, 6);
	});

	it('never packs what comes packed', async () => {
		page = (_, res) => res.setHeader('content-encoding', 'br').end(brotliCompressSync('script'));
		for (let n = 0; n < 2; n++) {
			const { headers, body } = await ask('/script.js', { 'accept-encoding': 'br' });
			assert.deepEqual([headers['content-encoding'], brotliDecompressSync(body).toString()], ['br', 'script']);
		}
		page = (_, res) => res.end('script');
		assert.equal((await ask('/script.js')).body.toString(), 'script');
	});

	it('never keeps a refusal, a way elsewhere, a search or a form', async () => {
		page = (_, res) => res.writeHead(404, { 'content-type': 'text/plain' }).end('nee');
		assert.deepEqual([(await ask('/weg')).status, (await ask('/weg')).body.toString()], [404, 'nee']);
		page = (_, res) => res.writeHead(301, { location: '/hier' }).end();
		assert.deepEqual([(await ask('/oud')).headers.location, (await ask('/oud')).status], ['/hier', 301]);
		page = (_, res) => res.end('x');
		for (const path of ['/zoeken?q=a', '/zoeken?q=a']) await ask(path);
		for (const path of ['/f', '/f']) await ask(path, {}, 'POST');
		assert.equal(rendered.length, 8);
	});
});
