import { type Lock, unsealed } from '#documents/sealed-file.server.ts';
import { onShelf, type Shelf } from '#documents/shelf.ts';
import { type Database, tx } from '#platform/database/database.server.ts';
import type { Signing } from '#platform/journal/checkpoint.ts';
import { checkpoint, witnessesOf } from '#platform/journal/checkpoints.server.ts';
import { linesOf, signedBeside } from '#platform/journal/export.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Speech } from '#platform/messages.ts';
import { found } from '#platform/refusals.ts';
import { asText } from './as-text.ts';
import { contentOf, type Opened } from './content.server.ts';
import { JOURNAL, LOOKS, MANUALS, nameOf, PROJECT, WITNESSES } from './dossier.ts';
import { manual } from './manual.ts';
import { STYLE } from './markup.ts';
import { pagesOf } from './pages.ts';
import { type Packing, zipped } from './zip.ts';

/** Where a dossier is written. */
export interface Source {
	db: Database;
	keys: Keys;
	signing: Signing;
	shelf: Shelf;
}

/** An archive on its way, and what somebody may want to know of it. */
export interface Dossier {
	name: string;
	pieces: AsyncGenerator<Uint8Array>;
}

/**
 * A project as it is at one moment. Everything the database says is read at once; the documents follow from the shelf as the archive goes
 * out, one piece at a time. Who calls it decides who may, and records it.
 */
export async function dossierOf({ db, keys, signing, shelf }: Source, project: string, speech: Speech, now: Date): Promise<Dossier> {
	const { opened, journal, beside, witnesses } = await tx(db, async (tx) => {
		const opened = await contentOf(tx, keys, project);
		const signed = found(await checkpoint(tx, signing, project, now));
		const journal = (await Array.fromAsync(linesOf(tx, signed))).join('');
		const witnesses = (await witnessesOf(tx, project)).map(({ note, key }) => ({ note, key }));
		return { opened, journal, beside: signedBeside(signing, signed), witnesses };
	});
	const texts: Record<string, string> = {
		...pagesOf(opened, journal, speech),
		[LOOKS]: STYLE,
		[MANUALS[speech.language]]: manual(speech),
		[PROJECT]: asText(opened.content),
		[JOURNAL]: journal,
		[WITNESSES]: `${JSON.stringify(witnesses, null, '\t')}\n`,
	};
	const files: Packing[] = [
		...Object.entries({ ...texts, ...beside }).map(([name, text]) => ({ name, isPacked: false, pieces: () => [Buffer.from(text)] })),
		...documentsIn(opened, shelf, project),
	];
	return { name: fileNamed(String(opened.content.project.name)), pieces: zipped(files) };
}

const documentsIn = ({ files }: Opened, shelf: Shelf, project: string): Packing[] =>
	files.map(({ kept, file, lock }) => ({ name: nameOf(kept), isPacked: true, pieces: () => bytesOf(shelf, onShelf(project, file), lock) }));

async function* bytesOf(shelf: Shelf, name: string, lock: Lock): AsyncGenerator<Uint8Array> {
	yield* await unsealed(() => shelf.open(name), lock);
}

/** What no file may be called becomes a dash. */
const fileNamed = (name: string): string => `${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'project'}.zip`;
