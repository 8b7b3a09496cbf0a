/** A conversation with a party. It is known to its two sides only. */
export interface TalkTable {
	id: string;
	project: string;
	/** Who prepares it and writes it down; empty once they are erased. */
	interviewer: string | null;
	/** Who speaks for the party; empty where nobody of it has an account. */
	person: string | null;
	planned_at: string;
	stage: string;
	/** Rises each time it is prepared anew. */
	version: number;
	/** The plan as JSON, sealed. */
	content: string;
}

/** Something said in a talk; without a talk it is an ambition of who wrote it. */
export interface TalkLineTable {
	id: string;
	project: string;
	talk: string | null;
	author: string | null;
	written_at: string;
	channel: string;
	/** Rises with every change. */
	version: number;
	/** Kind and words as JSON, sealed. */
	content: string;
}

/** What of a line was released, in words made for others. Gone as soon as it is taken back. */
export interface SharedItemTable {
	id: string;
	project: string;
	/** Empty where the line is gone with who wrote it down, or stayed in another installation. */
	line: string | null;
	level: string;
	/** Who sees to it. */
	owner: string | null;
	state: string;
	/** Who released it. */
	sharer: string | null;
	shared_at: string;
	/** How the line came in. */
	channel: string;
	/** Rises with every change and everything that is said about it. */
	version: number;
	changed_at: string;
	/** Kind, party, wording and agreement as JSON, sealed at every level. */
	content: string;
}

/** What somebody did about a shared item, or remarked. Never changed: another comes after it. */
export interface SharedRemarkTable {
	id: string;
	item: string;
	author: string | null;
	made_at: string;
	/** Owner and state from then on. */
	owner: string | null;
	state: string;
	/** Sealed; empty where nothing was said. */
	content: string;
}

export interface TalkTables {
	talks: TalkTable;
	talk_lines: TalkLineTable;
	shared_items: SharedItemTable;
	shared_remarks: SharedRemarkTable;
}
