/** The parts of a copied page. The head is everything above the first label or heading. */
export type SectionName = 'head' | 'tracks' | 'parties' | 'goal' | 'approach' | 'tips' | 'practice';

export interface Heading {
	name: SectionName;
	/** The words it was written with, to tell one generation's heading from a short line in a text. */
	words: string;
	/** What stands behind it on the same line. */
	rest: string;
	hasColon: boolean;
}

const HEADINGS: [SectionName, RegExp][] = [
	['goal', /^(?:het )?doel(?: van dit knooppunt)?$/],
	['approach', /^(?:de )?aanpak$/],
	['tips', /^(?:praktische )?tips?(?: \d{1,2})?$|^tips (?:&|en) trucs$/],
	[
		'practice',
		/^(?:(?:voorbeeld(?:en)?|ervaring(?:en)?|verhaal|verhalen) )?(?:uit|in) de praktijk$|^praktijk(?:voorbeeld(?:en)?|ervaring(?:en)?|verhaal|verhalen)(?: \d{1,2})?$|^(?:voorbeeld|ervaring)(?:en)?(?: \d{1,2})?$/,
	],
];

/** A heading that stands alone on its line. */
export function headingIn(text: string): Heading | null {
	const words = singularOrPlural(text)
		.replace(/\s*:\s*$/, '')
		.replace(/\s+/g, ' ')
		.toLowerCase();
	const found = HEADINGS.find(([, pattern]) => pattern.test(words));
	return found ? { name: found[0], words: words.replace(/ \d+$/, ''), rest: '', hasColon: text.endsWith(':') } : null;
}

/** "Praktijkvoorbeeld(en)" is read as the plural. */
const singularOrPlural = (text: string): string => text.replace(/\((en|s)\)/g, '$1');

/** A heading with its text behind the colon. */
export function headingBefore(text: string): Heading | null {
	const [, words = '', rest = ''] = /^([^:]{3,40}?)\s*:\s+(\S.*)$/.exec(text) ?? [];
	const heading = rest === '' ? null : headingIn(words);
	return heading && { ...heading, rest, hasColon: true };
}

const TRACKS = /^(?:dit knooppunt )?draagt bij aan(?: (?:de |het )?(?:volgende )?(?:spoor|sporen)\b)?\s*(:?)\s*(.*)$/i;
const SHORT_TRACKS = /^(?:spoor|sporen)\s*(?::\s*(.*))?$/i;
const PARTIES = /^(?:betrokken )?(?:partij|partijen)\s*(?::\s*(.*))?$/i;

/** The label above or before the tracks, or above or before the parties. */
export function labelIn(text: string): Heading | null {
	const written = singularOrPlural(text).replace('spooren', 'sporen');
	const tracks = TRACKS.exec(written);
	// "Draagt bij aan" can begin a sentence; the label has a colon, nothing behind it, or letters of tracks.
	if (tracks && (tracks[1] || !tracks[2] || /^[A-Z]\b/.test(tracks[2]))) return label('tracks', tracks[2]);
	const short = SHORT_TRACKS.exec(written);
	if (short) return { ...label('tracks', short[1]), words: 'short' };
	const parties = PARTIES.exec(written);
	if (!parties) return null;
	return { ...label('parties', parties[1]), words: /^betrokken/i.test(written) ? 'parties' : 'short' };
}

/** Some copies put both labels on one line. Each begins its own. */
export const withLabelsApart = (text: string): string =>
	text.replace(/^([^\S\n]*(?:draagt bij aan\b|[A-L]\b)[^\n]*?)[^\S\n]+(Betrokken partij(?:en|\(en\))?[^\S\n]*:)/gim, '$1\n$2');

const label = (name: 'tracks' | 'parties', rest = ''): Heading => ({ name, words: name, rest, hasColon: true });

const MAX_WORDS = 6;

/** Whether a line looks like a heading nobody told us about: a few words that make no sentence. */
export function looksLikeHeading(text: string, mayHaveColon: boolean): boolean {
	const words = mayHaveColon ? text.replace(/\s*:$/, '') : text;
	return (
		/^[\p{Lu}"'‘“]/u.test(words) &&
		!/[.!…:;,]$/.test(words) &&
		words.length <= 60 &&
		words.split(/\s+/).length <= MAX_WORDS &&
		!/\d/.test(words)
	);
}
