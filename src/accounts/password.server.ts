import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { MessageKey } from '#platform/messages.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './account.ts';

const derive = promisify(argon2);

/** OWASP's floor for Argon2id: memory in KiB, passes, lanes. Raise them here; older hashes are made anew at the next sign-in. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const SALT_BYTES = 16;

export async function hashPassword(password: string): Promise<string> {
	const nonce = randomBytes(SALT_BYTES);
	const tag = await derive('argon2id', { message: password, nonce, ...COST, tagLength: TAG_BYTES });
	return written(nonce, tag);
}

const written = (nonce: Buffer, tag: Buffer): string =>
	`$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${unpadded(nonce)}$${unpadded(tag)}`;

/** What no password gives: who has no account waits as long as who has one. */
const nobodys = () => written(randomBytes(SALT_BYTES), randomBytes(TAG_BYTES));

/** Whether this is the password. Takes as long when there is none to compare with. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
	const { cost, nonce, tag } = parts(hash ?? nobodys());
	const found = await derive('argon2id', { message: password, nonce, ...cost, tagLength: tag.length });
	return timingSafeEqual(found, tag) && hash !== null;
}

/** Whether the hash was made at a lower cost than we ask now. */
export function isWeaklyHashed(hash: string): boolean {
	const { cost } = parts(hash);
	return cost.memory !== COST.memory || cost.passes !== COST.passes || cost.parallelism !== COST.parallelism;
}

function parts(hash: string) {
	const [, , , cost = '', nonce = '', tag = ''] = hash.split('$');
	const of = (name: string) => Number(new RegExp(`(?:^|,)${name}=(\\d+)`).exec(cost)?.[1]);
	return {
		cost: { memory: of('m'), passes: of('t'), parallelism: of('p') },
		nonce: Buffer.from(nonce, 'base64'),
		tag: Buffer.from(tag, 'base64'),
	};
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** Fewer guesses than this and a patient stranger gets in: one in ten thousand million. */
const FEWEST_GUESSES = 1e10;

/**
 * Why a password will not do, or null. Nothing is asked of its letters, figures or signs; it must only be hard to guess for who
 * knows what leaks, and what this person and this installation are called.
 */
export async function weaknessOf(password: string, known: string[]): Promise<MessageKey | null> {
	if ([...password].length < SHORTEST_PASSWORD) return 'accounts.passwordShort';
	if ([...password].length > LONGEST_PASSWORD) return 'accounts.passwordLong';
	const { guesses } = (await estimator()).check(password, known.flatMap(wordsIn));
	return guesses < FEWEST_GUESSES ? 'accounts.passwordGuessable' : null;
}

const wordsIn = (text: string) => [text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2);

/** Read when a password is first chosen: the list of what leaked is large. */
async function estimator() {
	const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
		import('@zxcvbn-ts/core'),
		import('@zxcvbn-ts/language-common'),
	]);
	return new ZxcvbnFactory({
		graphs: adjacencyGraphs,
		dictionary: { ...dictionary, field: ['wijkspoor', 'wachtwoord', 'gemeente', 'aardgasvrij', 'warmtenet', 'projectleider', 'beheerder'] },
	});
}
