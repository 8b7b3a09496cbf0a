import { tendClosedProjects } from '#projects/tending.server.ts';
import type { Job } from './job.ts';

/** Warns of closed projects that go, and takes those away that were kept long enough. */
export const projectsJob: Job = {
	name: 'projects',
	run: ({ db, keys, settings }, now) => tendClosedProjects(db, keys, settings.origin, now),
};
