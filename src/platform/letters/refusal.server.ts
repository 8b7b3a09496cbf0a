import type { Keys } from '../keys/keys.server.ts';
import type { Language } from '../languages.ts';
import { speechIn } from '../messages.ts';
import { isRefusable } from './kinds.ts';

/** Who refuses which kind of letters by mail. */
export interface Refusing {
	account: string;
	kind: string;
}

const PURPOSE = 'refusal of letters';

/**
 * Where somebody refuses letters of a kind without signing in, or null for a letter that cannot be refused. The address is sealed, so
 * that nobody can make one for another; it holds for as long as the mail it stands in is kept, as RFC 8058 wants it.
 */
export function refusalAddress(
	keys: Keys,
	origin: string,
	{ account, kind, language }: { account: string | null; kind: string; language: Language },
): string | null {
	if (account === null || !isRefusable(kind)) return null;
	return origin + speechIn(language).href(`/afmelden/${keys.seal(PURPOSE, JSON.stringify([account, kind]))}`);
}

/** What the last part of such an address says, or null when it is no work of ours. */
export function refusalIn(keys: Keys, token: string): Refusing | null {
	try {
		const [account, kind] = JSON.parse(keys.unseal(PURPOSE, token));
		return { account, kind };
	} catch {
		// Whatever a stranger made up.
		return null;
	}
}
