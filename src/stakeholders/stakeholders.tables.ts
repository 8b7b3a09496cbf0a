import type { AbsentTables } from './absent/absent.tables.ts';
import type { BaseSetTables } from './base-set/base-set.tables.ts';
import type { BlindSpotTables } from './blind-spots/blind-spots.tables.ts';
import type { InvolvementTables } from './involvement/involvement.tables.ts';
import type { SeatTables } from './team/seats.tables.ts';

/** A party with an interest in the neighbourhood. */
export interface StakeholderTable {
	id: string;
	project: string;
	level: string;
	author: string | null;
	/** Who keeps in touch with them. */
	owner: string | null;
	added_at: string;
	channel: string;
	/** Rises with every change. */
	version: number;
	changed_by: string | null;
	changed_at: string;
	/** Facts as JSON; sealed above internal; empty once it was removed. */
	content: string;
}

/** How a stakeholder stood before it was changed. */
export interface StakeholderVersionTable {
	stakeholder: string;
	version: number;
	owner: string | null;
	changed_by: string | null;
	changed_at: string;
	content: string;
}

export interface StakeholderRemovalTable {
	stakeholder: string;
	account: string | null;
	at: string;
	/** Sealed above internal. */
	reason: string;
}

/** What somebody, or the team, thought of a stakeholder at one moment. Never changed: another comes after it. */
export interface StakeholderJudgementTable {
	id: string;
	stakeholder: string;
	/** What was judged, and for whom it counts. */
	kind: string;
	author: string | null;
	made_at: string;
	channel: string;
	/** JSON; sealed above internal. */
	content: string;
}

export interface StakeholderTables extends AbsentTables, BaseSetTables, BlindSpotTables, InvolvementTables, SeatTables {
	stakeholders: StakeholderTable;
	stakeholder_versions: StakeholderVersionTable;
	stakeholder_removals: StakeholderRemovalTable;
	stakeholder_judgements: StakeholderJudgementTable;
}
