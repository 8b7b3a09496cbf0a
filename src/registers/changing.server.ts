import type { Mark } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { handsIn, letGo, passHand } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { pseudonymOf } from '#projects/pseudonyms.server.ts';
import { packedContent, unpackedContent } from './content.ts';
import type { Fields, Filled } from './field.ts';
import { itemFor, withEvery } from './items.server.ts';
import { assertMayOwn } from './owning.server.ts';
import { aboutItem, itemTold } from './recording.ts';
import { type Given, type Item, mayChangeItem, type Register } from './register.ts';

export interface Changes<F extends Fields = Fields> extends Given<F> {
	/** The version that was read before it was changed. */
	version: number;
}

/** Writes an item anew; how it stood is kept. What somebody else made of it meanwhile is given back, to be put beside one’s own. */
export function changeItem<F extends Fields>(
	db: Database,
	keys: Keys,
	member: Member,
	register: Register<F>,
	{ id, ...given }: Changes<F> & { id: string },
	now: Date = new Date(),
): Promise<Done<Item<F>>> {
	const work = act(
		db,
		keys,
		async ({ tx, record }) => {
			const there = await itemFor(tx, keys, member, register, id);
			if (!mayChangeItem(member, there)) throw notAllowed(member);
			if (there.version !== given.version) throw new Overtaken();
			const { owner, filled } = given;
			// Who sees to it already may have left since; they are not chosen anew.
			if (owner !== there.owner) await assertMayOwn(tx, member, there.level, owner);
			const own = await projectKeys(tx, keys, member.project.id);
			await keepVersion(tx, member.project.id, there);
			await tx
				.updateTable('register_items')
				.set({
					...{ owner, content: packedContent(own, there, given), version: there.version + 1 },
					...{ changed_by: member.account, changed_at: now.toISOString() },
				})
				.where('id', '=', id)
				.execute();
			if (owner !== null) await letGo(tx, member.project.id, { list: 'register_items', record: id, field: 'owner' });
			return record({
				...aboutItem(member, there),
				action: 'registers.changed',
				before: itemTold(register, there.level, there.filled, await pseudonymOf(tx, there.owner)),
				after: itemTold(register, there.level, filled, await pseudonymOf(tx, owner)),
			});
		},
		now,
	);
	return unlessOvertaken(work, () => itemFor(db, keys, member, register, id));
}

/** Moves what stands there aside, locked as it was. */
async function keepVersion(tx: Tx, project: string, { id, version }: Pick<Item, 'id' | 'version'>): Promise<void> {
	await tx
		.insertInto('register_versions')
		.columns(['item', 'version', 'owner', 'changed_by', 'changed_at', 'content'])
		.expression(
			tx.selectFrom('register_items').select(['id', 'version', 'owner', 'changed_by', 'changed_at', 'content']).where('id', '=', id),
		)
		.execute();
	const [field, record] = ['changed_by', `${id} ${version}`];
	await passHand(tx, project, { list: 'register_items', record: id, field }, { list: 'register_versions', record, field });
}

/** How an item stood, and who made it so. */
export interface Version<F extends Fields = Fields> {
	version: number;
	changed: Mark;
	ownerName: string;
	source: string;
	reviewOn: string;
	filled: Filled<F>;
}

/** Every state an item was in, the newest first. */
export async function versionsOf<F extends Fields>(
	db: Database,
	keys: Keys,
	{ project }: Member,
	register: Register<F>,
	one: Item<F>,
): Promise<Version<F>[]> {
	const own = await projectKeys(db, keys, project.id);
	const rows = await db
		.selectFrom('register_versions as v')
		.leftJoin('accounts as a', 'a.id', 'v.changed_by')
		.leftJoin('accounts as o', 'o.id', 'v.owner')
		.select(['v.version', 'v.changed_at', 'v.content', 'a.name', 'o.name as owner'])
		.where('v.item', '=', one.id)
		.orderBy('v.version', 'desc')
		.execute();
	const records = rows.map(({ version }) => `${one.id} ${version}`);
	const hands = await handsIn(db, project.id, ['register_versions'], records);
	const former = rows.map((row) => {
		const by = (field: string) => hands('register_versions', `${one.id} ${row.version}`, field);
		const { filled, source, reviewOn } = unpackedContent(own, one, row.content);
		return {
			...{ version: row.version, source, reviewOn, filled: withEvery(register, filled) },
			changed: { at: row.changed_at, name: row.name ?? by('changed_by') },
			ownerName: row.owner ?? by('owner'),
		};
	});
	return [one, ...former];
}
