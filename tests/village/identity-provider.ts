import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Provider from 'oidc-provider';

/** Somebody as their organisation knows them. */
export interface Employee {
	email: string;
	email_verified: boolean;
	/** How they showed who they are there. */
	amr: string[];
}

/** A real identity provider on this machine, which can be told to speak untruth. */
export interface ProviderOfTheVillage {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** By the name that the provider knows them by. */
	employees: Map<string, Employee>;
	/** What it signs with. */
	key: KeyObject;
	/** What becomes of each ID token on its way out. */
	tamper: (idToken: string) => string;
	close(): Promise<void>;
}

const CLIENT = { clientId: 'wijkspoor', clientSecret: 'een geheim tussen twee: %&+/=' };

/** `returnTo` is where it may send people back to. The mail address is told in the token or, as the standard has it, only to who asks apart. */
export async function openIdentityProvider(returnTo: string, { mailInToken = true } = {}): Promise<ProviderOfTheVillage> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
	const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const village: ProviderOfTheVillage = {
		issuer,
		...CLIENT,
		employees: new Map(),
		key,
		tamper: (idToken) => idToken,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	const provider = new Provider(issuer, configuration(village, returnTo, mailInToken));
	provider.use(async (ctx, next) => {
		await next();
		if (ctx.path === '/token' && typeof ctx.body?.id_token === 'string') ctx.body.id_token = village.tamper(ctx.body.id_token);
	});
	const answer = provider.callback();
	server.on('request', (req, res) => (req.url?.startsWith('/wie/') ? ask(provider, village, req, res) : answer(req, res)));
	return village;

	function configuration({ employees }: ProviderOfTheVillage, redirectUri: string, inToken: boolean) {
		return {
			clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] }],
			jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'dorp', alg: 'RS256', use: 'sig' }] },
			cookies: { keys: ['koekjes van het dorp'] },
			claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], auth_time: null, iss: null },
			conformIdTokenClaims: !inToken,
			features: { devInteractions: { enabled: false } },
			interactions: { url: (_: unknown, { uid }: { uid: string }) => `/wie/${uid}` },
			pkce: { required: () => true },
			ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
			findAccount: (_: unknown, accountId: string) => {
				const employee = employees.get(accountId);
				if (!employee) return undefined;
				const { amr: __, ...mail } = employee;
				return { accountId, claims: async () => ({ sub: accountId, ...mail }) };
			},
			// Colleagues need not be asked whether their own organisation may say who they are.
			loadExistingGrant: async ({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
				const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
				grant.addOIDCScope('openid email');
				await grant.save();
				return grant;
			},
		};
	}
}

/** The page on which the provider asks who they are. It takes everybody's word for it. */
async function ask(provider: Provider, { employees }: ProviderOfTheVillage, req: IncomingMessage, res: ServerResponse): Promise<void> {
	if (req.method !== 'POST') {
		res.setHeader('content-type', 'text/html; charset=utf-8');
		res.end(
			'<!doctype html><html lang="nl"><title>Zonnedam</title><h1>Wie ben je?</h1><form method="post"><label>Naam <input name="wie"></label> <button>Dat ben ik</button></form></html>',
		);
		return;
	}
	const accountId = new URLSearchParams(await text(req)).get('wie') ?? '';
	await provider.interactionFinished(req, res, { login: { accountId, amr: employees.get(accountId)?.amr } });
}

/** Walks through the provider as a browser would, and gives the address at which it sends somebody back. */
export async function walkThrough(url: string, who: string, home: string): Promise<URL> {
	const jar = new Map<string, string>();
	let next = url;
	for (let step = 0; step < 10; step++) {
		const isAsked = new URL(next).pathname.startsWith('/wie/');
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const answer = await fetch(next, {
			redirect: 'manual',
			headers: { cookie },
			...(isAsked ? { method: 'POST', body: new URLSearchParams({ wie: who }) } : {}),
		});
		for (const set of answer.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
			jar.set(name, value);
		}
		const location = answer.headers.get('location');
		if (!location) throw new Error(`The provider answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
		next = new URL(location, next).href;
		if (next.startsWith(home)) return new URL(next);
	}
	throw new Error('The provider sends people round and round.');
}

/** An ID token with something else in it, sealed again with a key, or with none. */
export function forged(
	idToken: string,
	{ claims = {}, header = {}, key }: { claims?: Record<string, unknown>; header?: Record<string, unknown>; key: KeyObject | null },
): string {
	const [head = '', body = ''] = idToken.split('.');
	const read = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString());
	const written = (part: Record<string, unknown>) => Buffer.from(JSON.stringify(part)).toString('base64url');
	const signed = `${written({ ...read(head), ...header })}.${written({ ...read(body), ...claims })}`;
	return `${signed}.${key ? sign('sha256', Buffer.from(signed), key).toString('base64url') : ''}`;
}
