import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { projectsFor } from '#projects/projects.server.ts';
import { entriesFor } from './entries.server.ts';
import { type Entry, mayFinish } from './entry.ts';

export interface OpenAction {
	project: { id: string; name: string };
	entry: Entry;
	mayFinish: boolean;
}

/** What somebody has to do in all their projects, what is due first first. */
export async function openActionsOf(db: Database, keys: Keys, account: Account, now: Date = new Date()): Promise<OpenAction[]> {
	const found: OpenAction[] = [];
	for (const { id } of await projectsFor(db, account)) {
		const member = await memberOf(db, account, id, now);
		const entries = await entriesFor(db, keys, member, { isOpen: true, person: account.pseudonym });
		const { project } = member;
		for (const entry of entries)
			if (entry.action?.owner === account.id) found.push({ project, entry, mayFinish: mayFinish(member, entry) });
	}
	const dueOf = ({ entry }: OpenAction) => entry.action?.dueOn ?? '9999';
	return found.toSorted((one, other) => (dueOf(one) < dueOf(other) ? -1 : dueOf(one) > dueOf(other) ? 1 : 0));
}
