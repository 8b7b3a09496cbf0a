/** Bytes that are kept once per project, however often they were sent. */
export interface FileTable {
	/** Random; the name on the shelf. */
	id: string;
	project: string;
	/** A mark of the hash, by the keys of the project: finds the same bytes again and tells nothing. */
	mark: string;
	bytes: number;
	type: string;
	/** What opens it, sealed by the keys of the project. Without it the bytes are noise. */
	lock: string;
	scan: string;
	scan_tried_at: string | null;
	/** A small picture of it, sealed. */
	picture: string | null;
	kept_at: string;
}

/** One sending of a document. The document itself is the entry of the logbook: its title, level and part stand there. */
export interface DocumentVersionTable {
	id: string;
	entry: string;
	number: number;
	file: string;
	/** Its name and hash; sealed above internal. */
	told: string;
	author: string | null;
	added_at: string;
}

/** The text of a version: of one page, or of the whole where there are no pages (0). */
export interface DocumentTextTable {
	version: string;
	page: number;
	/** Sealed above internal. */
	text: string;
}

export interface DocumentTables {
	files: FileTable;
	document_versions: DocumentVersionTable;
	document_texts: DocumentTextTable;
}
