import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { type Database, openDatabase } from '../database/database.server.ts';
import { migrate } from '../database/migrate.server.ts';
import { type Keys, openKeys } from '../keys/keys.server.ts';
import { ensureDataFolder, readSettings, SettingsProblem } from '../settings.ts';
import type { Signing } from './checkpoint.ts';
import { chainsOf, readCheckpoint, verifyAgainst } from './checkpoints.server.ts';
import { exportChain } from './export.server.ts';
import { openSigning } from './signing.server.ts';
import { toldVerdict } from './verdict-told.ts';

/** The verbs of the journal on the command line. `fromHere` makes a path of what somebody typed, `tellFile` says of a file whether it holds. */
export function journalCommands(root: string, fromHere: (path: string) => string, tellFile: (path: string) => Promise<void>): Command[] {
	const verify = new Command('verify')
		.description('hold every chain of the journal against itself, its checkpoints, and those that were kept elsewhere; or a dossier')
		.argument('[what]', 'one chain only (`installation`, or the id of a project), or the file of a dossier')
		.option('--checkpoint <file...>', 'signed notes, or the checkpoints of exports')
		.action(async (what: string | undefined, { checkpoint: files = [] }: { checkpoint?: string[] }) => {
			if (what !== undefined && existsSync(fromHere(what))) return tellFile(fromHere(what));
			await withJournal(root, async ({ db, keys, signing }) => {
				const elsewhere = await Promise.all(files.map((file) => readCheckpoint(fromHere(file), signing.publicKey)));
				const all = await chainsOf(db, elsewhere);
				const chains = what === undefined ? all : all.filter((chain) => chain === what);
				if (what !== undefined && chains.length === 0) throw new SettingsProblem(`${what} is no chain that is here, and no file.`);
				if (chains.length === 0) console.log('Nothing was recorded yet.');
				for (const chain of chains) {
					const verdict = await verifyAgainst(db, keys, signing.publicKey, chain, elsewhere);
					console.log(`${chain}: ${toldVerdict(verdict)}`);
					if (!verdict.ok) process.exitCode = 1;
				}
			});
		});
	const journal = new Command('journal').description('what happened, as it was recorded');
	journal
		.command('export')
		.description('write a chain with a signed checkpoint, for outsiders who check it without this program')
		.argument('<chain>', '`installation`, or the id of a project')
		.argument('<folder>', 'an empty folder, or one to be made')
		.action((chain: string, folder: string) =>
			withJournal(root, async ({ db, signing }) => {
				const { size, head } = await exportChain(db, signing, chain, fromHere(folder));
				console.log(`${chain}: ${size} entries written, head ${head}.`);
			}),
		);
	return [verify, journal];
}

interface OpenJournal {
	db: Database;
	keys: Keys;
	signing: Signing;
}

async function withJournal(root: string, work: (journal: OpenJournal) => Promise<void>): Promise<void> {
	const settings = readSettings({ ...process.env, PORT: undefined, HOST: undefined, ORIGIN: undefined }, root);
	ensureDataFolder(settings.dataFolder);
	const keys = openKeys(settings.keyFolder);
	const db = openDatabase(settings);
	try {
		await migrate(db);
		await work({ db, keys, signing: openSigning(settings.keyFolder, keys) });
	} finally {
		await db.destroy();
	}
}
