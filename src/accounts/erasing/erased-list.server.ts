import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Who was erased, by nothing but ids. */
export interface Erasure {
	pseudonym: string;
	at: string;
	/** The invitations that held their name; a backup of before they accepted holds nothing else of them. */
	invitations: string[];
}

const fileIn = (folder: string): string => join(folder, 'erased.jsonl');

/** The list outside the database, which a restore leaves as it is. A last line that was cut short by a crash is passed over. */
export function erasuresIn(folder: string): Erasure[] {
	let text: string;
	try {
		text = readFileSync(fileIn(folder), 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
	const whole = text.slice(0, text.lastIndexOf('\n') + 1);
	return whole
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line));
}

/** Adds to the list; what was added is on the disk when this ends. */
export function addErasure(folder: string, { pseudonym, at, invitations }: Erasure): void {
	mkdirSync(folder, { recursive: true });
	// Written through to the disk: Node's permissions refuse to flush it afterwards.
	const file = openSync(fileIn(folder), 'as', 0o600);
	try {
		writeSync(file, `${JSON.stringify({ pseudonym, at, invitations })}\n`);
	} finally {
		closeSync(file);
	}
}
