/** How a stakeholder of a municipality’s base set stood. Never changed: another version comes after it, and the last one counts. */
export interface BaseStakeholderTable {
	/** What all its versions have in common. */
	base: string;
	/** From 1. */
	version: number;
	organisation: string;
	author: string | null;
	made_at: string;
	/** BaseFacts as JSON; empty once it was taken out. */
	content: string;
}

/** Up to which version a neighbourhood answered what the base set offers. */
export interface BaseAnswerTable {
	project: string;
	base: string;
	version: number;
	/** Who stands for it in the register there; null where nobody does. */
	stakeholder: string | null;
	author: string | null;
	made_at: string;
}

export interface BaseSetTables {
	base_stakeholders: BaseStakeholderTable;
	base_answers: BaseAnswerTable;
}
