import { fail, redirect } from '@sveltejs/kit';
import { colleaguesOf } from '#accounts/colleagues.server.ts';
import { readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { factsFrom, typedOf } from '#projects/facts.ts';
import { BEGIN } from '#projects/forms.ts';
import { beginProject } from '#projects/projects.server.ts';
import { administrator } from '../../signing.server.ts';
import { choicesIn } from '../editions.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const who = await administrator(event);
	const { house, speech } = event.locals;
	const colleagues = await colleaguesOf(house.db, who);
	const there = colleagues.filter(({ deactivatedSince }) => deactivatedSince === null);
	const { current } = house.publication;
	return {
		...choicesIn(house.publication, current, speech),
		colleagues: there.map(({ id, name }) => ({ value: id, label: name })),
		self: who.id,
		edition: current.id,
		municipalities: house.municipalities.names,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, municipalities, publication } = event.locals.house;
		const who = await administrator(event);
		const form = await readForm(event.request, BEGIN);
		if (!form.ok) return fail(422, form);
		const { leider: leader, ...given } = form.values;
		const typed = { ...typedOf(given), leider: leader };
		const read = factsFrom(given, municipalities, publication.parts.editions);
		if (!read.ok) return fail(422, { typed, issues: read.issues });
		const id = await beginProject(db, keys, who, { ...read.facts, leader }).catch((error: unknown) => {
			// Another name mends it.
			if (error instanceof Refusal && error.kind === 'conflict') return null;
			throw error;
		});
		if (id === null) return fail(422, { typed, issues: { naam: 'projects.nameTaken' as const } });
		redirect(303, event.locals.speech.href(leader === who.id ? `/projecten/${id}` : '/projecten'));
	},
};
