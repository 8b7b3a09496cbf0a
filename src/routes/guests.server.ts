import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { Guest } from '#meetings/guest.ts';
import { guestOf } from '#meetings/joining.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';

/** What the browser of a guest keeps: a sign for one meeting. A next one takes its place. */
const nameOf = (isSafe: boolean) => (isSafe ? '__Host-gast' : 'gast');
const isSafe = (origin: string) => origin.startsWith('https:');

export const signIn = (cookies: Cookies, origin: string): string | undefined => cookies.get(nameOf(isSafe(origin)));

/** Ends with the meeting; one that is closed earlier makes it worth nothing. */
export const keepSign = (cookies: Cookies, origin: string, sign: string, until: string): void =>
	cookies.set(nameOf(isSafe(origin)), sign, {
		...{ path: '/', httpOnly: true, sameSite: 'lax', secure: isSafe(origin) },
		expires: new Date(until),
	});

/** The guest of the meeting at this address; for everybody else nothing is here. */
export async function guest({ cookies, locals, params, route }: RequestEvent): Promise<Guest> {
	const { db, settings } = locals.house;
	const sign = signIn(cookies, settings.origin);
	try {
		return await guestOf(db, sign, params.bijeenkomst ?? '');
	} catch (error) {
		if (sign !== undefined && error instanceof Refusal) note('access', 'refused', { object: route.id ?? '' });
		throw error;
	}
}
