import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { LANGUAGES, type Language } from '#platform/languages.ts';
import { speechIn } from '#platform/messages.ts';
import { SettingsProblem } from '#platform/settings.ts';
import { type Candidate, findClashes } from './clashes.ts';
import { readItems } from './item.ts';

/** `find-clashes`: tries the finder on any set of items, away from every installation. */
export function clashesCommand(fromHere: (path: string) => string): Command {
	return new Command('find-clashes')
		.description('which wishes, conditions and priorities of different parties clash, and which reinforce each other')
		.argument('<file>', 'JSON: { "items": [{ "id", "party", "theme", "kind", "text", … }] }')
		.requiredOption('--json', 'print { "clashes", "reinforcements" } as JSON')
		.addOption(new Option('--language <language>', 'of the reasons').choices(LANGUAGES).default('nl'))
		.action(async (file: string, { language }: { language: Language }) => {
			const text = await readFile(fromHere(file), 'utf8').catch(() => {
				throw new SettingsProblem(`${file} cannot be read.`);
			});
			const read = readItems(text);
			if (!read.ok) throw new SettingsProblem(`${file}: ${read.issues.join(`\n${file}: `)}`);
			const found = findClashes(read.items);
			const told = (outcome: Candidate['outcome']) =>
				found
					.filter((candidate) => candidate.outcome === outcome)
					.map(({ items, reason }) => ({ items: items.map(({ id }) => id), reason: speechIn(language).say(reason.key, reason.values) }));
			console.log(JSON.stringify({ clashes: told('clash'), reinforcements: told('reinforcement') }, null, '\t'));
		});
}
