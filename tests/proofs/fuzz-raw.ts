import { connect } from 'node:net';
import fc from 'fast-check';
import { type Finding, holds } from './finding.ts';

const AT_ONCE = 50;
/** Whoever sends half a question gets no answer for as long as they go on; we do not wait for it. In milliseconds. */
const PATIENCE = 250;

const line = fc.oneof(
	fc.constantFrom(
		'GET / HTTP/1.1',
		'GET / HTTP/9.9',
		'GET http://elders.example/ HTTP/1.1',
		'GET  / HTTP/1.1',
		'POST /inloggen HTTP/1.1',
		'CONNECT elders.example:443 HTTP/1.1',
		'OPTIONS * HTTP/1.1',
		`GET /${'a'.repeat(9000)} HTTP/1.1`,
		'GET /\u0000 HTTP/1.1',
		'GET /%zz HTTP/1.1',
		'PRI * HTTP/2.0',
	),
	fc.string({ maxLength: 80 }),
);
const header = fc.oneof(
	fc.constantFrom(
		'Host: 127.0.0.1',
		'Host: ',
		'Host: a b',
		'Host: [',
		'Host: 127.0.0.1\r\nHost: elders.example',
		'Content-Length: -1',
		'Content-Length: 5\r\nContent-Length: 6',
		'Content-Length: 99999999999999999999',
		'Transfer-Encoding: chunked\r\nContent-Length: 3',
		'Transfer-Encoding: chunked',
		'Expect: 100-continue',
		'Upgrade: websocket\r\nConnection: Upgrade',
		'Cookie: aanmelding=%; aanmelding; =; ;',
		`Cookie: ${'a=b; '.repeat(2000)}`,
		'Content-Type: multipart/form-data; boundary=',
		'Content-Type: application/x-www-form-urlencoded\r\nOrigin: null\r\nSec-Fetch-Site: same-origin',
		'Accept: \u0001',
		'Accept-Language: ,,,;q=',
		'X-Forwarded-For: \u0000',
		': ',
		' folded',
	),
	fc.string({ maxLength: 60 }),
);
const raw = fc.oneof(
	{
		weight: 3,
		arbitrary: fc
			.tuple(line, fc.array(header, { maxLength: 5 }), fc.constantFrom('\r\n', '\n', '\r'), fc.string({ unit: 'binary', maxLength: 200 }))
			.map(([first, headers, end, body]) => Buffer.from(`${[first, ...headers, '', ''].join(end)}${body}`, 'latin1')),
	},
	fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
);

/** Sends bytes that are hardly HTTP, each over a line of their own. */
export async function sendAnything(at: string, runs: number, seed: number): Promise<Finding[]> {
	const waiting = fc.sample(raw, { numRuns: runs, seed });
	const statuses = new Map<string, number>();
	const broken: string[] = [];
	const worker = async () => {
		for (let bytes = waiting.pop(); bytes; bytes = waiting.pop()) {
			const status = await answerTo(at, bytes);
			statuses.set(status, (statuses.get(status) ?? 0) + 1);
			if (status.startsWith('5') || status === 'no door')
				broken.push(`${status}: ${JSON.stringify(bytes.toString('latin1')).slice(0, 200)}`);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	const told = [...statuses].toSorted().map(([status, times]) => `${status} × ${times}`);
	return [holds(broken.length === 0, `${runs} times bytes: ${told.join(', ')}${broken.slice(0, 3).map((what) => `; ${what}`)}`)];
}

/** The status that came back, or what came instead. */
function answerTo(at: string, bytes: Buffer): Promise<string> {
	const { hostname, port } = new URL(at);
	return new Promise((resolve) => {
		const socket = connect(Number(port), hostname);
		let said = '';
		let isIn = false;
		const done = () => {
			socket.destroy();
			resolve(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? (isIn ? 'silence' : 'no door'));
		};
		socket.setTimeout(PATIENCE, done);
		socket.once('connect', () => {
			isIn = true;
			socket.write(bytes);
		});
		socket.on('data', (chunk: Buffer) => {
			said += chunk.toString('latin1');
			if (said.length > 20) done();
		});
		socket.once('error', done);
		socket.once('close', done);
	});
}
