import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { askFrom, mayAsk } from './asking.server.ts';

const OUTSIDE = 'https://wijk.example';
const HERE = 'http://127.0.0.1:3000';

async function withServer(answer: RequestListener, work: (address: string) => Promise<void>): Promise<void> {
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

const plain = { body: null, headers: {}, method: 'GET', redirect: 'manual' } as const;

describe('asking a provider', () => {
	it('goes over a safe connection, and never to the machine itself', () => {
		const may = ['https://inloggen.zonnedam.example', 'https://10.0.0.7/realms/x', 'https://localhost.example'];
		const mayNot = [
			'http://inloggen.zonnedam.example',
			'ftp://inloggen.zonnedam.example',
			'file:///etc/passwd',
			'javascript:alert(1)',
			'https://naam:geheim@inloggen.zonnedam.example',
			'https://localhost',
			'https://LOCALHOST.',
			'https://iets.localhost',
			'https://127.0.0.1',
			'https://127.8.9.1',
			'https://2130706433',
			'https://0x7f.1',
			'https://0.0.0.0',
			'https://[::1]',
			'https://[::]',
			'https://[::ffff:127.0.0.1]',
		];
		assert.deepEqual(
			may.filter((address) => !mayAsk(new URL(address), OUTSIDE)),
			[],
		);
		assert.deepEqual(
			mayNot.filter((address) => mayAsk(new URL(address), OUTSIDE)),
			[],
		);
	});

	it('may ask the machine itself when we stand there ourselves', () => {
		for (const address of ['http://localhost:4000', 'http://127.0.0.1:4000', 'https://[::1]']) assert.ok(mayAsk(new URL(address), HERE));
		assert.ok(!mayAsk(new URL('http://inloggen.zonnedam.example'), HERE));
	});

	it('does not even knock where it may not ask', async () => {
		let knocks = 0;
		await withServer(
			(_, res) => {
				knocks++;
				res.end();
			},
			async (address) => {
				await assert.rejects(askFrom(OUTSIDE)(address, plain), /may not be asked/);
				assert.equal(knocks, 0);
				assert.equal((await askFrom(HERE)(address, plain)).status, 200);
			},
		);
	});

	it('cuts off what is too long', async () => {
		await withServer(
			(_, res) => res.end(Buffer.alloc(300 * 1024)),
			async (address) => assert.rejects(askFrom(HERE)(address, plain), /too long/),
		);
	});

	it('cuts off what does not end', async () => {
		await withServer(
			(_, res) => {
				const more = setInterval(() => res.write(' '), 100);
				res.on('close', () => clearInterval(more));
			},
			async (address) => assert.rejects(askFrom(HERE)(address, plain), { name: 'TimeoutError' }),
		);
	});

	it('follows nobody elsewhere', async () => {
		await withServer(
			(_, res) => res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
			async (address) => assert.equal((await askFrom(HERE)(address, plain)).status, 302),
		);
	});
});
