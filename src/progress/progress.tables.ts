/** That the status of a junction changed. Rows are added and never changed; the one with the highest `seq` holds. */
export interface ProgressChangeTable {
	id: string;
	project: string;
	/** The part it holds for; null for the project as a whole. */
	subproject: string | null;
	/** The part, or the project where there is none: what `seq` counts within, together with the junction. */
	place: string;
	/** The stable id of the guide. */
	junction: string;
	/** From 1. */
	seq: number;
	status: string;
	reason: string;
	/** Days. */
	happened_on: string | null;
	planned_from: string | null;
	planned_until: string | null;
	owner: string | null;
	author: string | null;
	/** Who made it hold, where another one proposed it. */
	accepted_by: string | null;
	made_at: string;
	channel: string;
}

/** A change as somebody wishes it, until it is settled. */
export interface ProgressProposalTable {
	id: string;
	project: string;
	subproject: string | null;
	junction: string;
	status: string;
	reason: string;
	happened_on: string | null;
	planned_from: string | null;
	planned_until: string | null;
	owner: string | null;
	proposer: string | null;
	proposed_at: string;
	settled_at: string | null;
	settled_by: string | null;
	/** The change that came of it. */
	change: string | null;
	decline_reason: string | null;
}

/** That a project called a junction sensitive, or no longer. The one with the highest `seq` holds. */
export interface SensitivityChangeTable {
	id: string;
	project: string;
	junction: string;
	seq: number;
	/** 1 or 0. */
	sensitive: number;
	reason: string;
	/** The day on which the college, or the council, deals with it; or why it need not. */
	college_on: string | null;
	college_unneeded: string | null;
	council_on: string | null;
	council_unneeded: string | null;
	author: string | null;
	made_at: string;
}

/** That in this project one junction waits for another, besides what the method says. */
export interface WaitTable {
	id: string;
	project: string;
	/** The junction that waits, and the one it waits for. */
	junction: string;
	waits_for: string;
	reason: string;
	author: string | null;
	made_at: string;
	ended_at: string | null;
}

export interface ProgressTables {
	progress_changes: ProgressChangeTable;
	progress_proposals: ProgressProposalTable;
	sensitivity_changes: SensitivityChangeTable;
	waits: WaitTable;
}
