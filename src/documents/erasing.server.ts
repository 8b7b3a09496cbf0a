import type { Holding } from '#accounts/erasing/holdings.server.ts';
import { forgetUnneeded } from './sweeping.server.ts';

/** Files that only they could read. With what opens them gone they are noise at once; the shelf loses them later. */
const personalFiles: Holding = async ({ tx }, { id }) => {
	const personal = tx.selectFrom('entries').select('id').where('author', '=', id).where('level', '=', 'personal');
	await tx.deleteFrom('document_versions').where('entry', 'in', personal).execute();
	await forgetUnneeded(tx);
};

export const ALL_OF_DOCUMENTS: Holding[] = [personalFiles];
