/** Something on one of the registers of a project. */
export interface RegisterItemTable {
	id: string;
	project: string;
	register: string;
	level: string;
	author: string | null;
	/** Who sees to it. */
	owner: string | null;
	added_at: string;
	channel: string;
	/** Rises with every change. */
	version: number;
	changed_by: string | null;
	changed_at: string;
	/** What is filled in, as JSON; sealed above internal; empty once it was removed. */
	content: string;
}

/** How an item stood before it was changed. */
export interface RegisterVersionTable {
	item: string;
	version: number;
	owner: string | null;
	changed_by: string | null;
	changed_at: string;
	content: string;
}

export interface RegisterRemovalTable {
	item: string;
	account: string | null;
	at: string;
	/** Sealed above internal. */
	reason: string;
}

/** What somebody said or measured of an item on one day. Never changed: another comes after it. */
export interface RegisterRemarkTable {
	id: string;
	item: string;
	author: string | null;
	made_at: string;
	channel: string;
	/** JSON; sealed above internal. */
	content: string;
}

/** What somebody said of two items laid beside each other. Never changed: another comes after it. */
export interface PairJudgementTable {
	id: string;
	project: string;
	/** The item that was there first, and how it stood. */
	one: string;
	one_version: number;
	other: string;
	other_version: number;
	/** That of the narrower of the two. */
	level: string;
	verdict: string;
	author: string | null;
	made_at: string;
	channel: string;
	/** JSON; sealed above internal. */
	content: string;
}

export interface RegistersTables {
	register_items: RegisterItemTable;
	register_versions: RegisterVersionTable;
	register_removals: RegisterRemovalTable;
	register_remarks: RegisterRemarkTable;
	pair_judgements: PairJudgementTable;
}
