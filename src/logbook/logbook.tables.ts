/** Something in the logbook of a project. */
export interface EntryTable {
	id: string;
	project: string;
	subproject: string | null;
	kind: string;
	level: string;
	author: string | null;
	/** A day. */
	happened_on: string;
	entered_at: string;
	channel: string;
	/** Rises with every change. */
	version: number;
	changed_by: string | null;
	changed_at: string;
	/** In the clear up to internal; sealed above it; empty once it was removed. */
	content: string;
	/** By which way of taking words apart it can be found; null when it is not, or not yet. */
	analysis: number | null;
}

/** How an entry stood before it was changed. */
export interface EntryVersionTable {
	entry: string;
	version: number;
	happened_on: string;
	changed_by: string | null;
	changed_at: string;
	content: string;
}

/** What an action has beside its words. */
export interface EntryActionTable {
	entry: string;
	owner: string | null;
	due_on: string | null;
	done_on: string | null;
	done_by: string | null;
	/** Sealed above internal. */
	done_note: string;
}

/** That somebody was reminded of an action. */
export interface EntryReminderTable {
	entry: string;
	moment: string;
	sent_at: string;
}

export interface EntryConfirmationTable {
	entry: string;
	account: string | null;
	at: string;
}

export interface EntryRemovalTable {
	entry: string;
	account: string | null;
	at: string;
	/** Sealed above internal. */
	reason: string;
}

/** The junction by its stable id. */
export interface EntryJunctionTable {
	entry: string;
	junction: string;
}

export interface EntryRelationTable {
	entry: string;
	kind: string;
	other: string;
	made_at: string;
}

export interface EntryReactionTable {
	id: string;
	entry: string;
	author: string | null;
	/** Sealed above internal; empty once it was taken back. */
	text: string;
	written_at: string;
	removed_at: string | null;
}

/** What somebody hears of: an entry, a junction, or the project. */
export interface FollowTable {
	account: string;
	project: string;
	kind: string;
	subject: string;
	since: string;
}

/** A word by which an internal entry is found: of the entry itself, or of a document that belongs to it. */
export interface EntryWordTable {
	project: string;
	word: string;
	entry: string;
	source: string;
}

export interface LogbookTables {
	entries: EntryTable;
	entry_versions: EntryVersionTable;
	entry_actions: EntryActionTable;
	entry_reminders: EntryReminderTable;
	entry_confirmations: EntryConfirmationTable;
	entry_removals: EntryRemovalTable;
	entry_junctions: EntryJunctionTable;
	entry_relations: EntryRelationTable;
	entry_reactions: EntryReactionTable;
	entry_words: EntryWordTable;
	follows: FollowTable;
}
