import * as v from 'valibot';
import { line } from '#platform/forms.ts';

/** The site as passkeys know it: its host, which they are bound to, and the whole address that an answer has to come from. */
export interface Site {
	host: string;
	origin: string;
}

export const siteAt = (origin: string): Site => ({ host: new URL(origin).hostname, origin });

/** What one challenge is good for. Who is signed in gets theirs for this sign-in only. */
export type Purpose = 'sign-in' | `${'add' | 'prove'} ${string}`;

/** A copied key shows when its count does not go up. Devices that do not count always say 0. */
export const goesBack = (before: number, now: number): boolean => (before > 0 || now > 0) && now <= before;

const bytes = (longest: number) => v.pipe(v.string(), v.maxLength(longest), v.regex(/^[\w-]+$/));
const credential = { id: bytes(1500), rawId: bytes(1500), type: v.literal('public-key') };

/** A name that people recognise it by. */
export const NAMED = v.object({ naam: line('accounts.passkeyNameMissing', 60) });

/** What a device says of a new passkey. */
export const MADE = v.object({ ...credential, response: v.object({ clientDataJSON: bytes(4000), attestationObject: bytes(30_000) }) });
export type Made = v.InferOutput<typeof MADE>;

/** What a device answers to a challenge. It names the account itself, for nobody typed one. */
export const ANSWER = v.object({
	...credential,
	response: v.object({
		clientDataJSON: bytes(4000),
		authenticatorData: bytes(4000),
		signature: bytes(4000),
		userHandle: bytes(100),
	}),
});
export type Answer = v.InferOutput<typeof ANSWER>;
