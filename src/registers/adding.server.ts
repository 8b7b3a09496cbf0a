import type { Channel } from '#logbook/entry.ts';
import type { Database } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { newId } from '#platform/tokens.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { pseudonymOf } from '#projects/pseudonyms.server.ts';
import { packedContent } from './content.ts';
import type { Fields } from './field.ts';
import { assertMayOwn } from './owning.server.ts';
import { aboutItem, itemTold } from './recording.ts';
import { type Given, mayAddItem, type Register, type RegisterLevel } from './register.ts';

export interface NewItem<F extends Fields = Fields> extends Given<F> {
	level: RegisterLevel;
	/** Without it, the screen. */
	channel?: Channel;
}

/** Puts something on a register. Gives its id. Above internal it is locked before the database sees it. */
export function addItem<F extends Fields>(
	db: Database,
	keys: Keys,
	member: Member,
	register: Register<F>,
	given: NewItem<F>,
	now: Date = new Date(),
): Promise<string> {
	const { level, owner, filled, channel = 'screen' } = given;
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			if (!mayAddItem(member, level)) throw notAllowed(member);
			await assertMayOwn(tx, member, level, owner);
			const { project, account } = member;
			const own = await projectKeys(tx, keys, project.id);
			const id = newId(now);
			const at = now.toISOString();
			await tx
				.insertInto('register_items')
				.values({
					...{ id, project: project.id, register: register.id, level, author: account, owner, added_at: at, channel, version: 1 },
					...{ changed_by: account, changed_at: at, content: packedContent(own, { id, level }, given) },
				})
				.execute();
			const after = itemTold(register, level, filled, await pseudonymOf(tx, owner));
			return record({ ...aboutItem(member, { id, level }), channel, action: 'registers.added', after }, id);
		},
		now,
	);
}
