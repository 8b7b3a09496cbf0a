/** Somebody who is not at the table but matters. */
export interface AbsentVoiceTable {
	id: string;
	project: string;
	/** Which proposal it was; empty for what a team thought of itself. */
	proposal: string;
	name: string;
	/** What is asked on their behalf; may be empty where somebody speaks for them. */
	question: string;
	/** The account that speaks for them. */
	spokesperson: string | null;
	/** Who does so without an account; may be empty. */
	spokesperson_name: string;
	author: string | null;
	added_at: string;
	/** Rises with every change. */
	version: number;
	changed_by: string | null;
	changed_at: string;
	/** Since when they are not on the list any more, and why. */
	left_at: string | null;
	left_by: string | null;
	left_reason: string | null;
}

/** That a voice was thought of when a decision was written down. */
export interface VoiceThoughtTable {
	entry: string;
	voice: string;
	account: string | null;
	thought_at: string;
}

export interface AbsentTables {
	absent_voices: AbsentVoiceTable;
	voice_thoughts: VoiceThoughtTable;
}
