import type { Command } from 'commander';
import { ensureDataFolder } from '#platform/settings.ts';
import type { Sealed } from './archive.server.ts';
import { backUp } from './backup.server.ts';
import { refuseUnlessEmpty } from './files.server.ts';
import { backUpKeys, type PlaceWithKeys, readKeys } from './keys.server.ts';
import type { Manifest } from './manifest.ts';
import { readBackup } from './reading.server.ts';
import { restore } from './restoring.server.ts';
import { identitiesIn } from './sealing.server.ts';

/** What a verb of the command line needs to know of where it runs. */
export interface Surroundings {
	/** Where the installation is; asked for when a verb runs, since `verify-backup` needs none. */
	place(): PlaceWithKeys;
	/** People name files from where they stand. */
	fromHere(path: string): string;
}

/** Adds `backup`, `restore` and `verify-backup` to the command line. */
export function addKeepingVerbs(program: Command, { place, fromHere }: Surroundings): void {
	const identities = async (file: string | undefined) => (file === undefined ? [] : identitiesIn(fromHere(file)));

	program
		.command('backup')
		.description('write everything into one file, while the server runs; the keys are not in it')
		.argument('<dest>', 'the folder for the backup')
		.option(
			'--recipient <age1…>',
			'encrypt to this public key of age; may be given more than once',
			(one: string, all: string[]) => [...all, one],
			[],
		)
		.option('--with-keys <file>', 'write the keys to a file of their own')
		.action(async (dest: string, { recipient, withKeys }: { recipient: string[]; withKeys?: string }) => {
			const here = place();
			// First what can be refused in a moment.
			const kept = withKeys === undefined ? null : await backUpKeys(here, fromHere(withKeys), recipient);
			const made = await backUp(here, fromHere(dest), recipient);
			console.log(made.path);
			tell(made);
			console.log(recipient.length > 0 ? `Encrypted to ${counted(recipient)}.` : NOT_ENCRYPTED);
			if (kept)
				console.log(`The keys are in ${kept.path}${recipient.length > 0 ? '' : ', NOT ENCRYPTED'}. Keep them apart from the backup.`);
			else {
				console.log(`THE KEYS ARE NOT IN IT. Without ${here.keyFolder} nobody reads what was sealed, also after a restore.`);
				console.log('Keep a copy of that folder in another place than the backups; --with-keys FILE makes one.');
			}
		});

	program
		.command('verify-backup')
		.description('read the whole of a backup and check every byte')
		.argument('<source>', 'a backup')
		.option('--identity <file>', 'the file with the secret key of age')
		.action(async (source: string, { identity }: { identity?: string }) => {
			tell(await readBackup(fromHere(source), await identities(identity)));
			console.log('Every byte is as it was written.');
		});

	program
		.command('restore')
		.description('put a backup back where nothing is yet, on SQLite or PostgreSQL')
		.argument('<source>', 'a backup')
		.option('--identity <file>', 'the file with the secret key of age')
		.option('--with-keys <file>', 'put back the keys as well, from the file they were written to')
		.action(async (source: string, { identity, withKeys }: { identity?: string; withKeys?: string }) => {
			const [here, secrets] = [place(), await identities(identity)];
			ensureDataFolder(here.dataFolder);
			// Whatever could stand in the way of the keys is known before anything is put back.
			const keys = withKeys === undefined ? null : await readKeys(fromHere(withKeys), secrets);
			if (keys) await refuseUnlessEmpty(here.keyFolder);
			const restored = await restore(here, fromHere(source), secrets);
			tell(restored);
			await keys?.putBack(here.keyFolder);
			console.log('Restored, and compared with the backup: the same to the byte. The next start makes the search anew.');
			console.log(
				`Then every sign-in and every access token in it was ended (${restored.endedSignIns}): everybody signs in anew, and programs get new tokens.`,
			);
			console.log(
				keys ? `The keys are back: ${keys.names.join(', ')}.` : `The keys were not in it: put them in ${here.keyFolder} before you start.`,
			);
		});
}

const NOT_ENCRYPTED = 'NOT ENCRYPTED: whoever has this file reads everything in it. Encrypt with --recipient age1….';
const counted = ({ length }: string[]) => (length === 1 ? 'one key' : `${length} keys`);

function tell({ manifest, fingerprint }: Sealed): void {
	console.log(
		`Made ${manifest.madeAt} by version ${manifest.program} (schema ${manifest.schema}, ${manifest.engine}): ${contentsOf(manifest)}.`,
	);
	console.log(`SHA-256 of its manifest: ${fingerprint}`);
}

function contentsOf({ holds, tables, files, chains }: Manifest): string {
	const size = `${files.length} files of ${files.reduce((sum, { bytes }) => sum + bytes, 0)} bytes`;
	if (holds === 'keys') return `keys, ${size}`;
	return `${tables.length} tables with ${tables.reduce((sum, { rows }) => sum + rows, 0)} rows, ${size}, ${chains.length} chains of the journal`;
}
