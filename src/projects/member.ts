import type { TokenHolder } from '#api-tokens/token-holder.ts';
import type { Language } from '#platform/languages.ts';
import { type MessageKey, speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';

/** What somebody is in one project. In another they may be something else, or nobody. */
export const ROLES = ['leader', 'core', 'member', 'subproject', 'reader'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, MessageKey> = {
	leader: 'projects.roleLeader',
	core: 'projects.roleCore',
	member: 'projects.roleMember',
	subproject: 'projects.roleSubproject',
	reader: 'projects.roleReader',
};

declare const proven: unique symbol;

/** The project as its members know it. */
export interface MembersProject {
	readonly id: string;
	readonly name: string;
	readonly organisation: string;
	/** Whether nothing is written in it any more: its work was ended, or a trial is over. */
	readonly isArchived: boolean;
	/** When the trial ended that makes it so, of the project or of this member; null where none did. */
	readonly trialOver: string | null;
}

/** Somebody in one project, now. Only `memberOf` makes one, so whoever holds one may know that the project exists. */
export interface Member {
	readonly [proven]: 'member';
	readonly account: string;
	readonly pseudonym: string;
	readonly name: string;
	readonly language: Language;
	readonly role: Role;
	/** The part of the project they are in, for who is in one part only. */
	readonly subproject: string | null;
	readonly project: MembersProject;
	/** An operator who opened the project from outside reads, and does nothing. */
	readonly isOpener: boolean;
	/** A program that came in with their token. */
	readonly isByToken: boolean;
}

/** What somebody is to a program with their token: never who leads, and in the core only where the token says so. */
export const roleByToken = (role: Role, { scopes }: TokenHolder): Role =>
	role !== 'leader' && role !== 'core' ? role : scopes.includes('core:read') ? 'core' : 'member';

/** Why a member may not change something, as they are told it. */
export function notAllowed({ project, language }: Member): Refusal {
	if (project.trialOver === null) return new Refusal('not-allowed', 'projects.notAllowed');
	const { say, day } = speechIn(language);
	return new Refusal('not-allowed', 'trials.readOnly', say('trials.overSince', { day: day(project.trialOver.slice(0, 10)) }));
}

const isAtWork = (member: Member): boolean => !member.project.isArchived && !member.isOpener;

/** Invites, removes, changes what people may. */
export const mayManageMembers = (member: Member): boolean => isAtWork(member) && member.role === 'leader';

export const mayArchive = (member: Member): boolean => isAtWork(member) && member.role === 'leader';

/** Who is in one part only does not see who sits in the others. */
export const maySeeMembers = (member: Member): boolean => member.role !== 'subproject';

/** Everybody may stop by themselves, also when the work is over. */
export const mayLeave = (member: Member): boolean => !member.isOpener && !member.isByToken;

/** Takes the whole project along, also when nothing is written in it any more. */
export const mayTakeAlong = (member: Member): boolean => member.role === 'leader';
