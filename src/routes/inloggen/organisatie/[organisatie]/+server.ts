import { redirect } from '@sveltejs/kit';
import { isFresh } from '#accounts/account.ts';
import { signOut } from '#accounts/sign-ins.server.ts';
import { ProviderProblem } from '#accounts/single-sign-on/discovering.server.ts';
import { signInBy } from '#accounts/single-sign-on/identities.server.ts';
import type { Reason } from '#accounts/single-sign-on/identity-provider.ts';
import { providerOf } from '#accounts/single-sign-on/identity-providers.server.ts';
import { link } from '#accounts/single-sign-on/linking.server.ts';
import { noteRefusedArrival } from '#accounts/single-sign-on/refusing.server.ts';
import { arrive, departureIn } from '#accounts/single-sign-on/travelling.server.ts';
import { speechIn } from '#platform/messages.ts';
import { NOBODY } from '#platform/security-log/event.ts';
import { takeDeparture, tellOperator } from '../../../leaving.server.ts';
import { enter, keepToken, siteOf, wayBack } from '../../../signing.server.ts';
import type { RequestHandler } from './$types.ts';

/** Where a provider sends people back to. Its address is registered there, so it has one language; whoever comes goes on in theirs. */
export const GET: RequestHandler = async (event) => {
	const { locals, params, cookies, url } = event;
	const { house, origin } = locals;
	const { db, keys, settings } = house;
	const site = siteOf(event);
	const departure = departureIn(keys, takeDeparture(cookies, site.origin), params.organisatie);
	const { href } = speechIn(departure?.language ?? 'nl');
	const back = departure?.back ? `?terug=${encodeURIComponent(departure.back)}` : '';
	const sendAway = (reason: Reason): never => {
		// What else goes wrong on this road is told where it does.
		if (reason === 'over') noteRefusedArrival(departure?.organisation ?? NOBODY, reason);
		const page = departure?.linking ? '/mijn/koppeling' : '/inloggen/organisatie';
		redirect(303, `${href(page)}${back || '?'}${back && '&'}reden=${reason}`);
	};
	const provider = departure && (await providerOf(db, keys, departure.organisation));
	if (!departure || !provider) return sendAway('over');

	const assertion = await arrive(db, keys, provider, departure, url.searchParams, site.origin).catch((error: unknown) => {
		if (!(error instanceof ProviderProblem)) throw error;
		tellOperator(provider, error);
		return sendAway('mislukt');
	});
	if (departure.linking !== null) {
		const { account } = locals;
		// They signed out in the meantime, somebody else sat down at this screen, or it took them too long.
		if (account?.id !== departure.linking || !isFresh(account)) return sendAway('over');
		const linked = await link(db, keys, account, provider, assertion);
		if (!linked.ok) return sendAway(linked.reason);
		redirect(303, href('/mijn/koppeling'));
	}
	const arrival = await signInBy(db, keys, provider, assertion, origin);
	if (!arrival.ok) return sendAway(arrival.reason);
	if (locals.token) await signOut(db, locals.token);
	if (!arrival.isWhole) {
		keepToken(cookies, settings.origin, arrival.token);
		redirect(303, href('/inloggen/code') + back);
	}
	await enter(event, arrival);
	redirect(303, wayBack(new URL(`/${back}`, site.origin), href));
};
