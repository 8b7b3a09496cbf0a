import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scan } from '#documents/document.ts';
import type { PageText } from '#documents/reading-text.ts';
import { type Arrived, discard } from '#documents/receiving.server.ts';
import { sealInto, unsealed } from '#documents/sealed-file.server.ts';
import type { Storeroom } from '#documents/storeroom.server.ts';
import type { Archive } from './archive.server.ts';
import { type Kept, nameOf } from './dossier.ts';
import { DossierProblem } from './problem.ts';

/** A document of a dossier, sealed and looked at as any file that comes in. */
export interface ArrivedDocument {
	kept: Kept;
	/** Its name on the shelf. */
	id: string;
	arrived: Arrived;
	pages: PageText[];
	picture: string | null;
	scan: Scan;
}

/** What is to be taken away when nothing comes of it. */
export type Leftovers = Pick<Arrived, 'path'>[];

/** Takes one document out of an archive: sealed on its way, held to its hash, and looked at by a worker and the virus scanner. */
export async function arrive(archive: Archive, storeroom: Storeroom, kept: Kept, leftovers: Leftovers): Promise<ArrivedDocument> {
	const name = nameOf(kept);
	if (kept.bytes > storeroom.arrivals.most) throw new DossierProblem('dossiers.badTooLarge', name);
	const path = join(storeroom.arrivals.folder, randomBytes(16).toString('hex'));
	await mkdir(storeroom.arrivals.folder, { recursive: true, mode: 0o700 });
	leftovers.push({ path });
	const sealed = await sealInto(path, archive.stream(name));
	if (sealed.hash !== kept.hash || sealed.bytes !== kept.bytes) throw new DossierProblem('dossiers.badHash', name);
	const arrived: Arrived = { ...sealed, path, name: `${kept.hash}.${kept.extension}` };
	const looked = await storeroom.look(arrived);
	if (!looked.ok || looked.type !== kept.type) throw new DossierProblem('dossiers.badDocument', name);
	// A picture was made anew when it first came in. Made anew again it would be another file than the one that is told of.
	if (looked.anew) await discard(looked.anew);
	const scan = await storeroom.scanner?.scan(() => unsealed(async () => createReadStream(path), arrived.lock));
	if (scan === 'infected') throw new DossierProblem('dossiers.badDocument', name);
	return { kept, id: randomBytes(16).toString('hex'), arrived, pages: looked.pages, picture: looked.picture, scan: scan ?? 'none' };
}
