import { keysThereAre } from '#operating/keys-there-are.server.ts';
import { operator } from '../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	await operator(event);
	const keys = await keysThereAre(house.settings.keyFolder, house.keys);
	return { keys: keys.map(({ madeAt, ...key }) => ({ ...key, made: speech.moment(madeAt) })) };
};
