import { fail, redirect } from '@sveltejs/kit';
import type { Junction } from '#guide/junction.ts';
import { readForm } from '#platform/forms.ts';
import { END_WAIT, WAIT } from '#progress/forms.ts';
import { maySeeProgress, statusIn } from '#progress/progress.ts';
import { isSettled } from '#progress/status.ts';
import { beforeEach, holdingUp } from '#progress/waiting.ts';
import { addWait, endWait } from '#progress/waits.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { editionOf, frameOf, junctionHrefs, standAsked, suggested } from '../../../../progress.server.ts';
import { signedIn } from '../../../../signing.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { speech } = event.locals;
	const asked = await standAsked(event);
	const { member, edition, stand } = asked;
	const { standings, own } = stand;
	const before = beforeEach(edition, own);
	const hrefOf = junctionHrefs(member, stand.part, speech);
	const named = ({ id, number, texts }: Junction) => {
		const { text, language } = speech.wording(texts);
		return { id, href: hrefOf(id), title: { text: `${number} ${text.title}`, language }, status: statusIn(standings, id) };
	};
	const open = edition.junctions.filter(({ id }) => !isSettled(statusIn(standings, id)));
	return {
		frame: frameOf(asked, speech),
		suggestions: suggested(stand, member, speech),
		decisions: open.filter(({ decision }) => decision).map(named),
		phases: edition.phases.flatMap((phase) => {
			const waiting = open
				.filter((junction) => junction.phase === phase.number)
				.map((junction) => ({
					...named(junction),
					waitsFor: holdingUp(before, standings, junction.id).map((one) => ({ ...named(one.junction), isOwn: one.isOwn })),
				}))
				.filter(({ waitsFor }) => waitsFor.length > 0);
			const { text, language } = speech.wording(phase.texts);
			return waiting.length === 0 ? [] : [{ number: phase.number, name: { text: text.name, language }, waiting }];
		}),
		own: own.flatMap(({ id, junction, waitsFor, reason }) => {
			const [one, first] = [edition.junction(junction), edition.junction(waitsFor)];
			return one && first ? [{ id, junction: named(one), waitsFor: named(first), reason }] : [];
		}),
		// What is said of the whole is for who sees the whole.
		hasOwn: maySeeProgress(member, null),
		junctions: edition.junctions.map((junction) => ({ value: junction.id, label: named(junction).title.text })),
	};
};

const actor = async (event: RequestEvent) => {
	const { db, keys, publication } = event.locals.house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	return { db, keys, member, edition: editionOf(publication, member) };
};

export const actions: Actions = {
	toevoegen: async (event) => {
		const { db, keys, member, edition } = await actor(event);
		const form = await readForm(event.request, WAIT);
		if (!form.ok) return fail(422, form);
		const { knooppunt: junction, wachtop: waitsFor, reden: reason } = form.values;
		const added = await addWait(db, keys, member, edition, { junction, waitsFor, reason });
		if (!added.ok) return fail(422, { typed: { ...form.values }, issues: { wachtop: added.issue } });
		redirect(303, event.url.pathname);
	},
	weghalen: async (event) => {
		const { db, keys, member, edition } = await actor(event);
		const form = await readForm(event.request, END_WAIT);
		await endWait(db, keys, member, edition, form.ok ? form.values.van : '');
		redirect(303, event.url.pathname);
	},
};
