/** One thing that happened. The columns repeat what the body says, to ask by; the body is what was hashed. */
export interface JournalTable {
	chain: string;
	/** 1, 2, 3 … within the chain. */
	seq: number;
	at: string;
	actor: string;
	action: string;
	object: string;
	channel: string;
	/** Canonical JSON, to the byte. */
	body: string;
	/** SHA-256, base64. */
	body_hash: string;
	/** SHA-256 over the hash before and the body's, base64. */
	hash: string;
}

/** What was there before and after, sealed. A row that is gone was destroyed. */
export interface JournalDetailTable {
	chain: string;
	seq: number;
	content: string;
}

/** Where an entry belongs that not everybody may read of. Without a row it is of the whole chain. */
export interface JournalPlaceTable {
	chain: string;
	seq: number;
	level: string;
	part: string | null;
}

/** What this installation signed about a chain. */
export interface JournalCheckpointTable {
	chain: string;
	size: number;
	/** The hash of the newest entry at that size, base64. */
	head: string;
	at: string;
	/** The signed note, as it goes out. */
	note: string;
}

/** What another installation signed about a chain, before it came here. */
export interface JournalWitnessTable {
	chain: string;
	size: number;
	head: string;
	/** The signed note, and the public key it is checked by, as PEM. */
	note: string;
	key: string;
}

export interface JournalTables {
	journal_witnesses: JournalWitnessTable;
	journal: JournalTable;
	journal_details: JournalDetailTable;
	journal_places: JournalPlaceTable;
	journal_checkpoints: JournalCheckpointTable;
}
