import type { Language } from '../languages.ts';
import { escapeXml } from '../xml.ts';
import { isMailAddress } from './addresses.ts';

/** What a verb has to say to one person. Plain text, in their language; how it looks is made of it here. */
export interface Letter {
	to: { account: string | null; address: string; language: Language };
	subject: string;
	paragraphs: string[];
	action?: Action;
	/** What it is about: the folder that writes it and a word, such as `accounts.invitation`. */
	kind: string;
}

/** The one link of a letter. Who has its address may do what it is for, until it expires. */
export interface Action {
	label: string;
	url: string;
	/** ISO-8601 in UTC. */
	expires: string;
}

/** What somebody reads of a letter. A link that is gone is not shown. */
export interface Content {
	paragraphs: string[];
	link: { label: string; url: string } | null;
}

const NOT_ON_ONE_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** A letter that cannot be sent as it is, is a mistake of the verb that writes it; so it throws, and the verb does not happen. */
export function assertSendable({ to, subject, kind, action }: Letter): void {
	if (!isMailAddress(to.address)) throw new Error('A letter needs a mail address.');
	if (subject.trim() === '' || NOT_ON_ONE_LINE.test(subject)) throw new Error('The subject of a letter is one line.');
	if (!/^[a-z]+\.[a-zA-Z]+$/.test(kind)) throw new Error(`A kind of letter is written like accounts.invitation, not ${kind}.`);
	if (action === undefined) return;
	if (!/^https?:\/\/[^\s<>"\p{Cc}]+$/u.test(action.url)) throw new Error('The link of a letter is a web address.');
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(action.expires))
		throw new Error('A link expires at a time in UTC, with milliseconds.');
}

export function textOf({ paragraphs, link }: Content): string {
	return `${[...paragraphs, ...(link ? [`${link.label}:\n${link.url}`] : [])].join('\n\n')}\n`;
}

/** Nothing in it is fetched, runs or tells that it was read. */
export function htmlOf(subject: string, language: Language, { paragraphs, link }: Content): string {
	const blocks = paragraphs.map((text) => escapeXml(text).replaceAll('\n', '<br>\n'));
	if (link) blocks.push(`<a href="${escapeXml(link.url)}">${escapeXml(link.label)}</a>`);
	return [
		'<!doctype html>',
		`<html lang="${language}">`,
		`<head><meta charset="utf-8"><title>${escapeXml(subject)}</title></head>`,
		'<body>',
		...blocks.map((block) => `<p>${block}</p>`),
		'</body>',
		'</html>',
		'',
	].join('\n');
}
