import { operator } from '../signing.server.ts';
import type { PageServerLoad } from './$types.ts';
import { statesOf } from './desk.server.ts';

export const load: PageServerLoad = async (event) => ({ states: await statesOf(event.locals.house, await operator(event)) });
