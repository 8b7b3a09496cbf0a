import { administratorOf } from '#accounts/sign-ins.server.ts';
import { projectsFor } from '#projects/projects.server.ts';
import { signedIn } from '../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, municipalities } = event.locals.house;
	const account = signedIn(event);
	const [projects, administrator] = await Promise.all([projectsFor(db, account), administratorOf(db, account)]);
	return {
		projects: projects.map(({ municipality, ...project }) => ({ ...project, municipality: municipalities.at(municipality)?.name ?? null })),
		mayBegin: administrator !== null,
	};
};
