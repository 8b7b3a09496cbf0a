import { BlockList, isIP } from 'node:net';
import type { CustomFetch } from 'openid-client';

/** In bytes; a discovery document is a few thousand. */
const LONGEST_ANSWER = 256 * 1024;
/** In milliseconds, the answer included. */
const WITHIN = 5_000;

const HERE = new BlockList();
HERE.addSubnet('127.0.0.0', 8, 'ipv4');
HERE.addSubnet('0.0.0.0', 8, 'ipv4');
HERE.addAddress('::1', 'ipv6');
HERE.addAddress('::', 'ipv6');

/**
 * Whether this server may ask something there. Only over a safe connection and never of the machine itself, which may trust what
 * comes from itself; unless we stand on loopback ourselves, as on somebody's own machine or in a test.
 */
export function mayAsk(address: URL, origin: string): boolean {
	if (address.username || address.password) return false;
	if (isHere(address)) return isHere(new URL(origin)) && /^https?:$/.test(address.protocol);
	return address.protocol === 'https:';
}

function isHere({ hostname }: URL): boolean {
	const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
	const family = isIP(name);
	return family === 0 ? /(^|\.)localhost$/.test(name) : HERE.check(name, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * How we ask a provider. This is the one place where the server fetches an address that somebody typed, or that stands in what was
 * fetched there; so only the operator may type one, each address has to pass `mayAsk`, a redirect is not followed, and what is
 * slow or long is cut off. Answers are read by the library that checks them, never shown.
 */
export const askFrom =
	(origin: string): CustomFetch =>
	async (address, options) => {
		if (!mayAsk(new URL(address), origin)) throw new Error('This address may not be asked: it is not https, or it is this machine itself.');
		const signals = [AbortSignal.timeout(WITHIN), ...(options.signal ? [options.signal] : [])];
		const { body, ...rest } = options;
		const answer = await fetch(address, {
			...rest,
			body: (body ?? null) as BodyInit | null,
			redirect: 'manual',
			signal: AbortSignal.any(signals),
		});
		const bytes = await shortBody(answer);
		return new Response(bytes.length > 0 ? bytes : null, { status: answer.status, headers: answer.headers });
	};

async function shortBody(answer: Response): Promise<Buffer<ArrayBuffer>> {
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of answer.body ?? []) {
		size += part.length;
		// Leaving the loop ends the connection too.
		if (size > LONGEST_ANSWER) throw new Error('The answer was too long.');
		parts.push(part);
	}
	return Buffer.concat(parts);
}
