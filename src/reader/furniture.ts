import { listItemIn } from './list-item.ts';

/** What a website puts around every page: ways to go on, and words that stand at the foot. */

const READ_ON = ['(?:meer info(?:rmatie)?|meer lezen|lees meer|lees verder)(?: \\((?:externe link|opent [^)]*)\\))?'];
const SHARE = ['deel (?:hier )?(?:je|jouw|uw) ervaring(?:en)?'];
const ELSEWHERE = [
	'inloggen',
	'uitloggen',
	'aanmelden',
	'afmelden',
	'registreren',
	'mijn account',
	'terug(?: naar (?:het )?(?:overzicht|boven|begin|home))?',
	'naar boven',
	'menu',
	'zoeken',
	'home',
	'vorige?(?: knooppunt)?',
	'volgende?(?: knooppunt)?',
	'(?:ga |direct )?naar (?:de )?(?:hoofd)?inhoud',
	'sluiten',
];
const FOOT = [
	'contact',
	'privacy(?:[ -]?(?:verklaring|beleid|statement))?',
	'cookies?(?:[ -]?(?:verklaring|beleid|instellingen|voorkeuren))?',
	'(?:alle )?cookies (?:accepteren|weigeren|toestaan)',
	'(?:alles )?(?:accepteren|weigeren)',
	'akkoord',
	'(?:disclaimer|proclaimer|colofon|sitemap|nieuwsbrief|algemene voorwaarden|volg ons)',
	'(?:digitale )?toegankelijkheid(?:sverklaring)?',
];

const BETWEEN = '[\\s|·•›»>‹«<←→↑↓/\\[\\]☰×✕✖.,:!…&-]';
/** A line that holds nothing but these, however many and whatever drawn between them. */
const only = (words: string[]): RegExp =>
	new RegExp(`^${BETWEEN}*(?:${words.join('|')})(?:${BETWEEN}+(?:${words.join('|')}))*${BETWEEN}*$`, 'i');
const any = (words: string[]): RegExp => new RegExp(`(?:^|${BETWEEN})(?:${words.join('|')})(?:$|${BETWEEN})`, 'i');

const NAVIGATION = only([...READ_ON, ...SHARE, ...ELSEWHERE]);
const FOOTER = only([...FOOT, ...ELSEWHERE]);
const READS_ON = any(READ_ON);
const INVITES = any(SHARE);

/** A button or link of the website, or null when the line says something. */
export function navigationIn(text: string): { readsOn: boolean; invites: boolean } | null {
	return NAVIGATION.test(text) ? { readsOn: READS_ON.test(text), invites: INVITES.test(text) } : null;
}

/** Words of the foot in one row with others that only a website would put there. */
const isRowOfFoot = (text: string): boolean => {
	const parts = text.split(/\s*[|·•]\s*|\s+[&–-]\s+|\s+en\s+/);
	return (
		parts.length > 1 &&
		parts.some((part) => FOOTER.test(part) && !NAVIGATION.test(part)) &&
		parts.every((part) => part.split(' ').length <= 3)
	);
};

const COPYRIGHT = /^(?:©|\(c\)\s|copyright\b|alle rechten voorbehouden)|©\s*(?:19|20)\d\d/i;

/** A notice that asks leave to keep cookies. */
export const isCookieNotice = (text: string): boolean =>
	/\bcookies?\b/i.test(text) &&
	(text.split(' ').length <= 5 || /\b(?:web)?site\b|\b(?:gebruik(?:en|t)?|plaats(?:en|t)|accepteer|accepteert|toestemming)\b/i.test(text));

export const isFooter = (text: string): boolean =>
	[text, listItemIn(text)?.text ?? text].some((words) => FOOTER.test(words) && !NAVIGATION.test(words)) ||
	isRowOfFoot(text) ||
	COPYRIGHT.test(text) ||
	isCookieNotice(text);

/** The sentence that stands where a page has no story, however the copy broke it. */
const NONE_YET =
	'(?:bij dit knooppunt (?:is|zijn)|er (?:is|zijn)(?: bij dit knooppunt)?) nog geen (?:praktijk)?voorbeeld(?:en)? bekend\\s*[:.!;,–-]?';
const DO_YOU = 'heb (?:jij|je|u) (?:zelf )?een ervaring die (?:je|jij|u) wilt? delen\\s*\\??';
const NO_STORY_YET = new RegExp(`${NONE_YET}(?:\\s*${DO_YOU})?|${DO_YOU}`.replaceAll(' ', '\\s+'), 'gi');

/** Says the same with the words of the button, so that only one thing has to be recognised. */
export const withInvitationsAsButtons = (text: string): string => text.replace(NO_STORY_YET, '\nDeel je ervaringen\n');

/** Sections that many websites add below a page. */
const ADDITIONS = [
	'(?:documenten|downloads?|bijlagen?|links|bronnen|literatuur)',
	'(?:gerelateerd|gerelateerde? .+)',
	'(?:zie|bekijk|lees) ook',
	'(?:veelgestelde vragen|faq|reacties|nieuws|agenda|meer weten)',
	'deel (?:deze pagina|dit knooppunt|op .+)',
];
const ADDITION = new RegExp(`^(?:${ADDITIONS.join('|')})\\s*[:?]?$`, 'i');

export const isAddition = (text: string): boolean => ADDITION.test(text);
