import type { OrganisationKind } from '#organisations/organisation.ts';
import type { Language } from '#platform/languages.ts';
import type { Role } from './member.ts';

/** In days. */
export const INVITED_FOR = 7;
/** How many people are invited in one go. */
export const MOST_AT_ONCE = 30;

/** As what somebody can be asked to take part. Nobody becomes a leader by a letter: that takes an account in the organisation that leads. */
export const INVITED_ROLES = ['admin', 'core', 'member', 'subproject', 'reader'] as const satisfies Role[];

export interface Asked {
	role: (typeof INVITED_ROLES)[number];
	subproject: string | null;
	/** Whom those belong to who have no account yet. */
	organisation: { name: string; kind: OrganisationKind };
}

/** What became of asking one address. */
export interface Outcome {
	address: string;
	became: 'invited' | 'is-member' | 'too-often';
}

/** An invitation as who manages the members sees it. */
export interface SentInvitation {
	id: string;
	address: string;
	role: Role;
	/** The name of the part, for who is asked for one part only. */
	part: string | null;
	/** Empty for somebody who was erased. */
	inviter: string;
	expiresAt: string;
	state: 'open' | 'over' | 'declined';
	letter: string;
}

/** An invitation as who got it sees it. */
export interface GotInvitation {
	id: string;
	project: string;
	/** Who leads the project. */
	organisation: string;
	inviter: string;
	role: Role;
	part: string | null;
	address: string;
	addressKey: string;
	language: Language;
	/** Whom they would belong to, without an account. */
	belongsTo: string;
	/** Whether somebody has an account at this address already. */
	hasAccount: boolean;
	isDeclined: boolean;
	/** Whether it can still be accepted. */
	isOpen: boolean;
	isInformed: boolean;
}
