import { type Finding, type Prose, wordsIn } from './sentences.ts';

/** B1: sentences a tired reader takes in at once. English is held to the same. */
const LONGEST = 25;
const MEAN = 12;
const MEAN_IN_ENGLISH = 14;
/** A mean says little of a few sentences. */
const FEW = 8;

/** Words of the office, and what people say instead. */
const REPLACEMENTS = new Map([
	['aangaande', 'over'],
	['alsmede', 'en'],
	['conform', 'volgens'],
	['derhalve', 'daarom'],
	['desgewenst', 'als je wilt'],
	['doch', 'maar'],
	['evenwel', 'maar'],
	['faciliteren', 'helpen'],
	['geenszins', 'niet'],
	['geïmplementeerd', 'ingevoerd'],
	['implementatie', 'invoering'],
	['implementeren', 'invoeren'],
	['inzake', 'over'],
	['jegens', 'tegenover'],
	['middels', 'met'],
	['omtrent', 'over'],
	['reeds', 'al'],
	['teneinde', 'om'],
	['tevens', 'ook'],
	['thans', 'nu'],
	['vooralsnog', 'voorlopig'],
	['voorts', 'ook'],
	['wederom', 'weer'],
]);
const NOT_SAID = [
	/klik hier/i,
	/click here/i,
	/het is belangrijk (om|dat)/i,
	/ten behoeve van/i,
	/met betrekking tot/i,
	/dient te/i,
	/!(?!WOON)/,
];

/** Sentences that are too long, means that are too high, and words nobody says. */
export function plainLanguage({ file, sentences }: Prose): Finding[] {
	const finding = (message: string): Finding => ({ file: file.path, message });
	if (file.path.startsWith('templates/')) return [];
	const lengths = sentences.map((sentence) => wordsIn(sentence).length);
	const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
	const allowed = file.language === 'nl' ? MEAN : MEAN_IN_ENGLISH;
	return [
		...sentences
			.filter((_, index) => (lengths[index] ?? 0) > LONGEST)
			.map((sentence) => finding(`longer than ${LONGEST} words: “${sentence}”`)),
		...(sentences.length >= FEW && mean > allowed ? [finding(`${mean.toFixed(1)} words a sentence, at most ${allowed}`)] : []),
		...sentences.flatMap((sentence) =>
			NOT_SAID.filter((way) => way.test(sentence)).map((way) => finding(`${way.source} in “${sentence}”`)),
		),
		...(file.language === 'nl' ? sentences.flatMap(wordsIn).flatMap((word) => wordOfTheOffice(word, finding)) : []),
	];
}

function wordOfTheOffice(word: string, finding: (message: string) => Finding): Finding[] {
	const better = REPLACEMENTS.get(word.toLowerCase());
	return better === undefined ? [] : [finding(`“${word}”: say “${better}”`)];
}
