import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { handsIn } from '#projects/hands.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { inSight, maySeeStakeholders } from '../stakeholder.ts';
import { stakeholdersFor } from '../stakeholders.server.ts';
import { merged, type NamedParty, type NamedTogether } from './named.ts';

/**
 * Whom colleagues named, merged with each other and with what everybody here reads of the register: that a name is known to the core team
 * alone would say so to all the others.
 */
export async function namedFor(db: Database | Tx, keys: Keys, member: Member): Promise<NamedTogether[]> {
	if (!maySeeStakeholders(member)) throw notAllowed(member);
	const register = inSight(await stakeholdersFor(db, keys, member)).filter(({ level }) => level === 'internal');
	return merged(await answersIn(db, member), register);
}

async function answersIn(db: Database | Tx, { project }: Member): Promise<NamedParty[]> {
	const rows = await db
		.selectFrom('named_parties as n')
		.leftJoin('accounts as a', 'a.id', 'n.settled_by')
		.select(['n.id', 'n.named_by', 'n.named_at', 'n.name', 'n.kind', 'n.why', 'n.known_by'])
		.select(['n.settled_at', 'n.stakeholder', 'n.set_aside_reason', 'a.name as settled_by'])
		.where('n.project', '=', project.id)
		.orderBy('n.named_at', 'desc')
		.orderBy('n.id')
		.execute();
	const ids = rows.map(({ id }) => id);
	const hands = await handsIn(db, project.id, ['named_parties'], ids);
	return rows.map((row) => ({
		...{ id: row.id, by: row.named_by, at: row.named_at, name: row.name, kind: row.kind, why: row.why, knownBy: row.known_by },
		settled:
			row.settled_at === null
				? null
				: {
						at: row.settled_at,
						name: row.settled_by ?? hands('named_parties', row.id, 'settled_by'),
						stakeholder: row.stakeholder,
						reason: row.set_aside_reason,
					},
	}));
}
