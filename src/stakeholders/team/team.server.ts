import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { membersFor } from '#projects/members.server.ts';
import { inSight } from '../stakeholder.ts';
import { stakeholdersFor } from '../stakeholders.server.ts';
import { seatsFor } from './seats.server.ts';
import { type Sitting, sittingsOf } from './team.ts';

/** Everybody who takes or took part, as far as this member reads of them. */
export async function teamFor(db: Database, keys: Keys, member: Member): Promise<Sitting[]> {
	const register = inSight(await stakeholdersFor(db, keys, member));
	const [members, seats] = [await membersFor(db, member), await seatsFor(db, keys, member)];
	return sittingsOf(members, seats, register);
}
