import type { Tx } from '#platform/database/database.server.ts';
import type { Acting } from '#platform/journal/journal.server.ts';
import type { Happening, Place } from '#platform/journal/journal.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import type { Role } from './member.ts';

/** What a place in a project is. */
export interface Seat {
	role: Role;
	/** The part, for who is in one part only. */
	subproject: string | null;
}

/** Who does something, and along which way. */
export type By = Pick<Happening, 'actor' | 'channel'>;

/** Who is in one part comes, goes and changes where that part reads of it. */
export const placeOf = ({ role, subproject }: Seat): { place?: Place } =>
	role === 'subproject' ? { place: { level: 'internal', part: subproject } } : {};

export async function startMembership(tx: Tx, seat: Seat & { project: string; account: string }, now: Date): Promise<void> {
	const { project, account, role, subproject } = seat;
	await tx
		.insertInto('memberships')
		.values({ id: newId(now), project, account, role, subproject, since: now.toISOString(), until: null })
		.execute();
}

export interface Ended extends Seat {
	account: string | null;
	/** What the journal calls them. */
	pseudonym: string;
}

/** Ends a membership that runs, in the row only. */
export async function endRow(tx: Tx, project: string, membership: string, now: Date): Promise<Ended> {
	const ended = await tx
		.updateTable('memberships')
		.set({ until: now.toISOString() })
		.where('id', '=', membership)
		.where('project', '=', project)
		.where('until', 'is', null)
		.returning(['account', 'role', 'subproject'])
		.executeTakeFirst();
	const { account, role, subproject } = found(ended);
	const who = account && (await tx.selectFrom('accounts').select('pseudonym').where('id', '=', account).executeTakeFirst());
	return { account, role: role as Role, subproject, pseudonym: who ? who.pseudonym : membership };
}

/** Ends a membership that runs, and tells so in the journal of the project. Gives the role it was. */
export async function endAndTell({ tx, record }: Acting, at: { project: string; membership: string }, by: By, now: Date) {
	const { role, subproject, pseudonym } = await endRow(tx, at.project, at.membership, now);
	const happening = {
		...by,
		...placeOf({ role, subproject }),
		chain: at.project,
		action: pseudonym === by.actor ? 'projects.left' : 'projects.membership-ended',
		object: pseudonym,
		before: { role, ...(subproject === null ? {} : { subproject }) },
	};
	return record(happening, role);
}

/** The part of a project that somebody works in; that of another project is not found. */
export async function assertPart(tx: Tx, project: string, { role, subproject }: Seat): Promise<void> {
	if (role !== 'subproject') return;
	const part = await tx
		.selectFrom('subprojects')
		.select('id')
		.where('id', '=', subproject ?? '')
		.where('project', '=', project)
		.executeTakeFirst();
	found(part);
}

/** A project is led by somebody of the organisation it belongs to: its administrators look after who leads it. */
export async function assertMayLead(tx: Tx, project: string, account: string | null, { role }: Seat): Promise<void> {
	if (role !== 'leader') return;
	const own = await tx
		.selectFrom('accounts as a')
		.innerJoin('projects as p', 'p.organisation', 'a.organisation')
		.select('a.id')
		.where('a.id', '=', account)
		.where('p.id', '=', project)
		.where('a.id', 'not in', tx.selectFrom('deactivations').select('account'))
		.executeTakeFirst();
	if (!own) throw new Refusal('conflict', 'projects.leaderElsewhere');
}
