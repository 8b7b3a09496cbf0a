import { REGISTERS } from '#registers/all.ts';
import { itemsFor } from '#registers/items.server.ts';
import { inSight } from '#registers/register.ts';
import { registersAsked } from '../../../registers.server.ts';
import { viewsTold } from '../../../wants.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await registersAsked(event);
	const { say, href } = speech;
	const counts = await Promise.all(REGISTERS.map(async (register) => inSight(await itemsFor(db, keys, member, register)).length));
	return {
		views: viewsTold(home, speech),
		registers: REGISTERS.map((register, index) => ({
			id: register.id,
			href: href(`${home}/${register.address}`),
			title: say(register.title),
			lead: say(register.lead),
			count: say('registers.count', { count: counts[index] ?? 0 }),
		})),
	};
};
