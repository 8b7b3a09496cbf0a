import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask } from './asking.ts';

/** Sends the bytes and headers of one real answer and does nothing else: the most that node:http gives on this machine. */

const [page = ''] = process.argv.slice(2);
const { headers, bytes } = await ask(page);
// These are of the connection, not of the page; node:http writes them itself, here as there.
const { date: _, connection: __, 'keep-alive': ___, ...kept } = headers;

const server = createServer((_, res) => {
	res.writeHead(200, kept);
	res.end(bytes);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('SIGTERM', () => process.exit(0));
