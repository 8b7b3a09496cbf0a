import type { Language } from '../languages.ts';
import { escapeXml } from '../xml.ts';
import { isMailAddress } from './addresses.ts';

/** What a verb has to say to one person. Plain text, in their language; how it looks is made of it here. */
export interface Letter {
	to: { account: string | null; address: string; language: Language };
	subject: string;
	paragraphs: string[];
	action?: Action;
	/** Pages it tells of, for who is signed in; no secret. */
	pages?: Link[];
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

export interface Link {
	label: string;
	url: string;
}

/** What somebody reads of a letter. A link that is gone is not shown. */
export interface Content {
	paragraphs: string[];
	link: Link | null;
	pages?: Link[];
}

const NOT_ON_ONE_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** A letter that cannot be sent as it is, is a mistake of the verb that writes it; so it throws, and the verb does not happen. */
export function assertSendable({ to, subject, kind, action, pages = [] }: Letter): void {
	if (!isMailAddress(to.address)) throw new Error('A letter needs a mail address.');
	if (subject.trim() === '' || NOT_ON_ONE_LINE.test(subject)) throw new Error('The subject of a letter is one line.');
	if (!/^[a-z-]+\.[a-zA-Z]+$/.test(kind)) throw new Error(`A kind of letter is written like accounts.invitation, not ${kind}.`);
	for (const { url } of [...pages, ...(action ? [action] : [])])
		if (!/^https?:\/\/[^\s<>"\p{Cc}]+$/u.test(url)) throw new Error('The link of a letter is a web address.');
	if (action === undefined) return;
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(action.expires))
		throw new Error('A link expires at a time in UTC, with milliseconds.');
}

/** The last of it, when there is one, is where letters such as this can be refused. */
export function textOf({ paragraphs, link, pages = [] }: Content, refusal: Link | null = null): string {
	const written = ({ label, url }: Link) => `${label}:\n${url}`;
	const links = [...pages, ...(link ? [link] : [])].map(written);
	return `${[...paragraphs, ...links, ...(refusal ? ['--', written(refusal)] : [])].join('\n\n')}\n`;
}

/** Nothing in it is fetched, runs or tells that it was read. */
export function htmlOf(
	subject: string,
	language: Language,
	{ paragraphs, link, pages = [] }: Content,
	refusal: Link | null = null,
): string {
	const blocks = paragraphs.map((text) => escapeXml(text).replaceAll('\n', '<br>\n'));
	const written = ({ label, url }: Link) => `<a href="${escapeXml(url)}">${escapeXml(label)}</a>`;
	blocks.push(...[...pages, ...(link ? [link] : []), ...(refusal ? [refusal] : [])].map(written));
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
