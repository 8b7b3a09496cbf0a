import type { Keys } from '#platform/keys/keys.server.ts';
import { isLocked, type Level } from '#projects/level.ts';

/** What tells of the content of a version, and so is locked along with it. */
export interface Told {
	name: string;
	/** SHA-256, in hexadecimal. */
	hash: string;
}

export function lockTold(own: Keys, level: Level, version: string, told: Told): string {
	const text = JSON.stringify(told);
	return isLocked(level) ? own.seal(`version ${version}`, text) : text;
}

export const openTold = (own: Keys, level: Level, version: string, kept: string): Told =>
	JSON.parse(isLocked(level) ? own.unseal(`version ${version}`, kept) : kept);

const purposeOf = (version: string, page: number) => `text ${version} ${page}`;

export const lockText = (own: Keys, level: Level, version: string, page: number, text: string): string =>
	isLocked(level) ? own.seal(purposeOf(version, page), text) : text;

export const openText = (own: Keys, level: Level, version: string, page: number, kept: string): string =>
	isLocked(level) ? own.unseal(purposeOf(version, page), kept) : kept;
