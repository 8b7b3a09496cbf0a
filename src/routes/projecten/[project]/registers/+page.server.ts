import { REGISTERS } from '#registers/all.ts';
import { countsFor } from '#registers/items.server.ts';
import { registersAsked } from '../../../registers.server.ts';
import { viewsTold } from '../../../wants.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, member, speech, home } = await registersAsked(event);
	const { say, href } = speech;
	const counts = await countsFor(db, member);
	return {
		views: viewsTold(home, speech),
		registers: REGISTERS.map((register) => ({
			id: register.id,
			href: href(`${home}/${register.address}`),
			title: say(register.title),
			lead: say(register.lead),
			count: say('registers.count', { count: counts.get(register.id) ?? 0 }),
		})),
	};
};
