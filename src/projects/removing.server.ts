import { type Acting, destroyDetailsOf, type Recorded } from '#platform/journal/journal.server.ts';
import { destroyLetters } from '#platform/letters/kept-letters.server.ts';

/**
 * Takes a project away with all that was written in it. The key that locked its texts goes too; of the journal the chain stays and
 * still holds, without what stood beside its entries. Everything else of a project goes with its row. Who calls this decides why.
 */
export async function removeProject({ tx, record }: Acting, project: string, ground: string): Promise<Recorded<void>> {
	const invitations = await tx.selectFrom('project_invitations').select('letter').where('project', '=', project).execute();
	await destroyLetters(
		tx,
		invitations.map(({ letter }) => letter),
	);
	// The logbook names parts and people of the project, so it goes before them.
	await tx.deleteFrom('entries').where('project', '=', project).execute();
	await tx.deleteFrom('openings').where('project', '=', project).execute();
	await tx.deleteFrom('memberships').where('project', '=', project).execute();
	await tx.deleteFrom('subprojects').where('project', '=', project).execute();
	await tx.deleteFrom('projects').where('id', '=', project).execute();
	await destroyDetailsOf(tx, project);
	return record({ chain: project, actor: 'system', action: 'projects.removed', object: project, channel: 'system', after: { ground } });
}
