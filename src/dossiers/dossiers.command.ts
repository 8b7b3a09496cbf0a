import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { openStoreroom } from '#documents/storeroom.server.ts';
import { nameKey } from '#organisations/organisation.ts';
import { atWork } from '#platform/at-work.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import { openSigning } from '#platform/journal/signing.server.ts';
import { LANGUAGES, type Language } from '#platform/languages.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { type Settings, SettingsProblem } from '#platform/settings.ts';
import { leadFrom } from '#projects/leading.server.ts';
import { bringIn, type Destination, noteRefused } from './bringing-in.server.ts';
import { everyProject } from './every-project.server.ts';
import { ledByNamed } from './led-by.server.ts';
import { DossierProblem } from './problem.ts';
import { recordTaken } from './taking-along.server.ts';
import { checkDossier } from './verifying.server.ts';
import { dossierOf } from './writing.server.ts';

/** What a verb of the command line needs to know of where it runs. */
interface Surroundings {
	settings(): Settings;
	/** People name files from where they stand. */
	fromHere(path: string): string;
}

const BY = { actor: 'command', channel: 'command' } as const;

/** `project list`, `project export` and `project import`. The operator of the machine holds its keys, and so reads what it keeps. */
export function projectCommand({ settings, fromHere }: Surroundings): Command {
	const project = new Command('project').description('whole projects: which there are, one as a file, and one from a file');
	project
		.command('list')
		.description('the projects that are here')
		.option('--json', 'print an array of { id, name, organisation, municipality, began, ended }')
		.action(({ json }: { json?: boolean }) =>
			at(settings(), async ({ db }) => {
				const all = await everyProject(db);
				if (json) console.log(JSON.stringify(all, null, '\t'));
				else for (const { id, name, organisation } of all) console.log(`${id}\t${name}\t${organisation}`);
			}),
		);
	project
		.command('export')
		.description('write a whole project into one ZIP, with its documents and its journal; personal entries stay with their authors')
		.argument('<id>', 'as `project list` prints it')
		.argument('<file>', 'the ZIP to be written')
		.addOption(new Option('--language <language>', 'of the pages to read in it').choices(LANGUAGES).default('nl'))
		.action((id: string, file: string, { language }: { language: Language }) =>
			at(settings(), (here) => write(here, id, fromHere(file), language)),
		);
	project
		.command('import')
		.description('take a whole project in from such a ZIP; prints its id and nothing else. Nobody in it gets an account by it')
		.argument('<file>', 'a dossier')
		.option(
			'--organisation <name>',
			'which organisation leads it here; without it, the one its leader belonged to, made where it is not there',
		)
		.option('--leader <address>', 'appoint somebody of that organisation who has an account here')
		.action((file: string, given: { organisation?: string; leader?: string }) =>
			at(settings(), (here) => read(here, fromHere(file), given)),
		);
	return project;
}

async function write(here: Destination, id: string, path: string, language: Language): Promise<void> {
	const { db, keys, signing, storeroom } = here;
	const now = new Date();
	const dossier = await dossierOf({ db, keys, signing, shelf: storeroom.shelf }, id, speechIn(language), now).catch((error) => {
		throw error instanceof Refusal && error.kind === 'not-found' ? new SettingsProblem(`There is no project ${id} here.`) : error;
	});
	// Under another name until it is whole, so that nobody takes half a dossier for one.
	const draft = `${path}.part`;
	try {
		await pipeline(dossier.pieces, createWriteStream(draft, { mode: 0o600, flush: true }));
		await rename(draft, path);
	} catch (error) {
		await rm(draft, { force: true });
		const { syscall, message } = error as NodeJS.ErrnoException;
		throw syscall === undefined ? error : new SettingsProblem(`${path} cannot be written: ${message}.`);
	}
	await recordTaken(here, id, BY, now);
	console.log(`${id}: written to ${path}. It holds what the core team reads: keep it where others cannot.`);
}

async function read(here: Destination, path: string, { organisation, leader }: { organisation?: string; leader?: string }): Promise<void> {
	const { db, keys } = here;
	const account = leader === undefined ? null : await leaderAt(db, leader);
	// A project is led by somebody of its own organisation, so whom they belong to decides it.
	if (account && organisation !== undefined && nameKey(organisation) !== nameKey(account.organisation))
		throw new SettingsProblem(`${leader} belongs to ${account.organisation}, and so cannot lead a project of ${organisation}.`);
	const id = await bringIn(here, path, ledByNamed(account?.organisation ?? organisation), BY).catch((error) => {
		if (error instanceof DossierProblem) noteRefused(error);
		throw error;
	});
	if (account) await act(db, keys, (acting) => leadFrom(acting, id, account.id, BY, new Date()));
	console.log(id);
}

async function leaderAt(db: Database, address: string): Promise<{ id: string; organisation: string }> {
	const account = await db
		.selectFrom('accounts as a')
		.innerJoin('organisations as o', 'o.id', 'a.organisation')
		.select(['a.id', 'o.name as organisation'])
		.where('a.address_key', '=', foldedAddress(address))
		.where('a.id', 'not in', db.selectFrom('deactivations').select('account'))
		.executeTakeFirst();
	if (!account) throw new SettingsProblem(`Nobody who can come in here has an account at ${address}.`);
	return account;
}

/** Whether a dossier holds: every byte of it, its journal, and what was signed. Prints a line. */
export async function tellDossier(path: string): Promise<void> {
	const { project, entries, documents, key } = await checkDossier(path).catch((error) => {
		throw error instanceof DossierProblem ? new SettingsProblem(toldIn(error)) : error;
	});
	console.log(`${project}: good, ${entries} entries, ${documents} documents, signed with key ${key}`);
}

const at = (settings: Settings, work: (here: Destination) => Promise<void>): Promise<void> =>
	atWork(settings, ({ db, keys }) =>
		work({ db, keys, signing: openSigning(settings.keyFolder, keys), storeroom: openStoreroom(settings) }),
	).catch((error) => {
		throw asSaid(error);
	});

/** One line for the operator. */
function asSaid(error: unknown): unknown {
	const { say } = speechIn('en');
	if (error instanceof DossierProblem) return new SettingsProblem(`${toldIn(error)} Nothing of it was kept.`);
	if (error instanceof Refusal) return new SettingsProblem(say(error.code));
	if ((error as NodeJS.ErrnoException).syscall === 'open') return new SettingsProblem((error as Error).message);
	return error;
}

const toldIn = ({ issue, where }: DossierProblem): string => speechIn('en').say(issue, { where });
