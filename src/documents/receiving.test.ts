import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { saveAs } from './giving-out.ts';
import { type Arrived, plainName, type Received, receive } from './receiving.server.ts';
import { unsealedBytes } from './sealed-file.server.ts';

describe('a form with a file', () => {
	let folder: string;
	let server: Server;
	let address: string;
	let received: Promise<Received>[] = [];
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'aankomst-'));
		server = createServer((req, res) => {
			const one = receive(req, { folder, most: 1_000 });
			received.push(one);
			one.then(
				() => res.end(),
				() => res.destroy(),
			);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	after(async () => {
		server.close();
		await rm(folder, { recursive: true });
	});

	async function send(body: FormData | string, headers: Record<string, string> = {}): Promise<Received> {
		received = [];
		await fetch(address, { method: 'POST', body, headers });
		const [one] = received;
		assert.ok(one);
		return one;
	}
	const form = (bytes: string, name = 'brief.txt', fields: Record<string, string> = {}) => {
		const data = new FormData();
		for (const [field, value] of Object.entries(fields)) data.set(field, value);
		data.set('bestand', new File([bytes], name));
		return data;
	};
	const issueOf = async (body: FormData | string, headers?: Record<string, string>) => (await send(body, headers)).issue;
	const read = ({ path, lock }: Arrived) => unsealedBytes(path, lock);
	const emptied = async () => {
		const left = await readdir(folder);
		for (const name of left) await rm(join(folder, name));
		return left;
	};

	it('comes in with its fields, is counted and hashed on the way, and lies sealed', async () => {
		const { fields, arrived } = await send(form('hallo', 'Één brief.txt', { titel: 'Brief', niveau: 'core' }));
		assert.ok(arrived);
		assert.deepEqual({ ...fields }, { titel: 'Brief', niveau: 'core' });
		assert.deepEqual([arrived.name, arrived.bytes], ['Één brief.txt', 5]);
		assert.equal(arrived.hash, 'd3751d33f9cd5049c4af2b462735457e4d3baf130bcbb87f389e349fbaeb20b9');
		assert.equal(String(await read(arrived)), 'hallo');
		await emptied();
	});

	it('may be as large as is said, and not one byte larger', async () => {
		assert.equal(await issueOf(form('x'.repeat(1_000))), null);
		assert.equal((await emptied()).length, 1);
		assert.equal(await issueOf(form('x'.repeat(1_001))), 'documents.tooLarge');
		assert.equal(await issueOf(form('x'.repeat(5_000_000))), 'documents.tooLarge');
		assert.deepEqual(await emptied(), []);
	});

	it('without a file, with an empty one, or that is no form, is told so', async () => {
		assert.equal(await issueOf(form('')), 'documents.empty');
		const none = new FormData();
		none.set('titel', 'Brief');
		assert.equal(await issueOf(none), 'documents.fileMissing');
		const elsewhere = new FormData();
		elsewhere.set('anders', new File(['x'], 'x.txt'));
		assert.equal(await issueOf(elsewhere), 'documents.fileMissing');
		const unchosen = '--x\r\ncontent-disposition: form-data; name="bestand"; filename=""\r\n\r\n\r\n--x--\r\n';
		assert.equal(await issueOf(unchosen, { 'content-type': 'multipart/form-data; boundary=x' }), 'documents.fileMissing');
		assert.equal(await issueOf('titel=x', { 'content-type': 'application/x-www-form-urlencoded' }), 'documents.fileMissing');
		assert.equal(await issueOf('{}', { 'content-type': 'application/json' }), 'documents.interrupted');
		assert.equal(await issueOf('x', { 'content-type': 'multipart/form-data' }), 'documents.interrupted');
		assert.deepEqual(await emptied(), []);
	});

	it('that ends halfway, or says it twice, leaves nothing behind', async () => {
		const type = { 'content-type': 'multipart/form-data; boundary=x' };
		const half = '--x\r\ncontent-disposition: form-data; name="bestand"; filename="a.txt"\r\n\r\nhalf';
		assert.equal(await issueOf(half, type), 'documents.interrupted');
		assert.deepEqual(await emptied(), []);
		const part = (text: string) => `--x\r\ncontent-disposition: form-data; name="bestand"; filename="${text}.txt"\r\n\r\n${text}\r\n`;
		const { arrived } = await send(`${part('een')}${part('twee')}--x--\r\n`, type);
		assert.ok(arrived);
		assert.equal(String(await read(arrived)), 'een');
		assert.equal((await emptied()).length, 1);
	});

	it('whose line breaks leaves nothing behind', async () => {
		received = [];
		const half = request(address, {
			method: 'POST',
			headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '900' },
		});
		half.on('error', () => {});
		half.write('--x\r\ncontent-disposition: form-data; name="bestand"; filename="a.txt"\r\n\r\nhalf');
		while (received.length === 0 || (await readdir(folder)).length === 0) await pause(5);
		half.destroy();
		assert.equal((await received[0])?.issue, 'documents.interrupted');
		assert.deepEqual(await emptied(), []);
	});

	it('that nobody can write down is a mistake of ours, and is told as no other', async () => {
		const blocked = createServer((req, res) => {
			receive(req, { folder: '/dev/null/hier', most: 1_000 }).then(
				({ issue }) => res.end(issue),
				(error) => res.end(error.code),
			);
		});
		await new Promise<void>((resolve) => blocked.listen(0, '127.0.0.1', resolve));
		const to = `http://127.0.0.1:${(blocked.address() as AddressInfo).port}`;
		const answer = await fetch(to, { method: 'POST', body: form('x') });
		assert.equal(await answer.text(), 'ENOTDIR');
		blocked.close();
	});
});

describe('the name of a file', () => {
	it('is one line without folders or signs that steer', () => {
		assert.equal(plainName('C:\\Users\\noor\\brief.pdf'), 'brief.pdf');
		assert.equal(plainName('../../etc/brief.pdf'), 'brief.pdf');
		assert.equal(plainName('rapport\u202efdp.exe'), 'rapportfdp.exe');
		assert.equal(plainName('a\r\nset-cookie: x.pdf'), 'aset-cookie: x.pdf');
		assert.equal(plainName(`${'x'.repeat(300)}.pdf`).length, 200);
	});

	it('is given twice, in plain letters and as it is, and breaks out of neither', () => {
		assert.equal(saveAs('Één "plan".pdf'), `attachment; filename="Een _plan_.pdf"; filename*=UTF-8''%C3%89%C3%A9n%20%22plan%22.pdf`);
		assert.equal(saveAs("a';b.pdf"), `attachment; filename="a__b.pdf"; filename*=UTF-8''a%27%3Bb.pdf`);
		assert.equal(saveAs('日本.pdf'), `attachment; filename="__.pdf"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.pdf`);
	});
});
