import { proveByCode } from '#accounts/signing-in.server.ts';
import { atSecondStep, secondStepBy } from '../second-step.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	await atSecondStep(event);
	return { recovery: event.locals.speech.href('/inloggen/herstelcode') + event.url.search };
};

export const actions: Actions = { default: secondStepBy(proveByCode) };
