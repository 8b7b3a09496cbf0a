import { type Member, mayAdminister } from '#projects/member.ts';
import { mayAddStakeholder } from '../stakeholder.ts';

/** How long a link can be open, in days. */
export const DAYS = ['7', '14', '28'] as const;
export const USUAL_DAYS = '14';

/** How many parties can be named at one link; then it is used up. */
export const MOST_NAMED = 300;

/** How many parties one form asks for. */
export const PARTIES_ASKED = 3;

/** An address that was handed out. Its secret is not known any more. Times are ISO-8601 in UTC. */
export interface Link {
	id: string;
	question: string;
	maker: string | null;
	/** Empty for somebody who was erased. */
	makerName: string;
	madeAt: string;
	openUntil: string;
	isOpen: boolean;
	/** How many parties were named at it. */
	named: number;
}

declare const proven: unique symbol;

/** A link that is open now, as a colleague without an account comes to it. Only `openedAt` makes one; nothing more of the project is in it. */
export interface OpenLink {
	readonly [proven]: 'open link';
	readonly id: string;
	readonly project: { readonly id: string; readonly name: string; readonly edition: string | null };
	readonly question: string;
	/** Empty when they were erased since. */
	readonly makerName: string;
	readonly openUntil: string;
}

/** Asks colleagues, and does something with what they name. */
export const mayAskColleagues = (member: Member): boolean => mayAddStakeholder(member, 'internal');

/** Who handed it out, and who leads the work when they are not there. */
export const mayEndLink = (member: Member, { maker }: Pick<Link, 'maker'>): boolean =>
	mayAskColleagues(member) && (maker === member.account || mayAdminister(member));
