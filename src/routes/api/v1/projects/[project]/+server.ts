import { json } from '@sveltejs/kit';
import { memberOf } from '#projects/members.server.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { forPrograms } from '../../../answering.server.ts';

export const GET = forPrograms('projects:read', async ({ db, holder, project }) => {
	const member = await memberOf(db, holder, project);
	const { id, name, isArchived } = member.project;
	return json({ id, name, isArchived, parts: await subprojectsFor(db, member) });
});
