import type { Account } from '#accounts/account.ts';
import { SCOPES, type Scope } from '#api-tokens/scope.ts';
import type { Database } from '#platform/database/database.server.ts';
import { isOfCore } from './member.ts';
import { projectsFor } from './projects.server.ts';

/** What somebody can have a token do: the core only for who is in one. Whether they still are is asked again with every request. */
export async function scopesFor(db: Database, account: Account): Promise<Scope[]> {
	const isInCore = (await projectsFor(db, account)).some(({ role }) => isOfCore(role));
	return SCOPES.filter((scope) => scope !== 'core:read' || isInCore);
}
