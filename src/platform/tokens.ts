import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, for an address or a cookie. Only its hash is kept, so who reads the database cannot use it. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 suffices for what nobody can guess. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** A UUIDv7: its order is that of time. */
export function newId(now: Date = new Date()): string {
	const bytes = randomBytes(16);
	bytes.writeUIntBE(now.getTime(), 0, 6);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
