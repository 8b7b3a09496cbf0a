import { fail, redirect } from '@sveltejs/kit';
import { CHANNEL_NAMES } from '#logbook/entry.ts';
import { dayOf } from '#logbook/question.ts';
import { type Issues, readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { CHANGED_INVOLVEMENT, HELD, involvementTyped, planIn, planIssues, STRUCK, windowIssues } from '#stakeholders/involvement/forms.ts';
import { type Involvement, mayChangeInvolvement } from '#stakeholders/involvement/involvement.ts';
import { involvementFor } from '#stakeholders/involvement/involvements.server.ts';
import { changeInvolvement, holdInvolvement, strikeOffInvolvement } from '#stakeholders/involvement/involving.server.ts';
import { methodPlaceTold, stateTold, wayTold, whenTold } from '#stakeholders/involvement/telling.ts';
import { hrefOfInvolvement, momentChoices } from '../../../../../involvement.server.ts';
import { hrefOfStakeholder, stakeholdersAsked } from '../../../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

async function asked(event: Parameters<typeof stakeholdersAsked>[0] & { params: { moment: string } }) {
	const asked = await stakeholdersAsked(event);
	return { ...asked, ...(await involvementFor(asked.db, asked.keys, asked.member, event.params.moment)) };
}

export const load: PageServerLoad = async (event) => {
	const { db, member, speech, home, edition, stakeholder, involvement, versions } = await asked(event);
	const { say, moment } = speech;
	const today = dayOf(new Date());
	const { plan, note, state } = involvement;
	const told = (one: Involvement) =>
		[
			{ label: say('stakeholders.when'), text: whenTold(one.plan, speech) },
			{ label: say('stakeholders.way'), text: wayTold(one.plan, speech) },
			{ label: say('stakeholders.purpose'), text: one.plan.purpose },
			{ label: say('stakeholders.methodPlace'), text: methodPlaceTold(one.plan, edition, speech) },
			{ label: say('stakeholders.seesToIt'), text: one.ownerName },
			{ label: say(one.state === 'struck' ? 'stakeholders.strikeReason' : 'stakeholders.outcome'), text: one.note },
		].filter(({ text }) => text !== '');
	const standing = (one: Involvement) =>
		say('stakeholders.momentVersion', {
			state: sentence(stateTold(one, today, speech)),
			moment: moment(one.changed.at),
			name: one.changed.name || say('logbook.somebodyGone'),
		});
	const typed = involvementTyped(involvement);
	return {
		home,
		title: say('stakeholders.momentTitle', { way: wayTold(plan, speech), name: stakeholder.facts.name }),
		stakeholder: { name: stakeholder.facts.name, href: hrefOfStakeholder(member, speech, stakeholder.id) },
		state,
		facts: [...told(involvement), { label: say('logbook.way'), text: say(CHANNEL_NAMES[involvement.channel]) }],
		standing: standing(involvement),
		struck: state === 'struck' ? say('stakeholders.momentStruck', { reason: note }) : null,
		earlier: versions.slice(1).map((one) => ({ version: one.version, standing: standing(one), facts: told(one) })),
		mayChange: mayChangeInvolvement(member, stakeholder, involvement),
		choices: await momentChoices(db, member, edition, stakeholder.level, speech, involvement),
		values: {
			...typed,
			// Whoever tells that it was held mostly does so on its day or after.
			...{ gehoudenvan: plan.from > today ? today : plan.from, gehoudentot: plan.until > today ? '' : (typed.tot ?? '') },
		} as Record<string, string>,
	};
};

export const actions: Actions = {
	wijzigen: async (event) => {
		const { db, keys, member, speech, edition, involvement } = await asked(event);
		const form = await readForm(event.request, CHANGED_INVOLVEMENT);
		if (!form.ok) return fail(422, { of: 'wijzigen', ...form });
		const typed = form.values as Record<string, string>;
		const isHeld = involvement.state === 'held';
		const issues: Issues = {
			...planIssues(form.values, isHeld),
			...(isHeld && form.values.uitkomst === '' ? { uitkomst: 'stakeholders.outcomeMissing' as const } : {}),
		};
		if (Object.keys(issues).length > 0) return fail(422, { of: 'wijzigen', typed, issues });
		const plan = planIn(form.values, edition, involvement.plan);
		const owner = form.values.eigenaar === '' ? null : form.values.eigenaar;
		try {
			const given = { version: versionIn(form.values.versie), plan, owner, note: form.values.uitkomst };
			const done = await changeInvolvement(db, keys, member, involvement.id, given);
			if (done.ok) redirect(303, hrefOfInvolvement(member, speech, involvement.id));
			return fail(409, { of: 'wijzigen', typed: { ...typed, versie: String(done.meanwhile.version) }, isOvertaken: true });
		} catch (error) {
			// Somebody else than this one sees to it.
			if (error instanceof Refusal && error.kind === 'conflict')
				return fail(422, { of: 'wijzigen', typed, issues: { eigenaar: 'stakeholders.seesToItCannot' } as Issues });
			throw error;
		}
	},
	geweest: async (event) => {
		const { db, keys, member, speech, involvement } = await asked(event);
		const form = await readForm(event.request, HELD);
		if (!form.ok) return fail(422, { of: 'geweest', ...form });
		const { gehoudenvan: from, gehoudentot, resultaat: note, versie } = form.values;
		const typed: Record<string, string> = form.values;
		const issues = windowIssues(from, gehoudentot, true, 'gehoudenvan', 'gehoudentot');
		if (Object.keys(issues).length > 0) return fail(422, { of: 'geweest', typed, issues });
		const given = { version: versionIn(versie), from, until: gehoudentot || from, note };
		const done = await holdInvolvement(db, keys, member, involvement.id, given);
		if (done.ok) redirect(303, hrefOfInvolvement(member, speech, involvement.id));
		return fail(409, { of: 'geweest', typed: { ...typed, versie: String(done.meanwhile.version) }, isOvertaken: true });
	},
	vervallen: async (event) => {
		const { db, keys, member, speech, involvement } = await asked(event);
		const form = await readForm(event.request, STRUCK);
		if (!form.ok) return fail(422, { of: 'vervallen', ...form });
		const { reden: reason, versie } = form.values;
		const done = await strikeOffInvolvement(db, keys, member, involvement.id, { version: versionIn(versie), reason });
		if (done.ok) redirect(303, hrefOfInvolvement(member, speech, involvement.id));
		return fail(409, { of: 'vervallen', typed: { reden: reason, versie: String(done.meanwhile.version) }, isOvertaken: true });
	},
};

/** Words of a list, as they begin and end a sentence. */
const sentence = (words: string): string => {
	const begun = words.charAt(0).toUpperCase() + words.slice(1);
	return /[.?!]$/.test(begun) ? begun : `${begun}.`;
};

const versionIn = (typed: string): number => Number.parseInt(typed, 10) || 0;
