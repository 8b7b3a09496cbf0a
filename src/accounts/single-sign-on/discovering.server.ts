import { LRUCache } from 'lru-cache';
import * as oidc from 'openid-client';
import { askFrom, mayAsk } from './asking.server.ts';
import type { IdentityProvider } from './identity-provider.ts';

type Known = Pick<IdentityProvider, 'issuer' | 'clientId' | 'clientSecret'>;

/** What was discovered is asked again after a quarter of an hour, in milliseconds. Keys that are new in between are fetched when they are met. */
const known = new LRUCache<string, oidc.Configuration>({ max: 200, ttl: 15 * 60_000 });

/** A provider that cannot be reached, or is not what was typed. Its message is for the operator, in English. */
export class ProviderProblem extends Error {}

/** How to talk to a provider, by its own discovery document. Throws a `ProviderProblem` when that is not to be had. */
export async function discover(provider: Known, origin: string, { anew = false } = {}): Promise<oidc.Configuration> {
	const key = JSON.stringify([origin, provider.issuer, provider.clientId, provider.clientSecret]);
	const kept = anew ? undefined : known.get(key);
	if (kept) return kept;
	try {
		const found = await ask(provider, origin);
		known.set(key, found);
		return found;
	} catch (error) {
		if (error instanceof ProviderProblem) throw error;
		throw new ProviderProblem(inOneLine(error), { cause: error });
	}
}

async function ask({ issuer, clientId, clientSecret }: Known, origin: string): Promise<oidc.Configuration> {
	const found = await oidc.discovery(new URL(issuer), clientId, clientSecret, authenticate(clientSecret), {
		[oidc.customFetch]: askFrom(origin),
		// The library would take only the token's word for it that it came from the provider: its connection was safe. We look at the seal.
		execute: [oidc.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [])],
	});
	const told = found.serverMetadata();
	// Some providers answer for many organisations at once, under a name with a gap in it; we know each by its own.
	if (told.issuer !== issuer) throw new ProviderProblem(`It calls itself ${told.issuer}.`);
	if (!told.authorization_endpoint || !told.token_endpoint || !told.jwks_uri)
		throw new ProviderProblem('It does not say where people sign in, or where its keys are.');
	// People follow a link there, so it must not be something that runs.
	if (!mayAsk(new URL(told.authorization_endpoint), origin))
		throw new ProviderProblem('It has people sign in over a connection that is not safe.');
	return found;
}

/** As the provider wants to hear the secret; what it does not say is the way of the standard. */
const authenticate =
	(secret: string): oidc.ClientAuth =>
	(server, client, body, headers) => {
		const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
		const way = ways.includes('client_secret_basic') ? oidc.ClientSecretBasic : oidc.ClientSecretPost;
		way(secret)(server, client, body, headers);
	};

/** Without what the provider answered: that can hold what it knows of people. */
function inOneLine(error: unknown): string {
	if (!(error instanceof Error)) return 'It gave no answer.';
	const cause = error.cause instanceof Error ? error.cause : null;
	return [error.message, cause?.message].filter(Boolean).join(': ').replace(/\s+/g, ' ').slice(0, 300);
}
