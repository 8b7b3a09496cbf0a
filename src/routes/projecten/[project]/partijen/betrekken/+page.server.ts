import { dayOf } from '#logbook/question.ts';
import { contactsFor } from '#stakeholders/involvement/involvements.server.ts';
import { RHYTHM_GROUPS } from '#stakeholders/involvement/rhythm.ts';
import { maySetRhythm, rhythmFor } from '#stakeholders/involvement/rhythms.server.ts';
import { quietTold, rhythmGroupTold, silenceTold } from '#stakeholders/involvement/telling.ts';
import { timelineOf } from '#stakeholders/involvement/timeline.ts';
import { hrefOfPlanning, involvementAsked, listedInvolvement } from '../../../../involvement.server.ts';
import { hrefOfStakeholder } from '../../../../stakeholders.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home, edition, there, mayInvolveThem } = await involvementAsked(event);
	const { say } = speech;
	const now = new Date();
	const today = dayOf(now);
	const [contacts, rhythm] = await Promise.all([contactsFor(db, keys, member, there, now), rhythmFor(db, member)]);
	return {
		home,
		timeline: timelineOf(contacts, today),
		contacts: contacts.map((contact) => {
			const { stakeholder, involvements, quiet, group } = contact;
			const counted = (state: 'held' | 'planned') => involvements.filter((one) => one.state === state).length;
			const silences = quiet.silences.map((silence) => silenceTold(silence, today, speech));
			return {
				id: stakeholder.id,
				name: stakeholder.facts.name,
				href: hrefOfStakeholder(member, speech, stakeholder.id),
				group: rhythmGroupTold(group, speech),
				quiet: quietTold(contact, today, speech),
				isSilent: quiet.now !== null,
				silences,
				told: [say('stakeholders.involveCounted', { held: counted('held'), planned: counted('planned') }), ...silences].join('. '),
				involvements: involvements.map((one) => listedInvolvement(member, edition, speech, one, today)),
				plan: mayInvolveThem.includes(stakeholder) ? hrefOfPlanning(member, speech, { stakeholders: [stakeholder.id] }) : null,
			};
		}),
		rhythm: RHYTHM_GROUPS.map((group) =>
			say('stakeholders.silenceOf', { group: rhythmGroupTold(group, speech), months: rhythm[group] }),
		).join(', '),
		mayPlan: mayInvolveThem.length > 0,
		maySetRhythm: maySetRhythm(member),
	};
};
