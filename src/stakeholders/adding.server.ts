import type { Channel } from '#logbook/entry.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Acting, act, type Recorded } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { newId } from '#platform/tokens.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { pseudonymOf } from '#projects/pseudonyms.server.ts';
import { packedFacts } from './content.ts';
import { assertMayKeepInTouch } from './owning.server.ts';
import { aboutStakeholder, factsTold } from './recording.ts';
import { type Facts, mayAddStakeholder, type RegisterLevel } from './stakeholder.ts';

export interface NewStakeholder {
	level: RegisterLevel;
	/** The account that keeps in touch with them. */
	owner: string | null;
	facts: Facts;
	/** Without it, the screen. */
	channel?: Channel;
}

/** Puts a party in the register. Gives its id. Above internal it is locked before the database sees it. */
export function addStakeholder(db: Database, keys: Keys, member: Member, given: NewStakeholder, now: Date = new Date()): Promise<string> {
	return act(db, keys, (acting) => addIn(acting, keys, member, given, now), now);
}

/** The same as part of something larger. */
export async function addIn(
	{ tx, record }: Acting,
	keys: Keys,
	member: Member,
	{ level, owner, facts, channel = 'screen' }: NewStakeholder,
	now: Date,
): Promise<Recorded<string>> {
	if (!mayAddStakeholder(member, level)) throw notAllowed(member);
	await assertMayKeepInTouch(tx, member, level, owner);
	const { project, account } = member;
	const own = await projectKeys(tx, keys, project.id);
	const id = newId(now);
	const at = now.toISOString();
	await tx
		.insertInto('stakeholders')
		.values({
			...{ id, project: project.id, level, author: account, owner, added_at: at, channel, version: 1 },
			...{ changed_by: account, changed_at: at, content: packedFacts(own, { id, level }, facts) },
		})
		.execute();
	const after = factsTold(level, facts, await pseudonymOf(tx, owner));
	return record({ ...aboutStakeholder(member, { id, level }), channel, action: 'stakeholders.added', after }, id);
}
