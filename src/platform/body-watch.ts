import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a body may be on its way. */
export interface Patience {
	/** After so many milliseconds it has to be whole or, where that may take longer, to have come nearer. */
	within: number;
	/** By how many bytes each time; null where it has to be whole. */
	nearer: number | null;
}

/** Breaks off with who sends a body too slowly, or goes on sending after the answer is out. */
export function watchBody(req: IncomingMessage, res: ServerResponse, { within, nearer }: Patience): void {
	if (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined) return;
	const { socket } = req;
	let seen = socket.bytesRead;
	const timer = setInterval(() => {
		if (req.complete || socket.destroyed) return clearInterval(timer);
		const came = socket.bytesRead - seen;
		seen = socket.bytesRead;
		if (nearer !== null && came >= nearer && !res.writableEnded) return;
		clearInterval(timer);
		if (!res.headersSent) res.writeHead(408, { connection: 'close' }).end();
		socket.destroySoon();
	}, within).unref();
	req.once('close', () => clearInterval(timer));
}
