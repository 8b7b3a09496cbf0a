import { fail, redirect } from '@sveltejs/kit';
import { titleOf } from '#logbook/entry.ts';
import { readForm } from '#platform/forms.ts';
import { sayingIn, TAKE_OVER, VOICE } from '#stakeholders/absent/forms.ts';
import { addVoice, takeOver } from '#stakeholders/absent/keeping.server.ts';
import { consideredFor } from '#stakeholders/absent/thinking.server.ts';
import { mayKeepVoices, onTheList, PROPOSALS, PROPOSED, proposalsBeside, type Voice } from '#stakeholders/absent/voice.ts';
import { voicesFor } from '#stakeholders/absent/voices.server.ts';
import { inSight } from '#stakeholders/stakeholder.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { hrefOfEntry } from '../../../../logbook.server.ts';
import { kindOptions, stakeholdersAsked } from '../../../../stakeholders.server.ts';
import { asksFor, spokespersonOptions } from '../../../../voices.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home, edition } = await stakeholdersAsked(event);
	const { say, day, href } = speech;
	const [all, considered, register] = await Promise.all([
		voicesFor(db, member),
		consideredFor(db, keys, member),
		stakeholdersFor(db, keys, member),
	]);
	const voices = onTheList(all);
	const kinds = new Set(inSight(register).map(({ facts }) => facts.kind));
	const lastOf = ({ id }: Voice) => considered.find(({ thoughts }) => thoughts.some(({ voice }) => voice === id));
	const nameOf = new Map(all.map(({ id, name }) => [id, name]));
	return {
		home,
		voices: voices.map((voice) => {
			const last = lastOf(voice);
			return {
				...{ id: voice.id, name: voice.name, asks: asksFor(voice, speech), href: href(`${home}/afwezig/${voice.id}`) },
				last: last && say('stakeholders.lastThought', { day: day(last.decision.happenedOn), title: titleOf(last.decision) }),
			};
		}),
		proposals: proposalsBeside(all).map((proposal) => ({
			...{ field: proposal, name: say(PROPOSED[proposal].name), question: say(PROPOSED[proposal].question) },
		})),
		// Kinds of party that the guide knows, and the register does not.
		missing: kindOptions(edition, speech)
			.filter(({ value }) => value !== '' && !kinds.has(value))
			.map(({ value, label }) => ({ label, href: href(`${home}/nieuw?soort=${value}`) })),
		decisions: considered.map(({ decision, thoughts }) => ({
			...{ id: decision.id, title: titleOf(decision), href: hrefOfEntry(member, speech, decision.id), day: day(decision.happenedOn) },
			thoughtOf: thoughts.map(({ voice }) => nameOf.get(voice) ?? '').join(', '),
			not: voices
				.filter(({ id }) => !thoughts.some(({ voice }) => voice === id))
				.map(({ name }) => name)
				.join(', '),
			by: thoughts[0]?.name || say('logbook.somebodyGone'),
		})),
		gone: all.flatMap(({ id, name, left }) =>
			left === null
				? []
				: [
						{
							...{ id, name },
							about: say('stakeholders.offTold', {
								day: day(left.at.slice(0, 10)),
								name: left.name || say('logbook.somebodyGone'),
								reason: left.reason,
							}),
						},
					],
		),
		mayKeep: mayKeepVoices(member),
		spokespeople: mayKeepVoices(member) ? await spokespersonOptions(db, member, speech) : [],
	};
};

export const actions: Actions = {
	overnemen: async (event) => {
		const { db, keys, member, speech } = await stakeholdersAsked(event);
		const form = await readForm(event.request, TAKE_OVER);
		if (!form.ok) return fail(422, { of: 'overnemen', ...form });
		const ticked = form.values as Record<string, string>;
		const chosen = PROPOSALS.filter((proposal) => ticked[proposal] === 'ja');
		await takeOver(db, keys, member, chosen, new Date(), speech);
		redirect(303, event.url.pathname);
	},
	toevoegen: async (event) => {
		const { db, keys, member } = await stakeholdersAsked(event);
		const form = await readForm(event.request, VOICE);
		if (!form.ok) return fail(422, { of: 'toevoegen', ...form });
		const { saying, issues } = sayingIn(form.values);
		if (Object.keys(issues).length > 0) return fail(422, { of: 'toevoegen', typed: form.values as Record<string, string>, issues });
		await addVoice(db, keys, member, saying);
		redirect(303, event.url.pathname);
	},
};
