import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import packageFile from '../package.json' with { type: 'json' };
import { operatorCommand } from './accounts/operators.command.ts';
import { clashesCommand } from './ambitions/clashes.command.ts';
import { dailyCommand } from './daily/daily.command.ts';
import { checkTheme, pairsChecked } from './design/theme-check.ts';
import { projectCommand, tellDossier } from './dossiers/dossiers.command.ts';
import { BrokenContent, erasingBy, loadContent, publicationAt } from './house.server.ts';
import { KeepingProblem } from './keeping/problem.ts';
import { addKeepingVerbs } from './keeping/verbs.server.ts';
import { openDatabase } from './platform/database/database.server.ts';
import { migrate, NewerDatabase } from './platform/database/migrate.server.ts';
import { journalCommands } from './platform/journal/journal.command.ts';
import { ensureDataFolder, readSettings, SettingsProblem } from './platform/settings.ts';
import { manuscriptIn } from './publishing/manuscript.server.ts';
import type { Problem } from './publishing/manuscript.ts';
import { missingIn } from './publishing/missing.ts';
import { completeness } from './publishing/quality/completeness.ts';
import { plainLanguage } from './publishing/quality/plain-language.ts';
import { proseOf } from './publishing/quality/sentences.ts';
import { spelling } from './publishing/quality/spelling.server.ts';
import { translations } from './publishing/quality/translations.ts';
import { readManuscript } from './publishing/reading.ts';
import { stampTranslations } from './publishing/stamping.server.ts';
import { readGuidePage } from './reader/guide-page.ts';
import { SampleProblem } from './sample/reading.server.ts';
import { sampleCommand } from './sample/sample.command.ts';

/** The command line. Each verb prints what it did, or says in one line why it could not. */

const ROOT = join(import.meta.dirname, '..');
/** People name files from where they stand, not from where the program is. */
const fromHere = (path: string) => resolve(process.env.WIJKSPOOR_ASKED_FROM ?? process.cwd(), path);

/** The settings for a verb that opens no door, so that a wrong address does not stand in its way. */
const awayFromTheDoor = () => readSettings({ ...process.env, PORT: undefined, HOST: undefined, ORIGIN: undefined }, ROOT);

const program = new Command('bin/wijkspoor').description('The command line of Wijkspoor.').version(packageFile.version);

const content = program.command('content').description('the text of the guide');

content
	.command('load')
	.description('check the files of a folder and let readers see them, all at once; a running server shows them within a second')
	.argument('[folder]', 'the folder that holds editions, cards, stories …', 'content')
	.action(async (folder: string) => {
		const settings = awayFromTheDoor();
		if (settings.databaseUrl === null) ensureDataFolder(settings.dataFolder);
		const db = openDatabase(settings);
		try {
			await migrate(db);
			const number = await loadContent(db, folder === 'content' ? settings.contentFolder : fromHere(folder));
			console.log(`Readers now see release ${number}.`);
		} finally {
			await db.destroy();
		}
	});

content
	.command('check')
	.description('check the files of a folder without loading them')
	.argument('[folder]', 'the folder that holds editions, cards, stories …', 'content')
	.action(async (folder: string) => {
		const reading = readManuscript(await manuscriptIn(folder === 'content' ? join(ROOT, folder) : fromHere(folder)));
		if (!reading.ok) throw new BrokenContent(reading.problems);
		console.log('The content holds.');
	});

content
	.command('quality')
	.description('what a reader stumbles over: long sentences, words of the office, misspellings, missing blocks, repeated tips')
	.action(async () => {
		const folder = join(ROOT, 'content');
		const manuscript = await manuscriptIn(folder);
		const reading = readManuscript(manuscript);
		if (!reading.ok) throw new BrokenContent(reading.problems);
		const prose = proseOf(manuscript);
		const findings = [
			...prose.flatMap(plainLanguage),
			...completeness(reading.publication.current),
			...translations(prose, manuscript),
			...spelling(prose, folder),
		];
		for (const { file, message } of findings) console.log(`${file}: ${message}`);
		console.log(`${findings.length} findings in ${prose.length} texts.`);
		if (findings.length > 0) process.exitCode = 1;
	});

content
	.command('stamp')
	.description('say of translations that they belong to the Dutch text as it is now')
	.argument('[file...]', 'English files; all of them when none is named')
	.action(async (files: string[]) => {
		const stamped = await stampTranslations(join(ROOT, 'content'), files.map(fromHere));
		console.log(`${stamped} translations stamped.`);
	});

content
	.command('status')
	.description('what is not written yet, per junction, language and block')
	.option('--json', 'print { junctions, missing } as JSON')
	.action(async ({ json }: { json?: boolean }) => {
		const reading = readManuscript(await manuscriptIn(join(ROOT, 'content')));
		if (!reading.ok) throw new BrokenContent(reading.problems);
		const edition = reading.publication.current;
		const missing = missingIn(edition);
		if (json) {
			console.log(JSON.stringify({ junctions: edition.junctions.length, missing }, null, '\t'));
			return;
		}
		console.log(`${edition.junctions.length} junctions, ${missing.length === 0 ? 'nothing' : `${missing.length} blocks`} missing.`);
		for (const { id, language, block } of missing) console.log(`${id}\t${language}\t${block}`);
	});

program
	.command('read-page')
	.description('read pages of an existing guide, copied as text, into draft junctions')
	.argument('<file...>', 'text files, one page each')
	.requiredOption('--json', 'print one JSON array')
	.action(async (files: string[]) => {
		const drafts: unknown[] = [];
		for (const file of files) {
			const draft = readGuidePage(await readFile(fromHere(file), 'utf8').catch(() => ''));
			if (draft) drafts.push({ file, ...draft });
			else {
				console.error(`${file}: this is no page of a guide; a page has at least a heading Doel or Aanpak.`);
				process.exitCode = 1;
			}
		}
		console.log(JSON.stringify(drafts, null, '\t'));
	});

program
	.command('theme')
	.description('the looks of an installation')
	.command('check')
	.description('name every token that is missing from a theme and every pair of colours that is hard to read')
	.argument('<file>', 'a CSS file with --basis-* tokens')
	.action(async (file: string) => {
		const theme = await readFile(fromHere(file), 'utf8').catch(() => {
			throw new SettingsProblem(`${file} cannot be read.`);
		});
		const findings = checkTheme(theme);
		for (const { kind, message } of findings) console.log(`${kind}: ${message}`);
		const faults = findings.filter(({ kind }) => kind !== 'note');
		if (faults.length > 0) process.exitCode = 1;
		else console.log(`Every token is there, and all ${pairsChecked(theme)} pairs of colours can be read.`);
	});

for (const command of journalCommands(ROOT, fromHere, tellDossier)) program.addCommand(command);

// The one verb that prints an address of the site, so it wants to know that address.
program.addCommand(operatorCommand(() => readSettings(process.env, ROOT)));

program.addCommand(dailyCommand(awayFromTheDoor, erasingBy));

program.addCommand(clashesCommand(fromHere));

program.addCommand(projectCommand({ fromHere, settings: awayFromTheDoor }));

program.addCommand(sampleCommand(awayFromTheDoor, { publicationAt, erasingBy }));

addKeepingVerbs(program, {
	fromHere,
	place: awayFromTheDoor,
});

try {
	await program.parseAsync();
} catch (error) {
	process.exitCode = 1;
	if (error instanceof BrokenContent) tellProblems(error.message, error.problems);
	else if (
		error instanceof SettingsProblem ||
		error instanceof NewerDatabase ||
		error instanceof KeepingProblem ||
		error instanceof SampleProblem
	)
		console.error(error.message);
	else console.error(error);
}

function tellProblems(message: string, problems: Problem[]): void {
	console.error(message);
	for (const { file, line, message: what } of problems) console.error(`${file}:${line}: ${what}`);
}
