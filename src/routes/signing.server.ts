import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { redirect } from '@sveltejs/kit';
import { type Account, type Administrator, isFresh, type Operator } from '#accounts/account.ts';
import { type Site, siteAt } from '#accounts/passkey.ts';
import { accountOf, administratorOf, type HalfSignIn, halfSignInOf, operatorOf, signOut } from '#accounts/sign-ins.server.ts';
import { trialOverOf } from '#organisations/trial.server.ts';
import type { Speech } from '#platform/messages.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';

/** What the browser keeps: the sign-in, and that this browser was here before. */
const names = (isSafe: boolean) =>
	isSafe ? { signIn: '__Host-aanmelding', device: '__Host-apparaat' } : { signIn: 'aanmelding', device: 'apparaat' };
const DEVICE_FOR = 400 * 86_400;

const isSafe = (origin: string) => origin.startsWith('https:');
const shape = (origin: string) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: isSafe(origin) });

export const tokenIn = (cookies: Cookies, origin: string): string | undefined => cookies.get(names(isSafe(origin)).signIn);
export const deviceIn = (cookies: Cookies, origin: string): string | undefined => cookies.get(names(isSafe(origin)).device);

/** The first factor was shown. The sign-in ends with the browser, or earlier by its own limits. */
export const keepToken = (cookies: Cookies, origin: string, token: string): void =>
	cookies.set(names(isSafe(origin)).signIn, token, shape(origin));

/** Both factors were shown: from here on this is them, in this answer too. */
export async function enter({ cookies, locals }: RequestEvent, { token, device }: { token: string; device: string | null }): Promise<void> {
	const { db, settings } = locals.house;
	await leaveBehind(locals);
	keepToken(cookies, settings.origin, token);
	if (device !== null) cookies.set(names(isSafe(settings.origin)).device, device, { ...shape(settings.origin), maxAge: DEVICE_FOR });
	locals.token = token;
	locals.account = await accountOf(db, token);
	if (locals.account) note('second-factor', 'done', { actor: locals.account.pseudonym });
}

/** Who signs in anew leaves no open sign-in behind that nobody holds any more. */
export async function leaveBehind({ house, account, token }: App.Locals): Promise<void> {
	if (account && token) await signOut(house.db, token);
}

export const dropToken = (cookies: Cookies, origin: string): void => cookies.delete(names(isSafe(origin)).signIn, shape(origin));

/** Who is signed in; who is not is led to the sign-in and comes back here after it. */
export function signedIn({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Account {
	if (locals.account) return locals.account;
	const back = locals.path + url.search;
	redirect(303, `${locals.speech.href('/inloggen')}?terug=${encodeURIComponent(back)}`);
}

/** Who is signed in and proved it a short while ago; who did so longer ago proves it again and comes back here after it. */
export function freshlySignedIn(event: Pick<RequestEvent, 'locals' | 'url'>): Account {
	const account = signedIn(event);
	if (!isFresh(account)) redirect(303, proveAgainFor(event.locals.path, event.locals.speech));
	return account;
}

/** Where somebody proves that it is still them, before they go to a page. */
export const proveAgainFor = (path: string, { href }: Speech): string => `${href('/mijn/bevestigen')}?terug=${encodeURIComponent(path)}`;

/** The site as passkeys know it. Where the port is whichever was free, only the address that was asked for has it. */
export function siteOf({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Site {
	const { port, origin } = locals.house.settings;
	return siteAt(port === 0 ? url.origin : origin);
}

/** For whom it is not, a page of operators is not there. */
export async function operator(event: Pick<RequestEvent, 'locals' | 'url'>): Promise<Operator> {
	return found(await operatorOf(event.locals.house.db, signedIn(event)));
}

/** Two proofs, of being an operator and of having shown it is them; the second leads away to where that is done. */
export async function freshOperator(event: Pick<RequestEvent, 'locals' | 'url'>): Promise<Operator> {
	const account = await operator(event);
	freshlySignedIn(event);
	return account;
}

export async function administrator(event: Pick<RequestEvent, 'locals' | 'url'>): Promise<Administrator> {
	const found = await administratorOf(event.locals.house.db, signedIn(event));
	if (found) return found;
	const { house, speech } = event.locals;
	const until = await trialOverOf(house.db, [signedIn(event).organisation], new Date());
	if (until) throw new Refusal('not-allowed', 'trials.readOnly', speech.say('trials.overSince', { day: speech.day(until.slice(0, 10)) }));
	// Everybody knows that their organisation has administrators; they are only not one of them.
	throw new Refusal('not-allowed', 'accounts.onlyAdministrators');
}

/** Where somebody goes after signing in: a page of ours, or their own. */
export function wayBack(url: URL, href: (path: string) => string): string {
	const back = url.searchParams.get('terug') ?? '';
	return /^\/(?![/\\])[^\s\\]*$/.test(back) && back.length < 500 ? href(back) : href('/mijn');
}

/** The sign-in that waits for its second factor; without one, it begins anew. */
export async function halfway({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Promise<HalfSignIn> {
	const half = await halfSignInOf(locals.house.db, locals.token);
	return half ?? startAgain(locals.speech, url);
}

export function startAgain(speech: Speech, url: URL): never {
	const query = new URLSearchParams(url.searchParams);
	query.set('opnieuw', '');
	redirect(303, `${speech.href('/inloggen')}?${query}`);
}
