/** One state of the whole content. The newest release is what readers see. */
export interface ReleaseTable {
	id: number;
	at: string;
	/** SHA-256 over all paths and texts, so that the same content is not released twice. */
	hash: string;
}

/** Which text stands at which path in a release. */
export interface ReleaseFileTable {
	release: number;
	path: string;
	text_hash: string;
}

/** Texts are kept once, however many releases share them. */
export interface ReleaseTextTable {
	hash: string;
	text: string;
}

export interface ReleaseTables {
	releases: ReleaseTable;
	release_files: ReleaseFileTable;
	release_texts: ReleaseTextTable;
}
