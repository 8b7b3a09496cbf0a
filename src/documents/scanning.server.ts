import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** How long the scanner may be silent, in milliseconds. */
const PATIENCE = 20_000;
const LONGEST_ANSWER = 4_096;

/** What the scanner says: nothing found, something found, or that it could not look. When it is away, that is `pending`, and never fine. */
export type Finding = 'clean' | 'infected' | 'error' | 'pending';

export interface Scanner {
	scan(open: () => Promise<Readable>): Promise<Finding>;
}

export interface ScannerPlace {
	host: string;
	port: number;
}

/** clamd, over its INSTREAM: pieces with their length before them, and an empty one at the end. */
export const clamd = ({ host, port }: ScannerPlace, patience: number = PATIENCE): Scanner => ({
	async scan(open) {
		const socket = connect({ host, port });
		try {
			return await asked(socket, open, patience);
		} catch {
			return 'pending';
		} finally {
			socket.destroy();
		}
	},
});

async function asked(socket: Socket, open: () => Promise<Readable>, patience: number): Promise<Finding> {
	socket.setTimeout(patience, () => socket.destroy(new Error('The scanner is silent.')));
	const answer = answerOf(socket);
	answer.catch(() => {});
	await new Promise<void>((resolve, reject) => socket.once('connect', () => resolve()).once('error', reject));
	const sending = send(socket, await open());
	// It may have seen enough before the end of it.
	await Promise.race([sending.catch(() => answer), answer]);
	return meaningOf(await answer);
}

async function send(socket: Socket, bytes: Readable): Promise<void> {
	const put = (piece: Uint8Array | string) =>
		new Promise<void>((resolve, reject) => socket.write(piece, (error) => (error ? reject(error) : resolve())));
	await put('zINSTREAM\0');
	for await (const piece of bytes as AsyncIterable<Buffer>) {
		const length = Buffer.alloc(4);
		length.writeUInt32BE(piece.length);
		await put(Buffer.concat([length, piece]));
	}
	await put(Buffer.alloc(4));
}

async function answerOf(socket: Socket): Promise<string> {
	let said = '';
	for await (const piece of socket) {
		said += piece;
		if (said.includes('\0') || said.length > LONGEST_ANSWER) break;
	}
	return said.split('\0')[0] ?? '';
}

function meaningOf(answer: string): Finding {
	if (/^stream: OK$/.test(answer)) return 'clean';
	if (/ FOUND$/.test(answer)) return 'infected';
	return answer === '' ? 'pending' : 'error';
}
