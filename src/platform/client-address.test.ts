import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { describe, it } from 'node:test';
import { clientAddress } from './client-address.ts';

const from = (forwarded: string | undefined, proxies: number) =>
	clientAddress({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '127.0.0.1' } as Socket }, proxies);

describe('who asks', () => {
	it('is at the other end of the connection, whatever they write, where nothing stands in front', () => {
		assert.equal(from('192.0.2.1', 0), '127.0.0.1');
		assert.equal(from(undefined, 0), '127.0.0.1');
	});

	it('is whom the web server in front says, and not whom a visitor says', () => {
		assert.equal(from('192.0.2.1', 1), '192.0.2.1');
		assert.equal(from('10.0.0.1, 192.0.2.1', 1), '192.0.2.1');
		assert.equal(from('10.0.0.1, 192.0.2.1, 198.51.100.7', 2), '192.0.2.1');
		assert.equal(from('2001:db8::1', 1), '2001:db8::1');
	});

	it('is at the other end of the connection when the header is not there or says nothing', () => {
		for (const forwarded of [undefined, '', 'unknown', '192.0.2.1:80', '<script>']) assert.equal(from(forwarded, 1), '127.0.0.1');
		assert.equal(from('192.0.2.1', 2), '127.0.0.1');
	});
});
