import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Keys, keysFrom } from '#platform/keys/keys.server.ts';
import type { Level } from '#projects/level.ts';
import { openTold } from './told.ts';

/** Files that somebody sent, also in projects where they are no member any more. What stands in them belongs to the project. */
export interface OwnDocuments {
	files: { project: string; name: string; bytes: number; hash: string; addedAt: string }[];
}

export async function ownDocumentsOf(db: Database, keys: Keys, account: Account): Promise<OwnDocuments> {
	const rows = await db
		.selectFrom('document_versions as v')
		.innerJoin('files as f', 'f.id', 'v.file')
		.innerJoin('entries as n', 'n.id', 'v.entry')
		.innerJoin('projects as p', 'p.id', 'n.project')
		.select(['v.id', 'v.told', 'v.added_at as addedAt', 'f.bytes', 'n.level', 'p.id as of', 'p.key', 'p.name as project'])
		.where('v.author', '=', account.id)
		.orderBy('v.added_at')
		.orderBy('v.id')
		.execute();
	return {
		files: rows.map(({ id, told, addedAt, bytes, level, of, key, project }) => {
			const own = keysFrom(Buffer.from(keys.unseal(`project ${of}`, key), 'base64'));
			return { project, bytes, addedAt, ...openTold(own, level as Level, id, told) };
		}),
	};
}
