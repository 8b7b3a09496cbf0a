import { listItemIn } from './list-item.ts';

/** What a website puts around every page: ways to go on, and words that stand at the foot. */

const READ_ON = ['meer informatie', 'meer info', 'meer lezen', 'lees meer', 'lees verder'];
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

const BETWEEN = '[\\s|·•›»>‹«<←→↑↓/\\[\\]☰×✕✖.,:…&-]';
/** A line that holds nothing but these, however many and whatever drawn between them. */
const only = (words: string[]): RegExp => new RegExp(`^${BETWEEN}*(?:${words.join('|')})(?:${BETWEEN}+(?:${words.join('|')}))*${BETWEEN}*$`, 'i');
const any = (words: string[]): RegExp => new RegExp(`(?:^|${BETWEEN})(?:${words.join('|')})(?:$|${BETWEEN})`, 'i');

const NAVIGATION = only([...READ_ON, ...SHARE, ...ELSEWHERE]);
const FOOTER = only([...FOOT, ...ELSEWHERE]);
const READS_ON = any(READ_ON);
const INVITES = any(SHARE);

/** A button or link of the website, or null when the line says something. */
export function navigationIn(text: string): { readsOn: boolean; invites: boolean } | null {
	return NAVIGATION.test(text) ? { readsOn: READS_ON.test(text), invites: INVITES.test(text) } : null;
}

const COPYRIGHT = /^(?:©|\(c\)\s|copyright\b|alle rechten voorbehouden)|©\s*(?:19|20)\d\d/i;

/** A notice that asks leave to keep cookies. */
export const isCookieNotice = (text: string): boolean =>
	/\bcookies?\b/i.test(text) && /\b(?:web)?site\b|\b(?:gebruik(?:en|t)?|plaats(?:en|t)|accepteer|accepteert|toestemming)\b/i.test(text);

export const isFooter = (text: string): boolean =>
	[text, listItemIn(text)?.text ?? text].some((words) => FOOTER.test(words) && !NAVIGATION.test(words)) ||
	COPYRIGHT.test(text) ||
	isCookieNotice(text);

/** The sentence that stands where a page has no story, however the copy broke it. */
const NO_STORY_YET =
	/bij\s+dit\s+knooppunt\s+(?:is|zijn)\s+nog\s+geen\s+(?:praktijk)?voorbeeld(?:en)?\s+bekend\s*[:.!;,–-]?(?:\s*heb\s+(?:jij|je|u)\s+(?:zelf\s+)?een\s+(?:voorbeeld\s+of\s+)?ervaring\s+die\s+(?:je|jij|u)\s+wilt?\s+delen\s*\??)?/gi;

/** Says the same with the words of the button, so that only one thing has to be recognised. */
export const withInvitationsAsButtons = (text: string): string => text.replace(NO_STORY_YET, '\nDeel je ervaringen\n');

/** Sections that many websites add below a page. */
const ADDITION =
	/^(?:documenten|downloads?|bijlagen?|links|gerelateerde? .+|gerelateerd|zie ook|bekijk ook|lees ook|bronnen|literatuur|veelgestelde vragen|faq|reacties|nieuws|agenda|deel (?:deze pagina|dit knooppunt|op .+)|meer weten)\s*[:?]?$/i;

export const isAddition = (text: string): boolean => ADDITION.test(text);
