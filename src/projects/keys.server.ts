import type { Database, Tx } from '#platform/database/database.server.ts';
import { type Keys, keysFrom } from '#platform/keys/keys.server.ts';

/** What locks the texts of one project above internal. Without the row of the project there is none, and they cannot be read any more. */
export async function projectKeys(db: Database | Tx, keys: Keys, project: string): Promise<Keys> {
	const { key } = await db.selectFrom('projects').select('key').where('id', '=', project).executeTakeFirstOrThrow();
	return keysFrom(Buffer.from(keys.unseal(`project ${project}`, key), 'base64'));
}
