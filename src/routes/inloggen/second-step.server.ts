import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { CODE } from '#accounts/forms.ts';
import type { HalfSignIn } from '#accounts/sign-ins.server.ts';
import type { proveByCode } from '#accounts/signing-in.server.ts';
import { readForm } from '#platform/forms.ts';
import { enter, halfway, startAgain, wayBack } from '../signing.server.ts';

/** Who may take the second step: whoever took the first and has an app to show. */
export async function atSecondStep(event: RequestEvent): Promise<HalfSignIn> {
	const half = await halfway(event);
	if (!half.hasAuthenticator) redirect(303, event.locals.speech.href('/inloggen/app') + event.url.search);
	return half;
}

/** Takes the second step by a code that is typed, of one kind or the other. */
export const secondStepBy = (prove: typeof proveByCode) => async (event: RequestEvent) => {
	const { request, url, locals } = event;
	const { house, speech, origin, token } = locals;
	const form = await readForm(request, CODE);
	if (!form.ok) return fail(422, form);
	const proof = await prove(house.db, house.keys, token ?? '', form.values.code, origin.knownDevice);
	if (!proof.ok && proof.issue === 'accounts.startAgain') startAgain(speech, url);
	if (!proof.ok) return fail(422, { issues: { code: proof.issue } });
	await enter(event, proof);
	redirect(303, wayBack(url, speech.href));
};
