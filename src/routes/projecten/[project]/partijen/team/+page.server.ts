import { fail, redirect } from '@sveltejs/kit';
import { dayOf } from '#logbook/question.ts';
import { readForm } from '#platform/forms.ts';
import type { Speech } from '#platform/messages.ts';
import { inSight, mayAddStakeholder, mayChangeStakeholder } from '#stakeholders/stakeholder.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { circleOf } from '#stakeholders/team/circle.ts';
import { END_SEAT, SEAT } from '#stakeholders/team/forms.ts';
import { endSeat, seatsFor, takeSeat } from '#stakeholders/team/seats.server.ts';
import { teamFor } from '#stakeholders/team/team.server.ts';
import { CIRCLE_NAMES, movesOf, sittingOn } from '#stakeholders/team/team.ts';
import { calledIn, moveTold, roleTold, willingnessTold } from '#stakeholders/team/telling.ts';
import { yearsOf } from '#stakeholders/team/years.ts';
import { hrefOfStakeholder, stakeholdersAsked } from '../../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await stakeholdersAsked(event);
	const { say, day } = speech;
	const sittings = await teamFor(db, keys, member);
	const today = dayOf(new Date());
	const now = sittingOn(sittings, today);
	const register = inSight(await stakeholdersFor(db, keys, member)).filter((one) => mayChangeStakeholder(member, one));
	return {
		home,
		dots: circleOf(now),
		years: yearsOf(sittings, (sitting) => calledIn(sitting, speech), today),
		rows: now.map((sitting, index) => ({
			...{ number: index + 1, name: calledIn(sitting, speech), organisation: sitting.organisation },
			...{ circle: say(CIRCLE_NAMES[sitting.circle]), role: roleTold(sitting, speech), willingness: willingnessTold(sitting, speech) },
			since: day(sitting.since.slice(0, 10)),
			href: sitting.seat && hrefOfStakeholder(member, speech, sitting.seat.stakeholder.id),
			willLeave: sitting.until && say('stakeholders.untilDay', { day: day(sitting.until.slice(0, 10)) }),
		})),
		// Who has an account stops at the page of the members.
		ending: sittings.flatMap((sitting) => {
			const { seat, until, organisation } = sitting;
			if (seat === null || until !== null || !mayChangeStakeholder(member, seat.stakeholder)) return [];
			const told = [...new Set([calledIn(sitting, speech), organisation, seat.role])];
			return [{ value: seat.id, label: told.join(', ') }];
		}),
		moves: movesOf(sittings).map((move, index) => ({
			...{ index, on: day(move.at.slice(0, 10)), name: calledIn(move.sitting, speech), organisation: move.sitting.organisation },
			what: moveTold(move, speech),
		})),
		mayAdd: mayAddStakeholder(member, 'internal'),
		parties: partyOptions(register, speech),
		first: { partij: '', wie: '', rol: '', vanaf: today, tot: today } as Record<string, string>,
	};
};

const partyOptions = (register: { id: string; facts: { name: string } }[], { say }: Speech) => [
	{ value: '', label: say('stakeholders.chooseParty') },
	...register.map(({ id, facts }) => ({ value: id, label: facts.name })),
];

export const actions: Actions = {
	plaats: async (event) => {
		const { db, keys, member } = await stakeholdersAsked(event);
		const form = await readForm(event.request, SEAT);
		if (!form.ok) return fail(422, { of: 'plaats', ...form });
		const { partij: stakeholder, wie: person, rol: role, vanaf: fromOn } = form.values;
		await takeSeat(db, keys, member, { stakeholder, person, role, fromOn });
		redirect(303, event.url.pathname);
	},
	stoppen: async (event) => {
		const { db, keys, member } = await stakeholdersAsked(event);
		const form = await readForm(event.request, END_SEAT);
		if (!form.ok) return fail(422, { of: 'stoppen', ...form });
		const { plaats: id, tot: untilOn } = form.values;
		const seat = (await seatsFor(db, keys, member)).find((one) => one.id === id);
		if (seat && untilOn < seat.fromOn)
			return fail(422, { of: 'stoppen', typed: { plaats: id, tot: untilOn }, issues: { tot: 'stakeholders.untilBeforeFrom' as const } });
		await endSeat(db, keys, member, { id, untilOn });
		redirect(303, event.url.pathname);
	},
};
