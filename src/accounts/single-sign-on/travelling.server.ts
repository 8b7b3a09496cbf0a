import * as oidc from 'openid-client';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { discover, ProviderProblem } from './discovering.server.ts';
import { type Assertion, type IdentityProvider, returnPath } from './identity-provider.ts';
import { noteRefusedArrival } from './refusing.server.ts';

/** How long somebody may take at the provider, in seconds. */
export const AWAY = 600;
/** In seconds: how long ago the provider may have seen them at most, and how long when they are asked to prove themselves again. */
const SEEN_WITHIN = 12 * 3600;
const SEEN_AGAIN_WITHIN = 300;
const ONCE: Limit = { name: 'single sign-on', most: 1, within: AWAY };
const PURPOSE = 'single sign-on departure';

/** What the browser keeps, sealed, while somebody is at their provider. Who comes back without it did not leave from that browser. */
export interface Departure {
	organisation: string;
	state: string;
	nonce: string;
	/** Of PKCE: a code that was looked at on its way is worth nothing without it. */
	verifier: string;
	/** In seconds. */
	seenWithin: number;
	/** The account that links an identity to itself; null for who signs in. */
	linking: string | null;
	/** Where they go after it: what stands behind `terug`. */
	back: string;
	language: Language;
	until: string;
}

export interface Leaving {
	linking: string | null;
	back: string;
	language: Language;
	/** What the provider may fill in for them. */
	address: string | null;
	/** Whether they are signed in already, and must show their factors at the provider now. */
	isAgain: boolean;
}

/** Gets somebody ready to leave: the address at the provider, and what their browser keeps. Throws a `ProviderProblem`. */
export async function depart(
	keys: Keys,
	provider: IdentityProvider,
	{ address, isAgain, ...leaving }: Leaving,
	origin: string,
	now: Date = new Date(),
): Promise<{ url: string; kept: string }> {
	const configuration = await discover(provider, origin);
	const departure: Departure = {
		...leaving,
		organisation: provider.organisation,
		state: oidc.randomState(),
		nonce: oidc.randomNonce(),
		verifier: oidc.randomPKCECodeVerifier(),
		seenWithin: isAgain ? SEEN_AGAIN_WITHIN : SEEN_WITHIN,
		until: new Date(now.getTime() + AWAY * 1000).toISOString(),
	};
	const url = oidc.buildAuthorizationUrl(configuration, {
		redirect_uri: origin + returnPath(provider.organisation),
		scope: 'openid email',
		state: departure.state,
		nonce: departure.nonce,
		code_challenge: await oidc.calculatePKCECodeChallenge(departure.verifier),
		code_challenge_method: 'S256',
		max_age: String(departure.seenWithin),
		...(address === null ? {} : { login_hint: address }),
	});
	return { url: url.href, kept: keys.seal(PURPOSE, JSON.stringify(departure)) };
}

/** What this browser left with, or null: it did not leave for this organisation, stayed away too long, or its cookie is no work of ours. */
export function departureIn(keys: Keys, kept: string | undefined, organisation: string, now: Date = new Date()): Departure | null {
	if (!kept) return null;
	let departure: Departure;
	try {
		departure = JSON.parse(keys.unseal(PURPOSE, kept));
	} catch {
		// Whatever a stranger made up and sent.
		return null;
	}
	return departure.organisation === organisation && departure.until > now.toISOString() ? departure : null;
}

/** What an arrival has to fit. */
export type Expected = (departure: Departure) => oidc.AuthorizationCodeGrantChecks & { expectedNonce: string };

const asTheyLeft: Expected = ({ state, nonce, verifier, seenWithin }) => ({
	expectedState: state,
	expectedNonce: nonce,
	pkceCodeVerifier: verifier,
	maxAge: seenWithin,
	idTokenExpected: true,
});

/**
 * Takes in who comes back: hands the code over, once, and checks all of what the provider says of them. Throws a `ProviderProblem`
 * when anything does not fit; its message tells nothing of the person.
 */
export async function arrive(
	db: Database,
	keys: Keys,
	provider: IdentityProvider,
	departure: Departure,
	query: URLSearchParams,
	origin: string,
	expected: Expected = asTheyLeft,
	now: Date = new Date(),
): Promise<Assertion> {
	if (!(await spend(db, keys, ONCE, departure.state, now))) {
		noteRefusedArrival(provider.organisation, 'over');
		throw new ProviderProblem('They came back with this before.');
	}
	const configuration = await discover(provider, origin);
	// What the provider gave back is read by its query alone; the rest of the address is ours.
	const url = new URL(`${returnPath(provider.organisation)}?${query}`, origin);
	try {
		const tokens = await oidc.authorizationCodeGrant(configuration, url, expected(departure));
		const claims = tokens.claims();
		if (!claims) throw new ProviderProblem('There was no ID token.');
		const { email, email_verified } = await mailIn(configuration, tokens.access_token, claims);
		return {
			issuer: claims.iss,
			subject: claims.sub,
			address: typeof email === 'string' ? email : null,
			isVerified: email_verified === true,
			provenAt: vouchedAt(provider, claims, now),
		};
	} catch (error) {
		noteRefusedArrival(provider.organisation, 'mislukt');
		if (error instanceof ProviderProblem) throw error;
		throw new ProviderProblem(codeOf(error), { cause: error });
	}
}

/** Many providers tell of the mail address only to who asks for it apart. */
async function mailIn(
	configuration: oidc.Configuration,
	accessToken: string,
	claims: oidc.IDToken,
): Promise<Partial<oidc.UserInfoResponse>> {
	if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint) return claims as Partial<oidc.UserInfoResponse>;
	return oidc.fetchUserInfo(configuration, accessToken, claims.sub);
}

/** When both factors were shown there; a clock that runs ahead makes nobody fresher than now. */
function vouchedAt({ vouchers }: IdentityProvider, { acr, amr, auth_time }: oidc.IDToken, now: Date): Date | null {
	const told: unknown[] = [acr, ...(Array.isArray(amr) ? amr : [])];
	if (auth_time === undefined || !told.some((value) => typeof value === 'string' && vouchers.includes(value))) return null;
	return new Date(Math.min(auth_time * 1000, now.getTime()));
}

/** What went wrong in a word or two; the rest of an error of the library can hold what the provider knows of people. */
function codeOf(error: unknown): string {
	if (!(error instanceof Error)) return 'unknown';
	const code = 'error' in error ? error.error : 'code' in error ? error.code : '';
	return [error.name, error.message, code]
		.filter((part) => typeof part === 'string' && part !== '')
		.join(' ')
		.slice(0, 200);
}
