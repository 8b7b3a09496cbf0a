import { proveByRecovery } from '#accounts/signing-in.server.ts';
import { atSecondStep, secondStepBy } from '../second-step.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	await atSecondStep(event);
};

export const actions: Actions = { default: secondStepBy(proveByRecovery) };
