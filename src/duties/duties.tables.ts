/** What somebody does for the whole installation, since when. */
export interface DutyTable {
	account: string;
	duty: string;
	since: string;
}

export interface DutyTables {
	duties: DutyTable;
}
