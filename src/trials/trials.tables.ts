/** Somebody who asked for a trial and has not opened the letter yet. It is used up, or forgotten, in seven days. */
export interface TrialRequestTable {
	/** Of the token in the letter. */
	hash: string;
	id: string;
	name: string;
	address: string;
	/** The address as it is compared. */
	address_key: string;
	language: string;
	/** What they call themselves. */
	organisation: string;
	kind: string;
	purpose: string;
	letter: string;
	asked_at: string;
	expires_at: string;
}

/** That people were told of what is coming. */
export interface TrialWarningTable {
	organisation: string;
	warning: string;
	/** The end it was about: after an extension it is told anew. */
	until: string;
	told_at: string;
}

/** Since when everybody may ask for a trial; nobody may where there is no row. */
export interface TrialOfferTable {
	id: number;
	since: string;
}

export interface TrialRequestTables {
	trial_requests: TrialRequestTable;
	trial_warnings: TrialWarningTable;
	trial_offer: TrialOfferTable;
}
