import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What the first entry is linked to: 32 zero bytes. Hashes are written in base64 everywhere. */
export const START = Buffer.alloc(32).toString('base64');

/** One way to write the same JSON (RFC 8785). Keys that are undefined are left out. */
export function canonical(value: unknown): string {
	const text = canonicalize(value);
	if (text === undefined) throw new TypeError('This cannot be written as JSON.');
	return text;
}

/**
 * The body is hashed by itself first, so that an export can withhold an entry and give only this hash in its place. The
 * first byte differs from that of a link, so that neither can pass for the other.
 */
export const hashOfBody = (body: string): string => sha256(Buffer.of(0), Buffer.from(body));

/** How an entry hangs on the one before. */
export type Link = (previous: string, bodyHash: string) => string;
export const link: Link = (previous, bodyHash) => sha256(Buffer.of(1), Buffer.from(previous, 'base64'), Buffer.from(bodyHash, 'base64'));

const sha256 = (...parts: Buffer[]): string => createHash('sha256').update(Buffer.concat(parts)).digest('base64');
