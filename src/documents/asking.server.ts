import type { NewEntry } from '#logbook/entering.server.ts';
import type { Entry } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { mayAddDocument, mayAddSomewhere, mayAddVersion } from './document.ts';
import { documentFor } from './documents.server.ts';
import type { UploadIssue } from './kind-of-file.ts';
import { usedBy } from './quota.server.ts';
import type { Storeroom } from './storeroom.server.ts';

/** What a file is for: a new entry in the logbook, or a newer version of the document at one. */
export type Purpose = { entry: Omit<NewEntry, 'kind' | 'action'> } | { newerOf: string };

/** How much a form is around its file, at most. */
const AROUND = 256 * 1024;

/** Whether a file may come in at all, asked before one byte of it is read. Of how much comes the browser says so itself; null where it does not. */
export async function assertMaySend(
	db: Database,
	keys: Keys,
	storeroom: Storeroom,
	member: Member,
	{ newerOf, length }: { newerOf: string | null; length: number | null },
): Promise<UploadIssue | null> {
	if (newerOf !== null) await entryToRenew(db, keys, member, newerOf);
	else if (!mayAddSomewhere(member)) throw notAllowed(member);
	if (length !== null && length > storeroom.arrivals.most + AROUND) return 'documents.tooLarge';
	const left = storeroom.mostOfProject - (await usedBy(db, member.project.id));
	return left <= 0 || (length ?? 0) > left + AROUND ? 'documents.quota' : null;
}

/** The same for exactly what is to be done with it. */
export async function assertMayTake(db: Database, keys: Keys, member: Member, purpose: Purpose): Promise<void> {
	if ('newerOf' in purpose) await entryToRenew(db, keys, member, purpose.newerOf);
	else if (!mayAddDocument(member, placeOf(member, purpose.entry))) throw notAllowed(member);
}

/** The entry of a document that this member may send a newer version of. */
export async function entryToRenew(db: Database | Tx, keys: Keys, member: Member, id: string): Promise<Entry> {
	const { entry } = await documentFor(db, keys, member, id);
	if (!mayAddVersion(member, entry)) throw notAllowed(member);
	return entry;
}

/** For who is in one part only, it is always theirs. */
const placeOf = (member: Member, { level, subproject }: Pick<NewEntry, 'level' | 'subproject'>) => ({
	level,
	subproject: member.role === 'subproject' ? member.subproject : subproject,
});
