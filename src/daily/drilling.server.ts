import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { restore } from '#keeping/restoring.server.ts';
import { openDatabase } from '#platform/database/database.server.ts';
import { chainsOf, verifyAgainst } from '#platform/journal/checkpoints.server.ts';
import { isInConfidence } from '#platform/journal/journal.ts';
import { openSigning } from '#platform/journal/signing.server.ts';
import { toldVerdict } from '#platform/journal/verdict-told.ts';
import { type Household, JobFailed } from './job.ts';

/**
 * Puts a backup back in a folder beside the data, where it is compared to the byte, and opens with today's keys all that the journal
 * keeps. The folder goes away again. Gives what was there, in English.
 */
export async function drill({ settings, keys }: Pick<Household, 'settings' | 'keys'>, path: string, identities: string[]): Promise<string> {
	const scratch = join(settings.dataFolder, 'drill');
	// One that was cut short left it.
	await rm(scratch, { recursive: true, force: true });
	await mkdir(scratch, { mode: 0o700 });
	try {
		const place = { databaseUrl: null, dataFolder: scratch };
		const { manifest } = await restore(place, path, identities);
		const db = openDatabase(place);
		try {
			const { publicKey } = openSigning(settings.keyFolder, keys);
			const chains = await chainsOf(db, []);
			for (const chain of chains) {
				const verdict = await verifyAgainst(db, keys, publicKey, chain, []);
				if (!verdict.ok) throw new JobFailed(`what was put back does not hold: ${chain} is ${toldVerdict(verdict)}`);
			}
			const told = chains.filter((chain) => !isInConfidence(chain)).length;
			return `${manifest.tables.length} tables, ${manifest.files.length} files and ${told} chains came back whole`;
		} finally {
			await db.destroy();
		}
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}
