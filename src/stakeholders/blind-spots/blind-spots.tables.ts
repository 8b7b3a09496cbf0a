/** An address at which colleagues without an account name parties. */
export interface BlindSpotLinkTable {
	id: string;
	project: string;
	/** Null where a project came from elsewhere: its links lead nowhere here. */
	hash: string | null;
	question: string;
	maker: string | null;
	made_at: string;
	/** Ending it earlier moves this forward. */
	open_until: string;
}

/** A party that a colleague named. */
export interface NamedPartyTable {
	id: string;
	project: string;
	link: string;
	/** What the colleague said to be called; may be empty. */
	named_by: string;
	named_at: string;
	name: string;
	/** The id of one of the parties of the guide; empty for any other. */
	kind: string;
	why: string;
	/** Who knows them, in the colleague’s words. */
	known_by: string;
	settled_at: string | null;
	settled_by: string | null;
	/** Whom it was taken into the register as, or belongs to. */
	stakeholder: string | null;
	/** Why nothing is done with it; null where it was taken in. */
	set_aside_reason: string | null;
}

export interface BlindSpotTables {
	blind_spot_links: BlindSpotLinkTable;
	named_parties: NamedPartyTable;
}
