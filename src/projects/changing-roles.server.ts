import type { Database } from '#platform/database/database.server.ts';
import { type Acting, act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { assertLed, endUnlessLast } from './leading.server.ts';
import { type Member, mayDecideOn, mayHandOver, mayLeave, mayManageMembers, notAllowed } from './member.ts';
import { assertMayLead, assertPart, endRow, placeOf, type Seat, startMembership } from './taking-part.server.ts';

/**
 * Gives somebody another role, or another part. The membership they had ends and a new one begins, so that later can be seen who was
 * what, and when. Of the leaders the last one stays.
 */
export async function changeRole(
	db: Database,
	keys: Keys,
	member: Member,
	given: Seat & { membership: string },
	now: Date = new Date(),
): Promise<void> {
	if (!mayManageMembers(member)) throw notAllowed(member);
	await act(
		db,
		keys,
		async (acting) => {
			const recorded = await seatAnew(acting, member, given, now);
			await assertLed(acting.tx, member.project.id);
			return recorded;
		},
		now,
	);
}

/** Makes somebody else the leader, and oneself a member of the core. */
export async function handOver(db: Database, keys: Keys, leader: Member, membership: string, now: Date = new Date()): Promise<void> {
	if (!mayHandOver(leader)) throw notAllowed(leader);
	await act(
		db,
		keys,
		async (acting) => {
			await seatAnew(acting, leader, { membership, role: 'leader', subproject: null }, now);
			const own = await acting.tx
				.selectFrom('memberships')
				.select('id')
				.where('project', '=', leader.project.id)
				.where('account', '=', leader.account)
				.where('until', 'is', null)
				.executeTakeFirstOrThrow();
			const recorded = await seatAnew(acting, leader, { membership: own.id, role: 'core', subproject: null }, now);
			await assertLed(acting.tx, leader.project.id);
			return recorded;
		},
		now,
	);
}

async function seatAnew(acting: Acting, member: Member, { membership, ...given }: Seat & { membership: string }, now: Date) {
	const { tx, record } = acting;
	const project = member.project.id;
	const seat = { role: given.role, subproject: given.role === 'subproject' ? given.subproject : null };
	await assertPart(tx, project, seat);
	const { account, pseudonym, ...before } = await endRow(tx, project, membership, now);
	if (!mayDecideOn(member, before.role) || !mayDecideOn(member, seat.role)) throw notAllowed(member);
	// A membership of nobody was ended when they were erased, so this is somebody.
	if (account === null) throw new Refusal('not-found', 'platform.notFound');
	await assertMayLead(tx, project, account, seat);
	await startMembership(tx, { ...seat, project, account }, now);
	const told = ({ role, subproject }: Seat) => ({ role, ...(subproject === null ? {} : { subproject }) });
	return record({
		...placeOf(before.role === seat.role ? seat : { role: 'member', subproject: null }),
		chain: project,
		actor: member.pseudonym,
		action: 'projects.role-changed',
		object: pseudonym,
		channel: 'screen',
		before: told(before),
		after: told(seat),
	});
}

/** Stops taking part, by oneself. The last leader of a project at work hands it over first. */
export async function leave(db: Database, keys: Keys, member: Member, now: Date = new Date()): Promise<void> {
	if (!mayLeave(member)) throw new Refusal('not-allowed', 'projects.notAllowed');
	const project = member.project.id;
	await act(
		db,
		keys,
		async (acting) => {
			const own = await acting.tx
				.selectFrom('memberships')
				.select('id')
				.where('project', '=', project)
				.where('account', '=', member.account)
				.where('until', 'is', null)
				.executeTakeFirst();
			const at = { project, membership: own?.id ?? '' };
			return endUnlessLast(acting, at, { actor: member.pseudonym, channel: 'screen' }, now);
		},
		now,
	);
}
