import { baseSetOf } from '#stakeholders/base-set/base-set.server.ts';
import { baseSetAsked, baseTold } from '../../base-set.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keeper, speech, edition } = await baseSetAsked(event);
	const there = await baseSetOf(db, keeper.organisation);
	return {
		base: there.flatMap(({ id, facts, changed }) =>
			facts === null
				? []
				: [
						{
							...{ id, name: facts.name, href: speech.href(`/organisatie/partijen/${id}`) },
							about: baseTold(facts, edition, speech)
								.filter(({ field, text }) => field !== 'name' && text !== '')
								.map(({ text }) => text)
								.join(' · '),
							changed: speech.say('stakeholders.baseChangedOn', { day: speech.day(changed.at.slice(0, 10)) }),
						},
					],
		),
	};
};
