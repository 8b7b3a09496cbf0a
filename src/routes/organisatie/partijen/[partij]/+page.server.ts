import { fail, redirect } from '@sveltejs/kit';
import type { Edition } from '#guide/edition.ts';
import { readForm } from '#platform/forms.ts';
import type { Speech } from '#platform/messages.ts';
import type { BaseStakeholder } from '#stakeholders/base-set/base.ts';
import { baseStakeholderFor } from '#stakeholders/base-set/base-set.server.ts';
import { BASE_STAKEHOLDER, baseFactsIn, baseTyped, REMOVED } from '#stakeholders/base-set/forms.ts';
import { changeInBase, removeFromBase } from '#stakeholders/base-set/keeping.server.ts';
import { baseChoices, baseSetAsked, baseTold } from '../../../base-set.server.ts';
import { kindsIn } from '../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keeper, edition, speech } = await baseSetAsked(event);
	const { facts, version } = await baseStakeholderFor(db, keeper, event.params.partij);
	return { name: facts.name, choices: baseChoices(edition, speech), values: baseTyped(facts, version) };
};

const toldOf = ({ facts }: BaseStakeholder, edition: Edition, speech: Speech): string =>
	facts === null
		? ''
		: baseTold(facts, edition, speech)
				.flatMap(({ text }) => text || [])
				.join(' · ');

const versionIn = (typed: string): number => Number.parseInt(typed, 10) || 0;

export const actions: Actions = {
	wijzigen: async (event) => {
		const { db, keys, keeper, speech, edition } = await baseSetAsked(event);
		const { id, facts } = await baseStakeholderFor(db, keeper, event.params.partij);
		const form = await readForm(event.request, BASE_STAKEHOLDER);
		if (!form.ok) return fail(422, form);
		// A kind that the method of today does not know any more stays what it was.
		const given = { version: versionIn(form.values.versie), facts: baseFactsIn(form.values, [...kindsIn(edition), facts.kind]) };
		const done = await changeInBase(db, keys, keeper, id, given);
		if (done.ok) redirect(303, speech.href('/organisatie/partijen'));
		const typed: Record<string, string> = { ...form.values, versie: String(done.meanwhile.version) };
		return fail(409, { typed, meanwhile: toldOf(done.meanwhile, edition, speech) });
	},
	weghalen: async (event) => {
		const { db, keys, keeper, speech, edition } = await baseSetAsked(event);
		const form = await readForm(event.request, REMOVED);
		if (!form.ok) return fail(422, form);
		const done = await removeFromBase(db, keys, keeper, event.params.partij, { version: versionIn(form.values.versie) });
		if (done.ok) redirect(303, speech.href('/organisatie/partijen'));
		// The page shows what somebody else made of it, and its form holds that.
		return fail(409, { typed: {} as Record<string, string>, meanwhile: toldOf(done.meanwhile, edition, speech) });
	},
};
