import type { MessageKey } from '#platform/messages.ts';

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

/** Somebody in one project, now. Only `memberOf` makes one, so whoever holds one may know that the project exists. */
export interface Member {
	readonly [proven]: 'member';
	readonly account: string;
	readonly pseudonym: string;
	readonly name: string;
	readonly role: Role;
	/** The part of the project they are in, for who is in one part only. */
	readonly subproject: string | null;
	readonly project: { readonly id: string; readonly name: string; readonly organisation: string; readonly isArchived: boolean };
	/** An operator who opened the project from outside reads, and does nothing. */
	readonly isOpener: boolean;
}

const isAtWork = (member: Member): boolean => !member.project.isArchived && !member.isOpener;

/** Invites, removes, changes what people may. */
export const mayManageMembers = (member: Member): boolean => isAtWork(member) && member.role === 'leader';

export const mayArchive = (member: Member): boolean => isAtWork(member) && member.role === 'leader';

/** Who is in one part only does not see who sits in the others. */
export const maySeeMembers = (member: Member): boolean => member.role !== 'subproject';

export const mayReadJournal = (member: Member): boolean => member.role !== 'subproject';
