import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { notAllowed } from '#projects/member.ts';
import { asTyped, PLAN, planIn } from '#talks/forms.ts';
import { planTalk } from '#talks/planning.server.ts';
import { mayPlanTalk, NO_PLAN, STEPS, type Step, USUAL_CARD, USUAL_QUESTIONS } from '#talks/talk.ts';
import { choicesFor, talksAsked } from '../../../../talks.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const asked = await talksAsked(event);
	const { member, speech, home } = asked;
	if (!mayPlanTalk(member)) throw notAllowed(member);
	const { offered } = await choicesFor(asked);
	const questions = Object.fromEntries(STEPS.map((step) => [step, speech.say(USUAL_QUESTIONS[step])])) as Record<Step, string>;
	return { home, offered, first: asTyped({ ...NO_PLAN, card: USUAL_CARD, questions }, null) };
};

export const actions: Actions = {
	default: async (event) => {
		const asked = await talksAsked(event);
		const { db, keys, member, speech, home } = asked;
		const form = await readForm(event.request, PLAN);
		if (!form.ok) return fail(422, form);
		const { known } = await choicesFor(asked);
		try {
			const id = await planTalk(db, keys, member, { person: form.values.persoon || null, plan: planIn(form.values, known) });
			redirect(303, speech.href(`${home}/${id}`));
		} catch (error) {
			// Who was to speak for the party left meanwhile.
			if (error instanceof Refusal && error.kind === 'conflict')
				return fail(422, { typed: form.values as Record<string, string>, issues: { persoon: error.code } });
			throw error;
		}
	},
};
