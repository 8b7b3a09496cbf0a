/** People who sit together for some hours, with a question to all of them. */
export interface MeetingTable {
	id: string;
	project: string;
	/** Who opened it. */
	host: string | null;
	title: string;
	question: string;
	/** A mark of the join code, which finds the meeting and cannot be turned back into it. Gone with the guests. */
	code: string | null;
	/** The join code for the host to show, sealed. Gone with the guests. */
	sealed_code: string | null;
	opened_at: string;
	/** Closing it earlier moves this forward. */
	open_until: string;
	/** Since when nobody new comes in. */
	locked_at: string | null;
}

/** Somebody who came in by the code. Taken away some time after the meeting. */
export interface GuestTable {
	id: string;
	meeting: string;
	/** Of the sign that their browser keeps. */
	hash: string;
	/** What they want to be called; may be empty. */
	name: string;
	joined_at: string;
	sent_away_at: string | null;
}

export interface ContributionTable {
	id: string;
	meeting: string;
	/** Null once the guests are forgotten. */
	guest: string | null;
	text: string;
	sent_at: string;
	/** Since when the room sees it. */
	shown_at: string | null;
}

export interface MeetingTables {
	meetings: MeetingTable;
	guests: GuestTable;
	contributions: ContributionTable;
}
