import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { membersFor } from '#projects/members.server.ts';
import { inSight, REGISTER_LEVELS, type RegisterLevel, type Stakeholder } from '../stakeholder.ts';
import { stakeholdersFor } from '../stakeholders.server.ts';
import { seatsFor } from './seats.server.ts';
import { type Sitting, sittingsOf } from './team.ts';

/** Everybody who takes or took part, as far as this member reads of them, and of the parties of these levels. */
export async function teamFor(
	db: Database,
	keys: Keys,
	member: Member,
	levels: readonly RegisterLevel[] = REGISTER_LEVELS,
): Promise<Sitting[]> {
	const isAsked = ({ level }: Stakeholder) => levels.includes(level);
	const register = inSight(await stakeholdersFor(db, keys, member)).filter(isAsked);
	const seats = (await seatsFor(db, keys, member)).filter(({ stakeholder }) => isAsked(stakeholder));
	return sittingsOf(await membersFor(db, member), seats, register);
}
