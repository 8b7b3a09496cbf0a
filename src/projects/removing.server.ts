import { type Acting, destroyDetailsOf, type Recorded } from '#platform/journal/journal.server.ts';

/**
 * Takes a project away with all that was written in it. The key that locked its notes goes too; of the journal the chain stays and
 * still holds, without what stood beside its entries. Everything else of a project goes with its row. Who calls this decides why.
 */
export async function removeProject({ tx, record }: Acting, project: string, ground: string): Promise<Recorded<void>> {
	await tx.deleteFrom('notes').where('project', '=', project).execute();
	await tx.deleteFrom('openings').where('project', '=', project).execute();
	await tx.deleteFrom('memberships').where('project', '=', project).execute();
	await tx.deleteFrom('subprojects').where('project', '=', project).execute();
	await tx.deleteFrom('projects').where('id', '=', project).execute();
	await destroyDetailsOf(tx, project);
	return record({ chain: project, actor: 'system', action: 'projects.removed', object: project, channel: 'system', after: { ground } });
}
