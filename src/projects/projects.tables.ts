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

export interface NoteTable {
	id: string;
	project: string;
	subproject: string | null;
	level: string;
	author: string | null;
	/** In the clear up to internal; sealed above it. */
	text: string;
	written_at: string;
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

export interface ProjectTables {
	projects: ProjectTable;
	subprojects: SubprojectTable;
	memberships: MembershipTable;
	notes: NoteTable;
	openings: OpeningTable;
}
