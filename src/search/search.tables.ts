/** One thing that can be found, in one language. */
export interface SearchRecordTable {
	/** Rises with the order of filling; the full-text index refers to it. */
	id: number;
	kind: string;
	language: string;
	/** The Dutch path of its page. */
	path: string;
	title: string;
	/** The goal or first lines, shown when nothing in the text can be marked. */
	lead: string;
	body: string;
	/** The analysed words of title, lead and body, separated by spaces. */
	title_words: string;
	lead_words: string;
	body_words: string;
}

/** What a found thing can be filtered by: `phase` 1, `track` a, `party` vve. */
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

export interface SearchTables {
	search_records: SearchRecordTable;
	search_labels: SearchLabelTable;
	search_words: SearchWordTable;
}
