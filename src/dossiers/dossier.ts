/** A whole project as one ZIP: what is in it, and how it is called there. */

export const FORMAT = 'wijkspoor-dossier';
export const VERSION = 1;

/** What a dossier cannot be read without. */
export const PROJECT = 'project.json';
export const JOURNAL = 'journal.ndjson';
export const CHECKPOINT = 'checkpoint';
export const SIGNATURE = 'checkpoint.sig';
export const KEY = 'log-key.pem';
export const WITNESSES = 'witnesses.json';
export const NEEDED: readonly string[] = [PROJECT, JOURNAL, CHECKPOINT, SIGNATURE, KEY, WITNESSES];

/** Made for people from the rest; nobody reads them back. */
export const PAGES = [
	'index.html',
	'partijen.html',
	'doelen-en-wensen.html',
	'gedeeld.html',
	'logboek.html',
	'documenten.html',
	'voortgang.html',
	'bijeenkomsten.html',
	'journaal.html',
] as const;
export const LOOKS = 'stijl.css';
export type PageName = (typeof PAGES)[number];
export const MANUALS = { nl: 'LEESMIJ.txt', en: 'README.txt' } as const;

export const DOCUMENTS = 'documents/';
/** Named for its bytes. */
export const nameOf = ({ hash, extension }: { hash: string; extension: string }): string => `${DOCUMENTS}${hash}.${extension}`;

/** A record, by the columns of its table. What is sealed here is in the clear there, and accounts are pseudonyms. */
export type Row = Record<string, unknown>;

/** Somebody who took part. Who was erased is not among them; their pseudonym may stand in the journal. */
export interface Person {
	pseudonym: string;
	name: string;
	organisation: string;
}

/** The bytes of a document; its titles and names stand in the entries and versions that point at it. */
export interface Kept {
	hash: string;
	extension: string;
	type: string;
	bytes: number;
	kept_at: string;
}

/** What `project.json` holds. Each list is in the order of its key; nothing in it depends on who asked, when, or where. */
export interface Content {
	format: typeof FORMAT;
	version: typeof VERSION;
	project: Row;
	people: Person[];
	documents: Kept[];
	/** What stood beside entries of the journal, with the key that commits the entry to it. */
	journal_details: Row[];
	/** Which entries of the journal not everybody reads. */
	journal_places: Row[];
	document_versions: Row[];
	/** The tables of `KEPT`. */
	lists: Record<string, Row[]>;
}

/** One witness: what another installation signed of the journal when it was there. */
export interface Witness {
	note: string;
	key: string;
}
