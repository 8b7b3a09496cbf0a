import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const PREFIX = 'wijk_';
const SHAPE = /^wijk_([0-9a-f]{64})([0-9a-f]{8})$/;

const checksumOf = (secret: string): string => crc32(secret).toString(16).padStart(8, '0');

/** 256 random bits behind a prefix, with a checksum: a program that looks for leaked secrets finds it, and errs seldom. */
export function newApiToken(): string {
	const secret = randomBytes(32).toString('hex');
	return PREFIX + secret + checksumOf(secret);
}

/** Whether it could be a token of ours; without asking the database. */
export function isApiToken(text: string): boolean {
	const [, secret, checksum] = SHAPE.exec(text) ?? [];
	return secret !== undefined && checksumOf(secret) === checksum;
}
