import { type Colleague, possibleOwners } from '#logbook/owning.server.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { Refusal } from '#platform/refusals.ts';
import type { Member } from '#projects/member.ts';
import type { RegisterLevel } from './stakeholder.ts';

/** Who can be chosen to keep in touch with a stakeholder: who may read of it, and does more than read along. */
export const possibleRelationOwners = (db: Database | Tx, member: Member, level: RegisterLevel): Promise<Colleague[]> =>
	possibleOwners(db, member, { level, subproject: null, author: member.account });

export async function assertMayKeepInTouch(tx: Tx, member: Member, level: RegisterLevel, owner: string | null): Promise<void> {
	if (owner === null) return;
	const possible = await possibleRelationOwners(tx, member, level);
	if (!possible.some(({ account }) => account === owner)) throw new Refusal('conflict', 'stakeholders.ownerCannotRead');
}
