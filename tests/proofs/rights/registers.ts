import { takeRegisterAlong } from '#exports/registers.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { found } from '#platform/refusals.ts';
import { linesFor } from '#projects/journal.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { addItem } from '#registers/adding.server.ts';
import { changeItem } from '#registers/changing.server.ts';
import { RISKS } from '#registers/definitions/conditions.ts';
import { itemFor, withEvery } from '#registers/items.server.ts';
import type { RegisterLevel } from '#registers/register.ts';
import { remark } from '#registers/remarks.server.ts';
import { removeItem } from '#registers/removing.server.ts';
import type { Neighbourhood } from '../../village/neighbourhood.ts';
import { keys } from '../../village/people.ts';
import { type Action, asMember } from './trying.ts';

const given = { owner: null, source: '', reviewOn: '', filled: withEvery(RISKS, { what: 'x' }) };

/** A risk that the leader put on its register while the project was at work. */
async function ofLeader(db: Database, { people, project }: Neighbourhood, level: RegisterLevel = 'internal'): Promise<string> {
	const { archived_at } = await db.selectFrom('projects').select('archived_at').where('id', '=', project).executeTakeFirstOrThrow();
	const archivedAt = (archived_at: string | null) => db.updateTable('projects').set({ archived_at }).where('id', '=', project).execute();
	await archivedAt(null);
	const id = await addItem(db, keys, await memberOf(db, people.leader.account, project), RISKS, { ...given, level });
	await archivedAt(archived_at);
	return id;
}

/** What is done with the registers of a project; one stands for all of them, as none has rules of its own. */
export const ON_REGISTERS: Record<string, Action> = {
	'put something on a register': asMember((db, member) => addItem(db, keys, member, RISKS, { ...given, level: 'internal' })),
	'put something of the core on a register': asMember((db, member) => addItem(db, keys, member, RISKS, { ...given, level: 'core' })),
	'read an item of a register': asMember(async (db, member, village) => itemFor(db, keys, member, RISKS, await ofLeader(db, village))),
	'read an item of the core': asMember(async (db, member, village) =>
		itemFor(db, keys, member, RISKS, await ofLeader(db, village, 'core')),
	),
	'see an entry of an item of the core': asMember(async (db, member, village) => {
		const id = await ofLeader(db, village, 'core');
		return found((await linesFor(db, keys, member)).find(({ object }) => object === id));
	}),
	'change an item of the leader': asMember(async (db, member, village) =>
		changeItem(db, keys, member, RISKS, { id: await ofLeader(db, village), version: 1, ...given }),
	),
	'remark on an item of the leader': asMember(async (db, member, village) =>
		remark(db, keys, member, RISKS, { item: await ofLeader(db, village), day: '2026-11-22', text: 'x', measured: null }),
	),
	'take an item of the leader off': asMember(async (db, member, village) =>
		removeItem(db, keys, member, RISKS, { id: await ofLeader(db, village), reason: 'x' }),
	),
	'take a register along': async (db, account, { project }) =>
		takeRegisterAlong(db, keys, account, { project, register: RISKS }, { as: 'csv', titleOf: () => '' }),
};
