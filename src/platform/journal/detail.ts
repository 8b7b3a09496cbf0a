import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { Keys } from '../keys/keys.server.ts';
import { canonical } from './chaining.ts';

const KEY_BYTES = 32;

/** What was there before and after; anything that JSON can say. */
export interface Change {
	before?: unknown;
	after?: unknown;
}

/**
 * What is kept beside an entry. The entry holds a commitment to it, made with a random key that is sealed along: with both
 * destroyed the chain still holds, and nothing can be guessed back from it.
 */
export type Detail = ({ state: 'kept' } & Change) | { state: 'destroyed' } | { state: 'spoilt' };

export function sealDetail(
	keys: Keys,
	chain: string,
	seq: number,
	{ before, after }: Change,
	key: string = randomBytes(KEY_BYTES).toString('base64'),
): { commit: string; sealed: string } {
	const content = canonical({ before, after });
	return { commit: commitTo(key, content), sealed: keys.seal(purposeOf(chain, seq), `${key}\n${content}`) };
}

/** Spoilt is what was changed, moved from another entry, or sealed with other keys. */
export function openDetail(keys: Keys, chain: string, seq: number, commit: string, sealed: string | null): Detail {
	if (sealed === null) return { state: 'destroyed' };
	const text = opened(keys, purposeOf(chain, seq), sealed);
	const [key = ''] = text.split('\n', 1);
	const content = text.slice(key.length + 1);
	return commitTo(key, content) === commit ? { state: 'kept', ...(JSON.parse(content) as Change) } : { state: 'spoilt' };
}

/** The key that commits an entry to its detail, for who takes both along. */
export const openKeyOfDetail = (keys: Keys, chain: string, seq: number, sealed: string): string =>
	opened(keys, purposeOf(chain, seq), sealed).split('\n', 1)[0] ?? '';

/** The text, or nothing when it cannot be opened: no commitment fits that. */
function opened(keys: Keys, purpose: string, sealed: string): string {
	// The same bytes can be written in base64 in several ways. Only ours counts, or a changed character could go unseen.
	if (Buffer.from(sealed, 'base64url').toString('base64url') !== sealed) return '';
	try {
		return keys.unseal(purpose, sealed);
	} catch {
		return '';
	}
}

const purposeOf = (chain: string, seq: number): string => `journal ${chain} ${seq}`;

/** Made a key object first: Node takes five times as long for the bare bytes of a key. */
const commitTo = (key: string, content: string): string =>
	createHmac('sha256', createSecretKey(key, 'base64')).update(content).digest('base64');
