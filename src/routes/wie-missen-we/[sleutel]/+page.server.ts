import { fail, redirect } from '@sveltejs/kit';
import { type Issues, readForm } from '#platform/forms.ts';
import { answer, openedAt } from '#stakeholders/blind-spots/answering.server.ts';
import { NAME_PARTIES, namedIn } from '#stakeholders/blind-spots/forms.ts';
import { PARTIES_ASKED } from '#stakeholders/blind-spots/link.ts';
import { editionOf } from '../../progress.server.ts';
import { kindOptions, kindsIn } from '../../stakeholders.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

/** For colleagues without an account. Of the project they learn its name, who asks, and what. */
async function asked({ params, locals: { house, origin } }: RequestEvent | Parameters<PageServerLoad>[0]) {
	const link = await openedAt(house.db, house.keys, params.sleutel, origin.place);
	return { link, edition: editionOf(house.publication, link) };
}

export const load: PageServerLoad = async (event) => {
	const { link, edition } = await asked(event);
	const { speech } = event.locals;
	return {
		project: link.project.name,
		question: link.question,
		makerName: link.makerName,
		until: speech.moment(link.openUntil),
		kinds: kindOptions(edition, speech),
		numbers: Array.from({ length: PARTIES_ASKED }, (_, index) => index + 1),
		wasSent: event.url.searchParams.has('bedankt'),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { house, origin } = event.locals;
		const { edition } = await asked(event);
		const form = await readForm(event.request, NAME_PARTIES);
		if (!form.ok) return fail(422, form);
		const typed = form.values as Record<string, string>;
		const { by, parties, issues } = namedIn(typed, kindsIn(edition));
		if (Object.keys(issues).length > 0) return fail(422, { typed, issues });
		const answered = await answer(house.db, house.keys, event.params.sleutel, { by, parties }, origin.place);
		if (!answered.ok) return fail(429, { typed, issues: { '': answered.issue } as Issues });
		redirect(303, `${event.url.pathname}?bedankt`);
	},
};
