import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { forgetLink } from '#platform/letters/letters.server.ts';
import { linkToHandOver } from '#platform/letters/outbox.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { found } from '#platform/refusals.ts';
import { hashOfToken, newId, newToken } from '#platform/tokens.ts';
import { type Asked, INVITED_FOR, type Outcome, type SentInvitation } from './invitation.ts';
import { type Member, mayDecideOn, mayManageMembers, notAllowed, type Role } from './member.ts';
import { tellInvited } from './member-letters.server.ts';
import { assertPart, placeOf } from './taking-part.server.ts';

const DAY = 86_400;
const PER_INVITER: Limit = { name: 'project invitations inviter', most: 100, within: DAY };
const PER_ADDRESS: Limit = { name: 'project invitations address', most: 3, within: 3600 };

/** Somebody to invite: the address as it was typed, and as it is compared. */
export interface Invitee {
	address: string;
	addressKey: string;
}

/**
 * Asks people by mail to take part, whether they have an account or not: nobody learns here who has one. An invitation still open for an
 * address makes place for the new one. Tells of each address what became of it.
 */
export async function inviteToProject(
	db: Database,
	keys: Keys,
	member: Member,
	invitees: Invitee[],
	asked: Asked,
	origin: string,
	now: Date = new Date(),
): Promise<Outcome[]> {
	if (!mayDecideOn(member, asked.role)) throw notAllowed(member);
	const outcomes: Outcome[] = [];
	for (const invitee of new Map(invitees.map((one) => [one.addressKey, one])).values()) {
		const became = await invite(db, keys, member, invitee, asked, origin, now);
		outcomes.push({ address: invitee.address, became });
	}
	return outcomes;
}

async function invite(
	db: Database,
	keys: Keys,
	member: Member,
	invitee: Invitee,
	asked: Asked,
	origin: string,
	now: Date,
): Promise<Outcome['became']> {
	if (await takesPart(db, member.project.id, invitee.addressKey)) return 'is-member';
	const { account: inviter } = member;
	const isAllowed = (await spend(db, keys, PER_INVITER, inviter, now)) && (await spend(db, keys, PER_ADDRESS, invitee.addressKey, now));
	if (!isAllowed) return 'too-often';
	return act(
		db,
		keys,
		async (acting) => {
			const seat = { role: asked.role, subproject: asked.role === 'subproject' ? asked.subproject : null };
			const chain = member.project.id;
			await assertPart(acting.tx, chain, seat);
			const id = await insertInvitation(acting.tx, keys, member, invitee, { ...asked, ...seat }, origin, now);
			const told = { chain, actor: member.pseudonym, action: 'projects.invited', object: id, channel: 'screen' } as const;
			return acting.record<Outcome['became']>({ ...told, ...placeOf(seat), after: seat }, 'invited');
		},
		now,
	);
}

async function takesPart(db: Database, project: string, addressKey: string): Promise<boolean> {
	const row = await db
		.selectFrom('memberships as m')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select('m.id')
		.where('m.project', '=', project)
		.where('m.until', 'is', null)
		.where('a.address_key', '=', addressKey)
		.executeTakeFirst();
	return row !== undefined;
}

/** Neither accepted, nor declined, nor taken back; its time may be over. */
const unanswered = (db: Database | Tx, project: string) =>
	db
		.selectFrom('project_invitations')
		.where('project', '=', project)
		.where('accepted_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.where('declined_at', 'is', null);

async function insertInvitation(tx: Tx, keys: Keys, member: Member, invitee: Invitee, asked: Asked, origin: string, now: Date) {
	const { id: project } = member.project;
	const open = await unanswered(tx, project).select(['id', 'letter']).where('address_key', '=', invitee.addressKey).execute();
	for (const { id, letter } of open) await close(tx, id, letter, now);
	const token = newToken();
	const id = newId(now);
	const expires = new Date(now.getTime() + INVITED_FOR * DAY * 1000);
	const { letter, language } = await tellInvited(tx, keys, member, invitee, asked.role, { token, expires, origin }, now);
	await tx
		.insertInto('project_invitations')
		.values({
			...{ id, project, letter, language, hash: hashOfToken(token), inviter: member.account },
			...{ address: invitee.address, address_key: invitee.addressKey, role: asked.role, subproject: asked.subproject },
			...{ organisation_name: asked.organisation.name, organisation_kind: asked.organisation.kind },
			...{ invited_at: now.toISOString(), expires_at: expires.toISOString() },
		})
		.execute();
	return id;
}

/** Its address leads nowhere from then on. */
async function close(tx: Tx, id: string, letter: string, now: Date): Promise<void> {
	await tx.updateTable('project_invitations').set({ withdrawn_at: now.toISOString() }).where('id', '=', id).execute();
	await forgetLink(tx, letter);
}

/** Who was asked and has not come, the newest first; for who manages the members. */
export async function invitationsTo(db: Database, member: Member, now: Date = new Date()): Promise<SentInvitation[]> {
	if (!mayManageMembers(member)) throw notAllowed(member);
	const rows = await db
		.selectFrom('project_invitations as i')
		.leftJoin('accounts as a', 'a.id', 'i.inviter')
		.leftJoin('subprojects as s', 's.id', 'i.subproject')
		.select(['i.id', 'i.address', 'i.role', 'i.letter', 'i.expires_at as expiresAt', 'i.declined_at', 'a.name', 's.name as part'])
		.where('i.project', '=', member.project.id)
		.where('i.accepted_at', 'is', null)
		.where('i.withdrawn_at', 'is', null)
		.orderBy('i.invited_at', 'desc')
		.orderBy('i.id', 'desc')
		.execute();
	const at = now.toISOString();
	return rows.map(({ declined_at, name, ...row }) => ({
		...row,
		role: row.role as Role,
		inviter: name ?? '',
		state: declined_at !== null ? 'declined' : row.expiresAt <= at ? 'over' : 'open',
	}));
}

/** Asks the same person anew, with a new link and a new week; the link of before leads nowhere from then on. */
export async function inviteToProjectAgain(
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	origin: string,
	now: Date = new Date(),
): Promise<Outcome> {
	if (!mayManageMembers(member)) throw notAllowed(member);
	const row = found(await unanswered(db, member.project.id).selectAll().where('id', '=', id).executeTakeFirst());
	const { address, address_key: addressKey, role, subproject, organisation_name: name, organisation_kind: kind } = row;
	const asked = { role, subproject, organisation: { name, kind } } as Asked;
	return { address, became: await invite(db, keys, member, { address, addressKey }, asked, origin, now) };
}

/** Takes an invitation back. */
export async function withdrawProjectInvitation(
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	now: Date = new Date(),
): Promise<void> {
	if (!mayManageMembers(member)) throw notAllowed(member);
	const chain = member.project.id;
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const open = found(await unanswered(tx, chain).select(['letter', 'role', 'subproject']).where('id', '=', id).executeTakeFirst());
			await close(tx, id, open.letter, now);
			const told = { chain, actor: member.pseudonym, action: 'projects.invitation-withdrawn', object: id, channel: 'screen' } as const;
			return record({ ...told, ...placeOf({ role: open.role as Role, subproject: open.subproject }) });
		},
		now,
	);
}

/** The link of an invitation, to hand over where no mail brings it. Null once it was sent, used or is over. */
export async function projectInvitationLink(
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	now: Date = new Date(),
): Promise<string | null> {
	if (!mayManageMembers(member)) throw notAllowed(member);
	const { letter } = found(await unanswered(db, member.project.id).select('letter').where('id', '=', id).executeTakeFirst());
	return (await linkToHandOver(db, keys, letter, now))?.url ?? null;
}
