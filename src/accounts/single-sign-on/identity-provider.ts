import { domainOf, isMailAddress } from '#platform/letters/addresses.ts';
import type { MessageKey } from '#platform/messages.ts';

/** Where the people of one organisation can sign in with the organisation itself. */
export interface IdentityProvider {
	organisation: string;
	/** What it calls itself, to the letter; an address that begins with https. */
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** The mail domains whose addresses it may bring. */
	domains: string[];
	/** Values of `acr` and `amr` by which it vouches that both factors were shown. Without any, our own second step follows. */
	vouchers: string[];
}

/** What a provider says of who comes from it, after everything about the saying itself was checked. */
export interface Assertion {
	issuer: string;
	subject: string;
	address: string | null;
	/** Whether the provider knows that the address is theirs. */
	isVerified: boolean;
	/** When both factors were shown there, as far as it vouches for that; null when it does not. */
	provenAt: Date | null;
}

/** Where the provider sends people back to. Each organisation has its own, so that no provider can answer for another. */
export const returnPath = (organisation: string): string => `/inloggen/organisatie/${organisation}`;

export const mayBring = (provider: Pick<IdentityProvider, 'domains'>, address: string): boolean =>
	isMailAddress(address) && provider.domains.includes(domainOf(address));

/** Why somebody did not come in, as it stands in the address of the page that says so. */
export const REASONS = {
	over: 'accounts.providerOver',
	mislukt: 'accounts.providerFailed',
	onbekend: 'accounts.providerStranger',
	domein: 'accounts.providerDomain',
	'een-stap': 'accounts.providerOneStep',
	'te-vaak': 'accounts.tooMany',
	bezet: 'accounts.identityTaken',
} as const satisfies Record<string, MessageKey>;
export type Reason = keyof typeof REASONS;

export const isReason = (text: string | null): text is Reason => text !== null && Object.hasOwn(REASONS, text);
