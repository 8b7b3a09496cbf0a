import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { ProviderProblem } from '#accounts/single-sign-on/discovering.server.ts';
import type { IdentityProvider } from '#accounts/single-sign-on/identity-provider.ts';
import { AWAY, depart, type Leaving } from '#accounts/single-sign-on/travelling.server.ts';
import { organisationOf } from '#organisations/organisations.server.ts';
import { siteOf } from './signing.server.ts';

const name = (origin: string) => (origin.startsWith('https:') ? '__Host-vertrek' : 'vertrek');
const shape = (origin: string) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: origin.startsWith('https:') });

/** Where somebody goes on to, for a link: browsers refuse to let a form of ours end elsewhere, and rightly. */
export interface Way {
	url: string;
	organisation: string;
}

/** Lets somebody leave for their provider; what they need to come back goes along in their browser. Null when it cannot be reached. */
export async function leave(
	event: RequestEvent,
	provider: IdentityProvider,
	leaving: Omit<Leaving, 'back' | 'language'>,
): Promise<Way | null> {
	const { house, speech } = event.locals;
	const { origin } = siteOf(event);
	const back = event.url.searchParams.get('terug') ?? '';
	try {
		const { url, kept } = await depart(
			house.keys,
			provider,
			{ ...leaving, back: back.length < 500 ? back : '', language: speech.language },
			origin,
		);
		event.cookies.set(name(origin), kept, { ...shape(origin), maxAge: AWAY });
		return { url, organisation: (await organisationOf(house.db, provider.organisation)).name };
	} catch (error) {
		if (!(error instanceof ProviderProblem)) throw error;
		tellOperator(provider, error);
		return null;
	}
}

/** What the browser left with; it is good for one return. */
export function takeDeparture(cookies: Cookies, origin: string): string | undefined {
	const kept = cookies.get(name(origin));
	cookies.delete(name(origin), shape(origin));
	return kept;
}

/** For who looks after the installation: a provider that changed its keys or its secret is theirs to mend. */
export function tellOperator({ organisation }: IdentityProvider, { message }: ProviderProblem): void {
	console.error(`Signing in through organisation ${organisation} failed: ${JSON.stringify(message)}`);
}
