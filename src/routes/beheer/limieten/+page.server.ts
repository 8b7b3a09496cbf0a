import { forgiveLimit, shortMark } from '#operating/forgiving.server.ts';
import { idIn } from '#platform/forms.ts';
import { reachedLimits } from '#platform/limits/limits.server.ts';
import { operator } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	await operator(event);
	const reached = await reachedLimits(house.db);
	return {
		reached: reached.map(({ key, name, most, until }) => ({ key, mark: shortMark(key), name, most, until: speech.moment(until) })),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, keys } = event.locals.house;
		const mark = await idIn(event.request, 'kenmerk');
		await forgiveLimit(db, keys, await operator(event), mark);
		return { forgiven: true };
	},
};
