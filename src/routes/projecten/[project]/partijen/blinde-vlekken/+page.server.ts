import { fail, redirect } from '@sveltejs/kit';
import { idIn, readForm } from '#platform/forms.ts';
import { ASK_COLLEAGUES, SET_ASIDE } from '#stakeholders/blind-spots/forms.ts';
import { DAYS, mayAskColleagues, mayEndLink, USUAL_DAYS } from '#stakeholders/blind-spots/link.ts';
import { askColleagues, endLink, linksFor } from '#stakeholders/blind-spots/links.server.ts';
import { namedFor } from '#stakeholders/blind-spots/named.server.ts';
import type { NamedParty, NamedTogether } from '#stakeholders/blind-spots/named.ts';
import { setAside, takeIn } from '#stakeholders/blind-spots/settling.server.ts';
import { hrefOfStakeholder, kindNamed, stakeholdersAsked } from '../../../../stakeholders.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const STATES = {
	new: 'stakeholders.namedNew',
	known: 'stakeholders.namedKnown',
	'taken in': 'stakeholders.namedTakenIn',
	'set aside': 'stakeholders.namedSetAside',
} as const;

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home, edition } = await stakeholdersAsked(event);
	const { say, day, moment } = speech;
	const [named, links] = await Promise.all([namedFor(db, keys, member), linksFor(db, member)]);
	const kind = kindNamed(edition, speech);
	const called = (name: string) => name || say('logbook.somebodyGone');
	const saidBy = ({ by, at }: NamedParty) =>
		by === ''
			? say('stakeholders.namedOn', { day: day(at.slice(0, 10)) })
			: say('stakeholders.namedOnBy', { name: by, day: day(at.slice(0, 10)) });
	const told = ({ key, name, state, stakeholder, answers }: NamedTogether) => ({
		...{ key, name, state: say(STATES[state]), count: answers.length },
		// Any of the answers stands for all that name the same.
		id: answers.find(({ settled }) => settled === null)?.id ?? null,
		isKnown: stakeholder !== null,
		href: stakeholder && hrefOfStakeholder(member, speech, stakeholder.id),
		kind: kind(answers.find((one) => one.kind !== '')?.kind ?? ''),
		answers: answers.map((one) => ({ id: one.id, why: one.why, knownBy: one.knownBy, about: saidBy(one) })),
		aside: answers.flatMap(({ id, settled }) =>
			settled?.reason == null
				? []
				: [
						{
							id,
							text: say('stakeholders.asideTold', {
								name: called(settled.name),
								day: day(settled.at.slice(0, 10)),
								reason: settled.reason,
							}),
						},
					],
		),
	});
	return {
		home,
		named: named.map(told),
		links: links.map(({ id, question, makerName, openUntil, isOpen, named: count, ...link }) => ({
			...{ id, question, count, mayEnd: isOpen && mayEndLink(member, link) },
			about: say(isOpen ? 'stakeholders.linkOpen' : 'stakeholders.linkClosed', { name: called(makerName), moment: moment(openUntil) }),
		})),
		mayAsk: mayAskColleagues(member),
		days: DAYS.map((days) => ({ value: days, label: say('stakeholders.weeks', { count: Number(days) / 7 }) })),
		first: { vraag: say('stakeholders.usualQuestion'), dagen: USUAL_DAYS } as Record<string, string>,
	};
};

export const actions: Actions = {
	vragen: async (event) => {
		const { db, keys, member, speech } = await stakeholdersAsked(event);
		const form = await readForm(event.request, ASK_COLLEAGUES);
		if (!form.ok) return fail(422, { of: 'vragen', ...form });
		const secret = await askColleagues(db, keys, member, { question: form.values.vraag, days: Number(form.values.dagen) });
		return { link: event.locals.house.settings.origin + speech.href(`/wie-missen-we/${secret}`) };
	},
	beeindigen: async (event) => {
		const { db, keys, member } = await stakeholdersAsked(event);
		await endLink(db, keys, member, await idIn(event.request, 'link'));
		redirect(303, event.url.pathname);
	},
	opnemen: async (event) => {
		const { db, keys, member, speech } = await stakeholdersAsked(event);
		const id = await takeIn(db, keys, member, await idIn(event.request, 'genoemd'));
		redirect(303, hrefOfStakeholder(member, speech, id));
	},
	terzijde: async (event) => {
		const { db, keys, member } = await stakeholdersAsked(event);
		const form = await readForm(event.request, SET_ASIDE);
		if (!form.ok) return fail(422, { of: 'terzijde', ...form });
		await setAside(db, keys, member, { named: form.values.genoemd, reason: form.values.reden });
		redirect(303, event.url.pathname);
	},
};
