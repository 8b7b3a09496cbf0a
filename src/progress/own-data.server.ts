import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Status } from './status.ts';

/** What progress keeps of a person: what they changed, proposed and said, and what they were to do, also where they are no member any more. */
export interface OwnProgress {
	changes: { project: string; part: string | null; junction: string; status: Status; reason: string; isOwner: boolean; at: string }[];
	proposals: { project: string; part: string | null; junction: string; status: Status; reason: string; at: string }[];
	sensitivities: { project: string; junction: string; reason: string; at: string }[];
	/** Proposals of others that they declined, with what they wrote. */
	declined: { project: string; junction: string; reason: string; at: string }[];
	waits: { project: string; junction: string; waitsFor: string; reason: string; at: string }[];
}

export async function ownProgressOf(db: Database, { id }: Account): Promise<OwnProgress> {
	const changes = await db
		.selectFrom('progress_changes as c')
		.innerJoin('projects as p', 'p.id', 'c.project')
		.leftJoin('subprojects as s', 's.id', 'c.subproject')
		.select(['p.name as project', 's.name as part', 'c.junction', 'c.status', 'c.reason', 'c.author', 'c.owner', 'c.made_at as at'])
		.where((e) => e.or([e('c.author', '=', id), e('c.owner', '=', id), e('c.accepted_by', '=', id)]))
		.orderBy('c.made_at')
		.orderBy('c.id')
		.execute();
	const proposals = await db
		.selectFrom('progress_proposals as c')
		.innerJoin('projects as p', 'p.id', 'c.project')
		.leftJoin('subprojects as s', 's.id', 'c.subproject')
		.select(['p.name as project', 's.name as part', 'c.junction', 'c.status', 'c.reason', 'c.proposed_at as at'])
		.where('c.proposer', '=', id)
		.orderBy('c.proposed_at')
		.orderBy('c.id')
		.execute();
	const sensitivities = await db
		.selectFrom('sensitivity_changes as c')
		.innerJoin('projects as p', 'p.id', 'c.project')
		.select(['p.name as project', 'c.junction', 'c.reason', 'c.made_at as at'])
		.where('c.author', '=', id)
		.orderBy('c.made_at')
		.orderBy('c.id')
		.execute();
	const declined = await db
		.selectFrom('progress_proposals as c')
		.innerJoin('projects as p', 'p.id', 'c.project')
		.select(['p.name as project', 'c.junction', 'c.decline_reason as reason', 'c.settled_at as at'])
		.where('c.settled_by', '=', id)
		.where('c.decline_reason', 'is not', null)
		.orderBy('c.settled_at')
		.orderBy('c.id')
		.execute();
	const waits = await db
		.selectFrom('waits as c')
		.innerJoin('projects as p', 'p.id', 'c.project')
		.select(['p.name as project', 'c.junction', 'c.waits_for as waitsFor', 'c.reason', 'c.made_at as at'])
		.where('c.author', '=', id)
		.orderBy('c.made_at')
		.orderBy('c.id')
		.execute();
	return {
		// The words of another one are theirs: of what somebody only owns or accepted, they see that it is so.
		changes: changes.map(({ author, owner, reason, status, ...row }) => ({
			...row,
			status: status as Status,
			reason: author === id ? reason : '',
			isOwner: owner === id,
		})),
		proposals: proposals.map((row) => ({ ...row, status: row.status as Status })),
		sensitivities,
		declined: declined.map(({ reason, at, ...row }) => ({ ...row, reason: reason ?? '', at: at ?? '' })),
		waits,
	};
}
