import type { IncomingMessage } from 'node:http';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Written so narrowly that no other address can be spelled this way. */
const FOR_PROGRAMS = /^\/api\/v1\/[\w/-]+$/;

/**
 * Where mail programs refuse letters for their reader by one press (RFC 8058). They are no browser and say neither where they come from nor
 * who they are; the sealed end of the address is all there is, and all that counts.
 */
export const isOneClick = (req: IncomingMessage): boolean => req.method === 'POST' && /^(\/en)?\/afmelden\/[\w-]+$/.test(req.url ?? '');

/**
 * Whether a request may change something: only one that a page of ours sent. Browsers say so in `Sec-Fetch-Site`; older ones at least
 * say their origin; who says neither is no browser and has no business with our forms. Where programs come with a token of their own, no
 * cookie is a way in, so there is nothing that a browser could be made to do.
 */
export function mayChange(req: IncomingMessage, origin: string): boolean {
	if (SAFE.has(req.method ?? 'GET')) return true;
	if (FOR_PROGRAMS.test(req.url ?? '')) return true;
	const site = req.headers['sec-fetch-site'];
	if (site !== undefined) return site === 'same-origin' || site === 'none';
	return req.headers.origin === origin;
}
