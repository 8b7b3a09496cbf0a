import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { notAllowed } from '#projects/member.ts';
import { asTyped, PREPARED, planIn } from '#talks/forms.ts';
import { callOff, isWrittenIn, prepareTalk } from '#talks/planning.server.ts';
import { mayPrepare } from '#talks/talk.ts';
import { talkFor } from '#talks/talks.server.ts';
import { choicesFor, talksAsked } from '../../../../../talks.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const asked = await talksAsked(event);
	const { db, keys, member, speech, home } = asked;
	const talk = await talkFor(db, keys, member, event.params.gesprek);
	if (!mayPrepare(member, talk)) throw notAllowed(member);
	const { offered } = await choicesFor(asked, talk);
	return {
		back: speech.href(`${home}/${talk.id}`),
		party: talk.plan.party,
		offered,
		isUnwritten: !(await isWrittenIn(db, talk.id)),
		first: { ...asTyped(talk.plan, talk.person), versie: String(talk.version) } as Record<string, string>,
	};
};

export const actions: Actions = {
	wijzigen: async (event) => {
		const asked = await talksAsked(event);
		const { db, keys, member, speech, home } = asked;
		const id = event.params.gesprek;
		const form = await readForm(event.request, PREPARED);
		if (!form.ok) return fail(422, form);
		const { known } = await choicesFor(asked);
		const { persoon, versie } = form.values;
		const given = { person: persoon || null, plan: planIn(form.values, known), version: Number.parseInt(versie, 10) || 0 };
		try {
			const done = await prepareTalk(db, keys, member, id, given);
			if (done.ok) redirect(303, speech.href(`${home}/${id}`));
			const typed: Record<string, string> = { ...(form.values as Record<string, string>), versie: String(done.meanwhile.version) };
			return fail(409, { typed, isOvertaken: true });
		} catch (error) {
			if (error instanceof Refusal && error.kind === 'conflict')
				return fail(422, { typed: form.values as Record<string, string>, issues: { persoon: error.code } });
			throw error;
		}
	},
	afzeggen: async (event) => {
		const { db, keys, member, speech, home } = await talksAsked(event);
		await callOff(db, keys, member, event.params.gesprek);
		redirect(303, speech.href(home));
	},
};
