import { json } from '@sveltejs/kit';
import { projectsFor } from '#projects/projects.server.ts';
import { forPrograms } from '../../answering.server.ts';

export const GET = forPrograms('projects:read', async ({ db, holder }) => json({ projects: await projectsFor(db, holder) }));
