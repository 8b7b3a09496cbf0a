import { projectsWithColleagues } from '#projects/overview.server.ts';
import { administrator } from '../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => ({
	projects: await projectsWithColleagues(event.locals.house.db, await administrator(event)),
});
