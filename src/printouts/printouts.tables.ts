/** What somebody asked to have on paper, and what became of it. The file itself lies sealed in the data folder. */
export interface PrintoutTable {
	id: string;
	project: string;
	/** Who asked, and the only one who gets it. */
	account: string;
	/** What they were in the project when they asked: who became something else asks anew. */
	role: string;
	subproject: string | null;
	/** A `Choice` as JSON. */
	choice: string;
	asked_at: string;
	/** How often it was begun. */
	tries: number;
	begun_at: string | null;
	/** How far it is. */
	step: string | null;
	made_at: string | null;
	failed_at: string | null;
	bytes: number | null;
	/** What opens the file, sealed by the keys of the project. */
	lock: string | null;
	expires_at: string;
}

export interface PrintoutTables {
	printouts: PrintoutTable;
}
