import { domainToASCII } from 'node:url';

const LONGEST = 254;
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const LETTERS_AND_DOTS = /^[\p{L}\p{M}\p{N}.-]+$/u;
/** Names with a dot between them; the last is no number, so that no address of a machine passes. */
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/** Whether letters can be sent there. Stricter than the standard: no quotes, no comments, nothing foreign before the @. */
export function isMailAddress(text: string): boolean {
	if (text.length > LONGEST) return false;
	const { local, domain } = parts(text);
	if (local.length > 64 || !LOCAL.test(local) || !LETTERS_AND_DOTS.test(domain)) return false;
	const ascii = domainToASCII(domain);
	return DOMAIN.test(ascii) && local.length + 1 + ascii.length <= LONGEST;
}

/**
 * The form in which two spellings of one address are the same, for comparing only: without spaces around it, in lower case,
 * and a domain as the network knows it. Only the letters a–z are folded, so that no foreign letter passes for one of them.
 */
export function foldedAddress(text: string): string {
	const { local, domain } = parts(text.trim());
	return `${lowerCase(local)}@${domainToASCII(domain) || lowerCase(domain)}`;
}

/**
 * Whether no letter can ever arrive there: names under `.invalid` are nobody’s and never will be (RFC 2606). People who are invented
 * have such addresses, so that no letter to them leaves the house and bothers somebody who does exist.
 */
export const leadsNowhere = (address: string): boolean => /(^|\.)invalid$/.test(domainOf(address));

/** For who looks after the sending and need not know to whom: `n…@gemeente.example`. */
export function maskedAddress(address: string): string {
	const { local, domain } = parts(address);
	return `${local.slice(0, 1)}…@${domain}`;
}

/** Whom letters come from, written as an address, or as a name with the address in angle brackets behind it. */
export function senderIn(text: string): { name: string; address: string } {
	const [, name = '', address = text.trim()] = /^"?([^<>"\p{Cc}]*)"? *<([^<>]*)>$/u.exec(text.trim()) ?? [];
	return { name: name.trim(), address };
}

export const domainOf = (address: string): string => domainToASCII(parts(address).domain);

function parts(address: string): { local: string; domain: string } {
	const at = address.lastIndexOf('@');
	return { local: address.slice(0, Math.max(at, 0)), domain: address.slice(at + 1) };
}

const lowerCase = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
