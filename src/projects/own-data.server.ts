import type { Account } from '#accounts/account.ts';
import type { Database } from '#platform/database/database.server.ts';
import { foldedAddress } from '#platform/letters/addresses.ts';
import type { Role } from './member.ts';

export type Answer = 'none' | 'accepted' | 'declined' | 'withdrawn';

/** What projects keep of a person: where they take or took part, and were asked to. What they wrote stands in the logbooks. */
export interface OwnProjectData {
	/** What they were asked to take part in, with what became of it. */
	projectInvitations: { project: string; role: Role; by: string | null; at: string; until: string; answer: Answer }[];
	memberships: { project: string; role: Role; part: string | null; from: string; to: string | null }[];
}

export async function ownProjectDataOf(db: Database, account: Account): Promise<OwnProjectData> {
	const memberships = await db
		.selectFrom('memberships as m')
		.innerJoin('projects as p', 'p.id', 'm.project')
		.leftJoin('subprojects as s', 's.id', 'm.subproject')
		.select(['p.name as project', 'm.role', 's.name as part', 'm.since as from', 'm.until as to'])
		.where('m.account', '=', account.id)
		.orderBy('m.since')
		.orderBy('m.id')
		.execute();
	const invitations = await db
		.selectFrom('project_invitations as i')
		.innerJoin('projects as p', 'p.id', 'i.project')
		.leftJoin('accounts as a', 'a.id', 'i.inviter')
		.select(['p.name as project', 'i.role', 'a.name as by', 'i.invited_at as at', 'i.expires_at as until'])
		.select(['i.accepted_at', 'i.declined_at', 'i.withdrawn_at'])
		.where('i.address_key', '=', foldedAddress(account.address))
		.orderBy('i.invited_at')
		.orderBy('i.id')
		.execute();
	return {
		memberships: memberships.map((row) => ({ ...row, role: row.role as Role })),
		projectInvitations: invitations.map(({ accepted_at, declined_at, withdrawn_at, role, ...row }) => ({
			...row,
			role: role as Role,
			answer: accepted_at !== null ? 'accepted' : declined_at !== null ? 'declined' : withdrawn_at !== null ? 'withdrawn' : 'none',
		})),
	};
}
