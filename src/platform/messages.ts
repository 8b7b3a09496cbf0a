import { IntlMessageFormat } from 'intl-messageformat';
import en from '../../messages/en.json' with { type: 'json' };
import nl from '../../messages/nl.json' with { type: 'json' };
import { type InLanguages, inLanguage, type Language, pathIn, type Wording } from './languages.ts';

/** Dutch is the source: a key that is not there does not compile. */
export type MessageKey = keyof typeof nl;
export type MessageValues = Record<string, string | number>;

const MESSAGES: Record<Language, Record<MessageKey, string>> = { nl, en };
const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };

/** Everything a page needs to speak to one reader. */
export interface Speech {
	language: Language;
	/** A message in ICU notation, filled in. */
	say(key: MessageKey, values?: MessageValues): string;
	/** The address of a page in the reader's language. */
	href(path: string): string;
	/** What is written of a thing, in the reader's language where it exists. */
	wording<T>(texts: InLanguages<T>): Wording<T>;
	/** The language to mark a wording with, when it is not that of the page. */
	foreign(wording: { language: Language }): Language | undefined;
	/** A day such as 2026-11-22, written out. */
	day(day: string): string;
	/** The month of a day, as short as a drawing asks for. */
	month(day: string): string;
	/** A moment such as 2026-11-22T13:30:00.000Z, as clocks in the Netherlands show it. */
	moment(at: string): string;
	number(value: number): string;
	/** An amount in euro, with cents where there are any; a price may have four figures behind the comma. */
	euro(amount: number): string;
	/** The size of a file, as people say it. */
	size(bytes: number): string;
}

export const speechIn = (language: Language): Speech => SPEECHES[language];

function makeSpeech(language: Language): Speech {
	const formats = new Map<MessageKey, IntlMessageFormat>();
	const locale = LOCALES[language];
	const number = new Intl.NumberFormat(locale);
	const cents = { minimumFractionDigits: 2, maximumFractionDigits: 4, trailingZeroDisplay: 'stripIfInteger' } as const;
	const euro = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', signDisplay: 'negative', ...cents });
	const megabytes = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
	const kilobytes = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
	const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
	const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
	const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Amsterdam' });
	return {
		language,
		say(key, values) {
			const message = MESSAGES[language][key];
			if (!values) return message;
			const format = formats.get(key) ?? new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
			formats.set(key, format);
			return String(format.format(values));
		},
		href: (path) => pathIn(language, path),
		wording: (texts) => inLanguage(texts, language),
		foreign: (wording) => (wording.language === language ? undefined : wording.language),
		moment: (at) => moment.format(new Date(at)),
		day: (text) => day.format(new Date(`${text}T00:00:00Z`)),
		month: (text) => month.format(new Date(`${text}T00:00:00Z`)),
		number: (value) => number.format(value),
		euro: (amount) => euro.format(amount),
		size: (bytes) =>
			bytes < 1_000_000 ? `${kilobytes.format(Math.max(1, Math.round(bytes / 1000)))} kB` : `${megabytes.format(bytes / 1_000_000)} MB`,
	};
}

const SPEECHES: Record<Language, Speech> = { nl: makeSpeech('nl'), en: makeSpeech('en') };
