import { createServer, type Socket } from 'node:net';
import type { ScannerPlace } from '#documents/scanning.server.ts';

/** The harmless text that every scanner takes for a virus. In two halves, so that none takes this file for one. */
export const EICAR = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`;

export interface FakeClamd extends ScannerPlace {
	/** How it answers from now on: as clamd would, that it cannot, or never. */
	mood: 'well' | 'broken' | 'silent';
	/** How many bytes it was sent so far. */
	seen: number;
	close(): Promise<void>;
}

/** Speaks as much of clamd as INSTREAM asks for, and knows one virus. */
export async function openClamd(port = 0): Promise<FakeClamd> {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => {});
		let waiting = Buffer.alloc(0);
		socket.on('data', (piece: Buffer) => {
			waiting = Buffer.concat([waiting, piece]);
			const content = contentOf(waiting);
			if (content === null || clamd.mood === 'silent') return;
			clamd.seen += content.length;
			const said =
				clamd.mood === 'broken'
					? 'INSTREAM size limit exceeded. ERROR'
					: content.includes(EICAR)
						? 'stream: Eicar-Test FOUND'
						: 'stream: OK';
			socket.end(`${said}\0`);
		});
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	const clamd: FakeClamd = {
		host: '127.0.0.1',
		port: (server.address() as { port: number }).port,
		mood: 'well',
		seen: 0,
		close: () => {
			for (const socket of sockets) socket.destroy();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
	return clamd;
}

/** What was sent, once the empty piece at the end is there. */
function contentOf(bytes: Buffer): Buffer | null {
	const command = Buffer.from('zINSTREAM\0');
	if (!bytes.subarray(0, command.length).equals(command)) return null;
	const pieces: Buffer[] = [];
	for (let at = command.length; at + 4 <= bytes.length; ) {
		const length = bytes.readUInt32BE(at);
		if (length === 0) return Buffer.concat(pieces);
		pieces.push(bytes.subarray(at + 4, at + 4 + length));
		at += 4 + length;
	}
	return null;
}
