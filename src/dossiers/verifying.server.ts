import { createHash, createPublicKey, randomBytes } from 'node:crypto';
import { keyIdOf } from '#platform/journal/checkpoint.ts';
import { keysFrom } from '#platform/keys/keys.server.ts';
import { openArchive } from './archive.server.ts';
import { contentIn } from './checking.ts';
import { KEY, nameOf, PROJECT } from './dossier.ts';
import { historyIn } from './history.ts';
import { DossierProblem } from './problem.ts';

/** What a dossier that holds says of itself. */
export interface Checked {
	project: string;
	entries: number;
	documents: number;
	/** The mark of the key it was signed with: whether it is the right one, only somebody can tell who knows it from elsewhere. */
	key: string;
}

/** Reads every byte of a dossier and holds it to what it says, without keeping anything. Throws what is wrong. */
export async function checkDossier(path: string): Promise<Checked> {
	const archive = await openArchive(path);
	try {
		const content = contentIn(await archive.text(PROJECT));
		// Nothing is sealed for anybody: the keys are gone with this call.
		const { entries } = await historyIn(archive, content, keysFrom(randomBytes(32)));
		const names = new Set(content.documents.map(nameOf));
		for (const name of archive.documents) if (!names.has(name)) throw new DossierProblem('dossiers.badExtra', name);
		for (const one of content.documents) {
			const hash = createHash('sha256');
			for await (const piece of archive.stream(nameOf(one))) hash.update(piece);
			if (hash.digest('hex') !== one.hash) throw new DossierProblem('dossiers.badHash', nameOf(one));
		}
		await archive.readAll();
		const key = keyIdOf('wijkspoor', createPublicKey(await archive.text(KEY))).toString('hex');
		return { project: String(content.project.id), entries: entries.length, documents: content.documents.length, key };
	} finally {
		await archive.close();
	}
}
