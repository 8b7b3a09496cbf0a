import { fail, redirect } from '@sveltejs/kit';
import { type Issues, readForm } from '#platform/forms.ts';
import { Refusal } from '#platform/refusals.ts';
import { notAllowed } from '#projects/member.ts';
import { PROPOSALS } from '#stakeholders/involvement/at-junction.ts';
import { fieldOfStakeholder, newInvolvement, planIn, planIssues } from '#stakeholders/involvement/forms.ts';
import { involve } from '#stakeholders/involvement/involving.server.ts';
import { GROUPS } from '#stakeholders/judgement.ts';
import { mayAddStakeholder } from '#stakeholders/stakeholder.ts';
import { involvementAsked, momentChoices, partiesToTick } from '../../../../../involvement.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, member, speech, home, edition, mayInvolveThem } = await involvementAsked(event);
	if (!mayAddStakeholder(member, 'internal')) throw notAllowed(member);
	const { searchParams } = event.url;
	const asked = searchParams.getAll('partij').filter((id) => mayInvolveThem.some((one) => one.id === id));
	const junction = edition.junction(searchParams.get('knooppunt') ?? '');
	const group = GROUPS.find((one) => one === searchParams.get('groep'));
	const ticked = asked.map((id) => [fieldOfStakeholder(id), 'ja']);
	return {
		home,
		parties: partiesToTick(mayInvolveThem),
		choices: await momentChoices(db, member, edition, 'internal', speech),
		first: {
			...{ stand: 'planned', vorm: group ? PROPOSALS[group].way : 'talk', eigenaar: member.account, weg: 'screen' },
			waarbij: junction?.id ?? '',
			waarvoor: group && junction ? speech.say(PROPOSALS[group].purpose, { junction: speech.wording(junction.texts).text.title }) : '',
			...Object.fromEntries(ticked),
		} as Record<string, string>,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys, member, speech, home, edition, mayInvolveThem } = await involvementAsked(event);
		if (!mayAddStakeholder(member, 'internal')) throw notAllowed(member);
		const ids = mayInvolveThem.map(({ id }) => id);
		const form = await readForm(event.request, newInvolvement(ids));
		if (!form.ok) return fail(422, form);
		const typed = form.values as Record<string, string>;
		const [first, ...rest] = ids.filter((id) => typed[fieldOfStakeholder(id)] === 'ja');
		const isHeld = form.values.stand === 'held';
		const issues: Issues = {
			...(first === undefined ? { partijen: 'stakeholders.withWhomMissing' as const } : {}),
			...planIssues(form.values, isHeld),
			...(isHeld && form.values.uitkomst === '' ? { uitkomst: 'stakeholders.outcomeMissing' as const } : {}),
		};
		if (first === undefined || Object.keys(issues).length > 0) return fail(422, { typed, issues });
		const { eigenaar, weg: channel, uitkomst } = form.values;
		const plan = planIn(form.values, edition);
		try {
			const owner = eigenaar === '' ? null : eigenaar;
			await involve(db, keys, member, { stakeholders: [first, ...rest], plan, held: isHeld ? uitkomst : null, owner, channel });
			redirect(303, speech.href(`${home}/betrekken`));
		} catch (error) {
			// Somebody else than this one sees to it.
			if (error instanceof Refusal && error.kind === 'conflict')
				return fail(422, { typed, issues: { eigenaar: 'stakeholders.seesToItCannot' } as Issues });
			throw error;
		}
	},
};
