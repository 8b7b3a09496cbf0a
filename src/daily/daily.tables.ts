/** One time that a job was begun, and how it ended. */
export interface DailyRunTable {
	/** The name of the job. */
	job: string;
	/** The night it was for, as a day in UTC: 2026-11-22. */
	day: string;
	/** 1, 2, 3 … within that night. */
	attempt: number;
	began_at: string;
	/** While it has not ended: from when others may take it for dead. */
	claimed_until: string;
	ended_at: string | null;
	/** 1 or 0; null while it has not ended. */
	good: number | null;
	/** One line in English for the operator. */
	said: string | null;
}

/** The row that is written to know whether the database can be written. */
export interface WriteTestTable {
	id: number;
	at: string;
}

export interface DailyTables {
	daily_runs: DailyRunTable;
	write_tests: WriteTestTable;
}
