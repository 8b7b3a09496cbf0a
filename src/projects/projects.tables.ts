import type { Generated } from 'kysely';

/** The work in one neighbourhood. */
export interface ProjectTable {
	id: string;
	/** The municipality that leads it. */
	organisation: string;
	name: string;
	/** What locks the texts above internal; sealed by the master key, so that it can be destroyed. */
	key: string;
	began_at: string;
	archived_at: string | null;
	/** The name as it is compared. */
	name_key: string | null;
	/** The CBS code of the municipality; null for a project of which nobody said it yet. */
	municipality: string | null;
	/** The area in words, where statistical borders do not fit. */
	area: string | null;
	/** An archetype of its edition. */
	archetype: string | null;
	/** The edition of the method it stands on; null is the newest released. */
	edition: string | null;
	/** A year, or a year and a month: `2027`, `2027-03`. */
	planned_start: string | null;
	planned_end: string | null;
	/** For how many years it is kept once its work has ended. */
	kept_years: Generated<number>;
	/** Since when colleagues of its organisation see how far it is. */
	shown_since: string | null;
}

/** A district or neighbourhood as Statistics Netherlands knew it in a year. */
export interface ProjectAreaTable {
	project: string;
	code: string;
	year: number;
}

/** That somebody was asked by mail to take part. */
export interface ProjectInvitationTable {
	id: string;
	project: string;
	hash: string;
	address: string;
	address_key: string;
	language: string;
	role: string;
	subproject: string | null;
	/** Whom they belong to, for who has no account yet. */
	organisation_name: string;
	organisation_kind: string;
	/** The letter it went out with. */
	letter: string;
	inviter: string | null;
	invited_at: string;
	expires_at: string;
	accepted_at: string | null;
	withdrawn_at: string | null;
	declined_at: string | null;
	/** Since when who declined hears by mail how the project goes all the same. */
	informed_since: string | null;
}

/** That the members were told that a closed project goes. */
export interface ProjectWarningTable {
	project: string;
	warning: string;
	/** What was told of: the day on which its time would be over. */
	term: string;
	told_at: string;
}

/** A part of a project, by theme or by a group of people. */
export interface SubprojectTable {
	id: string;
	project: string;
	name: string;
}

/** That somebody takes part, from when until when. A membership that ended stays, for who asks later who sat there. */
export interface MembershipTable {
	id: string;
	project: string;
	account: string | null;
	role: string;
	/** The only part of the project a subproject member sees. */
	subproject: string | null;
	since: string;
	until: string | null;
}

/** That an operator opened a project from outside, and why. */
export interface OpeningTable {
	id: string;
	project: string;
	operator: string | null;
	reason: string;
	opened_at: string;
	until: string;
}

/** Somebody who took part before the project came here from another installation. They have no account here by that. */
export interface ProjectPersonTable {
	project: string;
	/** What its journal calls them. */
	pseudonym: string;
	name: string;
	/** The name of the organisation they belonged to. */
	organisation: string;
}

/** Whose hand a field of a record shows, where it is that of somebody who has no account here. */
export interface ProjectHandTable {
	project: string;
	/** The table, the key of its row, and the column that is empty here. */
	list: string;
	record: string;
	field: string;
	/** A pseudonym. */
	person: string;
}

export interface ProjectTables {
	project_people: ProjectPersonTable;
	project_hands: ProjectHandTable;
	projects: ProjectTable;
	subprojects: SubprojectTable;
	memberships: MembershipTable;
	openings: OpeningTable;
	project_areas: ProjectAreaTable;
	project_invitations: ProjectInvitationTable;
	project_warnings: ProjectWarningTable;
}
