import type { Database, Tx } from '#platform/database/database.server.ts';
import { found } from '#platform/refusals.ts';
import { type Hands, handsIn } from '#projects/hands.server.ts';
import type { Member } from '#projects/member.ts';
import { type Change, type Channel, maySeeProgress, type Standings } from './progress.ts';
import type { Status } from './status.ts';

const changes = (db: Database | Tx, member: Member, part: string | null) =>
	db
		.selectFrom('progress_changes as c')
		.leftJoin('accounts as o', 'o.id', 'c.owner')
		.leftJoin('accounts as a', 'a.id', 'c.author')
		.leftJoin('accounts as b', 'b.id', 'c.accepted_by')
		.selectAll('c')
		.select(['o.name as owner_name', 'a.name as author_name', 'b.name as accepted_by_name'])
		.where('c.project', '=', member.project.id)
		.where('c.place', '=', placeOf(member, part));

/** What numbers of changes count within: the part, or the project where there is none. */
export const placeOf = ({ project }: Member, part: string | null): string => part ?? project.id;

/** How far each junction is now, in the project as a whole or in one part of it. A part that this member does not see is not found. */
export async function standingsFor(db: Database | Tx, member: Member, part: string | null): Promise<Standings> {
	await assertPart(db, member, part);
	const rows = await changes(db, member, part)
		.innerJoin(
			db
				.selectFrom('progress_changes')
				.select(['junction'])
				.select((e) => e.fn.max('seq').as('newest'))
				.where('place', '=', placeOf(member, part))
				.groupBy('junction')
				.as('n'),
			(join) => join.onRef('n.junction', '=', 'c.junction').onRef('n.newest', '=', 'c.seq'),
		)
		.execute();
	const hands = await handsOf(db, member, rows);
	return new Map(rows.map((row) => [row.junction, changeIn(row, hands)]));
}

/** All that happened to the progress, newest first; of one junction where one is named. */
export async function changesFor(db: Database | Tx, member: Member, part: string | null, junction?: string): Promise<Change[]> {
	await assertPart(db, member, part);
	const rows = await changes(db, member, part)
		.$if(junction !== undefined, (query) => query.where('c.junction', '=', junction ?? ''))
		.orderBy('c.made_at', 'desc')
		.orderBy('c.seq', 'desc')
		.orderBy('c.id', 'desc')
		.execute();
	const hands = await handsOf(db, member, rows);
	return rows.map((row) => changeIn(row, hands));
}

const LIST = 'progress_changes';
const handsOf = (db: Database | Tx, { project }: Member, rows: { id: string }[]): Promise<Hands> =>
	handsIn(
		db,
		project.id,
		[LIST],
		rows.map(({ id }) => id),
	);

/** A part of another project, or one that this member does not see, is not found. */
export async function assertPart(db: Database | Tx, member: Member, part: string | null): Promise<void> {
	if (!maySeeProgress(member, part)) found(null);
	if (part === null) return;
	const row = db.selectFrom('subprojects').select('id').where('id', '=', part).where('project', '=', member.project.id);
	found(await row.executeTakeFirst());
}

type ChangeRow = Awaited<ReturnType<ReturnType<typeof changes>['executeTakeFirstOrThrow']>>;

const changeIn = (row: ChangeRow, hands: Hands): Change => ({
	id: row.id,
	part: row.subproject,
	junction: row.junction,
	seq: row.seq,
	status: row.status as Status,
	reason: row.reason,
	happenedOn: row.happened_on,
	plannedFrom: row.planned_from,
	plannedUntil: row.planned_until,
	owner: row.owner,
	ownerName: row.owner_name ?? (hands(LIST, row.id, 'owner') || null),
	authorName: row.author_name ?? (hands(LIST, row.id, 'author') || null),
	acceptedByName: row.accepted_by_name ?? (hands(LIST, row.id, 'accepted_by') || null),
	madeAt: row.made_at,
	channel: row.channel as Channel,
});
