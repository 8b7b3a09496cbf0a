/** One thing that can be found, in one language. */
export interface SearchRecordTable {
	/** Rises with the order of filling; the full-text index refers to it. */
	id: number;
	kind: string;
	language: string;
	/** The Dutch path of its page. */
	path: string;
}

/** What is shown of a record that was found. Kept apart, so that records are counted without reading their texts. */
export interface SearchTextTable {
	record: number;
	title: string;
	/** The goal or first lines, shown when nothing in the text can be marked. */
	lead: string;
	body: string;
}

/** What a found thing can be filtered by: `fase:1`, `spoor:a`, `partij:vve`. */
export interface SearchLabelTable {
	record: number;
	label: string;
}

/** Every word that occurs, for suggestions when a word is misspelt. */
export interface SearchWordTable {
	language: string;
	word: string;
	/** The word as a reader would write it. */
	written: string;
	records: number;
}

/** One row: the release the index was filled from, and by which way of taking words apart. */
export interface SearchStateTable {
	release: number;
	analysis: number;
}

export interface SearchTables {
	search_records: SearchRecordTable;
	search_texts: SearchTextTable;
	search_labels: SearchLabelTable;
	search_words: SearchWordTable;
	search_state: SearchStateTable;
}
