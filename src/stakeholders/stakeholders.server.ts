import type { Channel } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { type Hands, handsIn } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { unpackedFacts, unpackedReason } from './content.ts';
import { mayReadStakeholder, maySeeStakeholders, REGISTER_LEVELS, type RegisterLevel, type Stakeholder } from './stakeholder.ts';

/** The register as far as this member may read it, in the order in which it was filled, with what was removed. */
export async function stakeholdersFor(db: Database | Tx, keys: Keys, member: Member): Promise<Stakeholder[]> {
	if (!maySeeStakeholders(member)) throw notAllowed(member);
	const rows = await rowsOf(db, member).orderBy('s.id').execute();
	return opened(db, keys, member, rows);
}

/** One of them; one of a level this member does not see is not found. */
export async function stakeholderFor(db: Database | Tx, keys: Keys, member: Member, id: string): Promise<Stakeholder> {
	const rows = maySeeStakeholders(member) ? await rowsOf(db, member).where('s.id', '=', id).execute() : [];
	const [one] = await opened(db, keys, member, rows);
	return found(one);
}

const rowsOf = (db: Database | Tx, member: Member) =>
	db
		.selectFrom('stakeholders as s')
		.leftJoin('accounts as a', 'a.id', 's.author')
		.leftJoin('accounts as c', 'c.id', 's.changed_by')
		.leftJoin('accounts as o', 'o.id', 's.owner')
		.leftJoin('stakeholder_removals as r', 'r.stakeholder', 's.id')
		.leftJoin('accounts as ra', 'ra.id', 'r.account')
		.select(['s.id', 's.level', 's.author', 's.owner', 's.added_at', 's.channel', 's.version', 's.changed_at', 's.content'])
		.select(['a.name as author_name', 'c.name as changed_by', 'o.name as owner_name'])
		.select(['r.at as removed_at', 'ra.name as removed_by', 'r.reason'])
		.where('s.project', '=', member.project.id)
		.where(
			's.level',
			'in',
			REGISTER_LEVELS.filter((level) => mayReadStakeholder(member, { level })),
		);

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

async function opened(db: Database | Tx, keys: Keys, { project }: Member, rows: Row[]): Promise<Stakeholder[]> {
	if (rows.length === 0) return [];
	const own = await projectKeys(db, keys, project.id);
	const ids = rows.map(({ id }) => id);
	const hands = await handsIn(db, project.id, ['stakeholders', 'stakeholder_removals'], ids);
	return rows.map((row) => stakeholderIn(own, row, hands));
}

function stakeholderIn(own: Keys, row: Row, hands: Hands): Stakeholder {
	const { id } = row;
	const level = row.level as RegisterLevel;
	return {
		...{ id, level, author: row.author, owner: row.owner, version: row.version },
		authorName: row.author_name ?? hands('stakeholders', id, 'author'),
		ownerName: row.owner_name ?? hands('stakeholders', id, 'owner'),
		addedAt: row.added_at,
		channel: row.channel as Channel,
		changed: { at: row.changed_at, name: row.changed_by ?? hands('stakeholders', id, 'changed_by') },
		facts: unpackedFacts(own, { id, level }, row.content),
		removed:
			row.removed_at === null
				? null
				: {
						at: row.removed_at,
						name: row.removed_by ?? hands('stakeholder_removals', id, 'account'),
						reason: unpackedReason(own, { id, level }, row.reason ?? ''),
					},
	};
}
