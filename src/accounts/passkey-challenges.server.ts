import * as v from 'valibot';
import type { Database } from '#platform/database/database.server.ts';
import { hashOfToken, newToken } from '#platform/tokens.ts';
import type { Purpose } from './passkey.ts';

/** How long a person has to find their device and unlock it. In milliseconds. */
export const TIME_TO_ANSWER = 5 * 60_000;

/** Something new to sign: 32 bytes, base64url. */
export async function newChallenge(db: Database, purpose: Purpose, now: Date): Promise<string> {
	const challenge = newToken();
	await db.deleteFrom('passkey_challenges').where('expires_at', '<=', now.toISOString()).execute();
	await db
		.insertInto('passkey_challenges')
		.values({ hash: hashOfToken(challenge), purpose, expires_at: new Date(now.getTime() + TIME_TO_ANSWER).toISOString() })
		.execute();
	return challenge;
}

/** Uses a challenge up, whatever comes of the answer. Whether it was one for this purpose that nobody used yet. */
export async function useChallenge(db: Database, challenge: string, purpose: Purpose, now: Date): Promise<boolean> {
	const { numDeletedRows } = await db
		.deleteFrom('passkey_challenges')
		.where('hash', '=', hashOfToken(challenge))
		.where('purpose', '=', purpose)
		.where('expires_at', '>', now.toISOString())
		.executeTakeFirst();
	return numDeletedRows === 1n;
}

/** We never stand in a frame of another site, so an answer from within one is not ours. */
const CLIENT_DATA = v.pipe(
	v.string(),
	v.transform((text) => Buffer.from(text, 'base64url').toString()),
	v.parseJson(),
	v.object({ challenge: v.string(), crossOrigin: v.optional(v.literal(false)) }),
);

/** The challenge that a browser says it answers, or null when what it says is no answer. */
export function challengeIn(clientData: string): string | null {
	const result = v.safeParse(CLIENT_DATA, clientData);
	return result.success ? result.output.challenge : null;
}
