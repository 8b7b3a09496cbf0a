import type { TokenHolder } from '#api-tokens/token-holder.ts';
import type { Language } from '#platform/languages.ts';
import { type MessageKey, speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';

/** What somebody is in one project. In another they may be something else, or nobody. */
export const ROLES = ['leader', 'admin', 'core', 'member', 'subproject', 'reader'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, MessageKey> = {
	leader: 'projects.roleLeader',
	admin: 'projects.roleAdmin',
	core: 'projects.roleCore',
	member: 'projects.roleMember',
	subproject: 'projects.roleSubproject',
	reader: 'projects.roleReader',
};

export const ROLE_MEANINGS: Record<Exclude<Role, 'leader'>, MessageKey> = {
	admin: 'projects.roleAdminMeans',
	core: 'projects.roleCoreMeans',
	member: 'projects.roleMemberMeans',
	subproject: 'projects.roleSubprojectMeans',
	reader: 'projects.roleReaderMeans',
};

declare const proven: unique symbol;

/** The project as its members know it. */
export interface MembersProject {
	readonly id: string;
	readonly name: string;
	readonly organisation: string;
	/** The edition of the method it stands on; null is the newest released. */
	readonly edition: string | null;
	/** Whether nothing is written in it any more: its work was ended, or a trial is over. */
	readonly isArchived: boolean;
	/** When its work was ended by a leader. */
	readonly closedAt: string | null;
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

/** Whether what is for the core is for this role. */
export const isOfCore = (role: Role): boolean => role === 'leader' || role === 'admin' || role === 'core';

/** What somebody is to a program with their token: never who leads, and in the core only where the token says so. */
export const roleByToken = (role: Role, { scopes }: TokenHolder): Role =>
	!isOfCore(role) ? role : scopes.includes('core:read') ? 'core' : 'member';

/** Why a member may not change something, as they are told it. */
export function notAllowed({ project, language }: Member): Refusal {
	if (project.trialOver === null) return new Refusal('not-allowed', 'projects.notAllowed');
	const { say, day } = speechIn(language);
	return new Refusal('not-allowed', 'trials.readOnly', say('trials.overSince', { day: day(project.trialOver.slice(0, 10)) }));
}

const isAtWork = (member: Member): boolean => !member.project.isArchived && !member.isOpener;

/** Leads the work, alone or beside the leader: what stands where, and who takes part. */
export const mayAdminister = (member: Member): boolean => isAtWork(member) && (member.role === 'leader' || member.role === 'admin');

/** Invites, removes, changes what people may. */
export const mayManageMembers = mayAdminister;

/** Who leads is decided by who leads: an admin neither makes a leader nor takes one away. */
export const mayDecideOn = (member: Member, role: Role): boolean =>
	mayManageMembers(member) && (role !== 'leader' || member.role === 'leader');

/** The roles this member can give. */
export const rolesToGive = (member: Member): Role[] => ROLES.filter((role) => mayDecideOn(member, role));

export const mayHandOver = (member: Member): boolean => isAtWork(member) && member.role === 'leader';

/** Says anew what neighbourhood it is, on which edition, until when. */
export const mayChangeFacts = (member: Member): boolean => isAtWork(member) && member.role === 'leader';

export const mayArchive = (member: Member): boolean => isAtWork(member) && member.role === 'leader';

/** Takes the work up again that was ended here; not what a trial ended. */
export const mayReopen = (member: Member): boolean =>
	member.role === 'leader' && !member.isOpener && member.project.closedAt !== null && member.project.trialOver === null;

/** Sees the settings: who can change something there now. */
export const maySeeSettings = (member: Member): boolean => mayChangeFacts(member) || mayReopen(member);

/** Who is in one part only does not see who sits in the others. */
export const maySeeMembers = (member: Member): boolean => member.role !== 'subproject';

/** Everybody may stop by themselves, also when the work is over. */
export const mayLeave = (member: Member): boolean => !member.isOpener && !member.isByToken;

/** Takes the whole project along, also when nothing is written in it any more. */
export const mayTakeAlong = (member: Member): boolean => member.role === 'leader';
