import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Answer {
	headers: IncomingHttpHeaders;
	bytes: Buffer;
	/** From the question to the last byte, in milliseconds. */
	ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Asks one page as a browser would and keeps the bytes as they came; anything but the page is a mistake in the measurement. */
export async function ask(url: string, encoding: 'br' | 'identity' = 'br'): Promise<Answer> {
	const from = performance.now();
	const { promise, resolve, reject } = Promise.withResolvers<Answer>();
	get(url, { agent, headers: { 'accept-encoding': encoding } }, (response) => {
		if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`));
		buffer(response).then((bytes) => resolve({ headers: response.headers, bytes, ms: performance.now() - from }), reject);
	}).once('error', reject);
	return promise;
}
