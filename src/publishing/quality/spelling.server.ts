import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#platform/languages.ts';
import { type Finding, type Prose, wordsIn } from './sentences.ts';

const DICTIONARY: Record<Language, string> = { nl: 'nl_NL', en: 'en_GB' };

/** Words the dictionary does not know and our own list of names and terms neither (`content/spelling.nl.txt`). Needs hunspell. */
export function spelling(prose: Prose[], folder: string): Finding[] {
	return (['nl', 'en'] as const).flatMap((language) => {
		const known = new Set([...listed(folder, 'nl'), ...(language === 'en' ? listed(folder, 'en') : [])]);
		const files = prose.filter(({ file }) => file.language === language);
		const words = new Set(files.flatMap(({ sentences }) => sentences.flatMap(wordsIn)).map(bare));
		const unknown = new Set(unknownTo(DICTIONARY[language], [...words]).filter((word) => !known.has(word)));
		return files.flatMap(({ file, sentences }) =>
			[...new Set(sentences.flatMap(wordsIn).map(bare))]
				.filter((word) => unknown.has(word))
				.map((word) => ({ file: file.path, message: `not in the dictionary: ${word}` })),
		);
	});
}

/** A word without the quotation marks that touch it. */
const bare = (word: string) => word.replace(/^['’-]+|['’-]+$/g, '').replaceAll('’', "'");

const listed = (folder: string, language: Language): string[] =>
	readFileSync(join(folder, `spelling.${language}.txt`), 'utf8')
		.split('\n')
		.filter(Boolean);

function unknownTo(dictionary: string, words: string[]): string[] {
	const { stdout, error, stderr } = spawnSync('hunspell', ['-d', dictionary, '-l', '-i', 'utf-8'], {
		input: words.join('\n'),
		encoding: 'utf8',
	});
	if (error || stderr) throw new Error(`hunspell with the dictionary ${dictionary} is needed: ${error?.message ?? stderr}`);
	return stdout.split('\n').filter(Boolean);
}
