import type { IncomingMessage } from 'node:http';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may change something: only one that a page of ours sent. Browsers say so in `Sec-Fetch-Site`; older ones at least
 * say their origin; who says neither is no browser and has no business with our forms.
 */
export function mayChange(req: IncomingMessage, origin: string): boolean {
	if (SAFE.has(req.method ?? 'GET')) return true;
	const site = req.headers['sec-fetch-site'];
	if (site !== undefined) return site === 'same-origin' || site === 'none';
	return req.headers.origin === origin;
}
