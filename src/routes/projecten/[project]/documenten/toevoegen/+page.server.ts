import { fail, redirect } from '@sveltejs/kit';
import { mayAddDocument, mayAddSomewhere } from '#documents/document.ts';
import { ADD_DOCUMENT } from '#documents/forms.ts';
import { usedBy } from '#documents/quota.server.ts';
import { discard, FILE_FIELD } from '#documents/receiving.server.ts';
import { takeIn } from '#documents/taking-in.server.ts';
import { readFields } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { LEVELS } from '#projects/level.ts';
import { memberOf } from '#projects/members.server.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { editionOf, isAnySensitive } from '../../../../progress.server.ts';
import { signedIn } from '../../../../signing.server.ts';
import { notKept, received } from '../receiving.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const { db, storeroom } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	if (!mayAddSomewhere(member)) throw new Refusal('not-allowed', 'projects.notAllowed');
	const junction = junctionIn(house, event.url.searchParams.get('knooppunt'));
	const levels = LEVELS.filter((level) => mayAddDocument(member, { level, subproject: member.subproject }));
	const isSensitive = await isAnySensitive(db, member, editionOf(house.publication, member), [junction]);
	return {
		isSensitive,
		levels,
		/** Suggested, and chosen by whom it concerns. */
		level: isSensitive && levels.includes('core') ? 'core' : levels[0],
		parts: member.role === 'subproject' ? [] : await subprojectsFor(db, member),
		junction,
		most: speech.size(storeroom.arrivals.most),
		used: speech.size(await usedBy(db, member.project.id)),
		mostOfProject: speech.size(storeroom.mostOfProject),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { house, speech } = event.locals;
		const member = await memberOf(house.db, signedIn(event), event.params.project);
		const { fields, arrived, issue } = await received(event, member, null);
		const form = readFields((name) => (Object.hasOwn(fields, name) ? [fields[name] ?? ''] : []), ADD_DOCUMENT);
		if (arrived === null) {
			const { status, form: refused } = notKept(issue, fields);
			// Of a form that was not read for the file in it, nothing else is wrong.
			const others = form.ok || Object.keys(fields).length === 0 ? {} : form.issues;
			return fail(status, { ...refused, issues: { ...others, ...refused.issues } });
		}
		if (!form.ok) {
			await discard(arrived);
			return fail(422, { ...form, issues: { ...form.issues, [FILE_FIELD]: 'documents.chooseAgain' as const } });
		}
		const { titel, toelichting, niveau, deel, knooppunt } = form.values;
		const junction = junctionIn(house, knooppunt);
		const entry = {
			level: niveau,
			subproject: deel === '' ? null : deel,
			words: { title: titel, ...(toelichting === '' ? {} : { text: toelichting }) },
			junctions: junction === null ? [] : [junction],
		};
		const taken = await takeIn(house, member, { arrived, purpose: { entry } });
		if (!taken.ok) {
			const { status, form: refused } = notKept(taken.issue, fields);
			return fail(status, refused);
		}
		redirect(303, speech.href(`/projecten/${member.project.id}/documenten/${taken.document}`));
	},
};

/** A junction of the guide, of whichever edition, by its id; another is none. */
const junctionIn = ({ publication }: App.Locals['house'], id: string | null): string | null =>
	publication.parts.editions.some(({ junctions }) => junctions.some((junction) => junction.id === id)) ? id : null;
