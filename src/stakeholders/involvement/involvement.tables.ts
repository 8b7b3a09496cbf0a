/** How a moment of involvement stood. Never changed: another version comes after it, and the last one counts. */
export interface StakeholderInvolvementTable {
	/** What all its versions have in common. */
	involvement: string;
	/** From 1. */
	version: number;
	stakeholder: string;
	state: string;
	/** Who of the team sees to it. */
	owner: string | null;
	author: string | null;
	made_at: string;
	channel: string;
	/** Plan and note as JSON; sealed above internal. */
	content: string;
}

/** After how many months a stakeholder of a group counts as silent, where a project decided so itself. */
export interface StakeholderRhythmTable {
	project: string;
	of_group: string;
	months: number;
	author: string | null;
	set_at: string;
}

export interface InvolvementTables {
	stakeholder_involvements: StakeholderInvolvementTable;
	stakeholder_rhythms: StakeholderRhythmTable;
}
