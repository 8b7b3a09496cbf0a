import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { handsIn, letGo, passHand } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { packed, unpacked } from './content.ts';
import { keepJunctions } from './entering.server.ts';
import { entryFor } from './entries.server.ts';
import { type Entry, type Mark, mayChange, textOf, type Words } from './entry.ts';
import { findBy } from './finding.server.ts';
import { tellFollowers } from './news.server.ts';
import { assertMayOwn, tellOwner } from './owning.server.ts';
import { about, told } from './recording.ts';

export interface Changes {
	/** The version that was read before it was changed. */
	version: number;
	words: Words;
	happenedOn: string;
	junctions: string[];
	action?: { owner: string | null; dueOn: string | null };
}

/** What somebody else made of it meanwhile is given back, to be put beside one's own. */
export type Changed = { ok: true } | { ok: false; meanwhile: Entry };

/** Writes an entry anew. How it stood before is kept; where it belongs and who may read it stay. */
export async function changeEntry(
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	given: Changes,
	now: Date = new Date(),
): Promise<Changed> {
	const meanwhile = await changedSince(db, keys, member, id, given.version);
	if (meanwhile) return { ok: false, meanwhile };
	return act<Changed>(
		db,
		keys,
		async ({ tx, record }) => {
			const entry = await entryFor(tx, keys, member, id);
			if (!mayChange(member, entry)) throw notAllowed(member);
			if (entry.version !== given.version) throw new ChangedMeanwhile();
			const { words, happenedOn, junctions } = given;
			const own = await projectKeys(tx, keys, member.project.id);
			await keepVersion(tx, member.project.id, entry);
			await tx
				.updateTable('entries')
				.set({
					content: packed(own, entry, words),
					happened_on: happenedOn,
					version: entry.version + 1,
					changed_by: member.account,
					changed_at: now.toISOString(),
				})
				.where('id', '=', id)
				.execute();
			await keepJunctions(tx, id, junctions);
			if (entry.level === 'internal') await findBy(tx, { project: member.project.id, entry: id }, 'entry', textOf({ words }));
			if (given.action && entry.action) await changeAction(tx, keys, member, { ...entry, words }, given.action, now);
			const after = { ...entry, words, happenedOn, junctions };
			await tellFollowers(tx, keys, member, after, 'changed', now);
			return record(
				{ ...about(member, entry), action: 'logbook.changed', object: id, before: told(entry), after: told(after) },
				{ ok: true },
			);
		},
		now,
	).catch(async (error) => {
		if (!(error instanceof ChangedMeanwhile)) throw error;
		return { ok: false, meanwhile: await entryFor(db, keys, member, id) };
	});
}

/** Between looking and writing, somebody else was quicker. */
class ChangedMeanwhile extends Error {}

async function changedSince(db: Database, keys: Keys, member: Member, id: string, version: number): Promise<Entry | null> {
	const entry = await entryFor(db, keys, member, id);
	if (!mayChange(member, entry)) throw notAllowed(member);
	return entry.version === version ? null : entry;
}

/** Moves what stands there aside, locked as it was. */
async function keepVersion(tx: Tx, project: string, { id, version }: Entry): Promise<void> {
	await tx
		.insertInto('entry_versions')
		.columns(['entry', 'version', 'happened_on', 'changed_by', 'changed_at', 'content'])
		.expression(
			tx.selectFrom('entries').select(['id', 'version', 'happened_on', 'changed_by', 'changed_at', 'content']).where('id', '=', id),
		)
		.execute();
	const [field, record] = ['changed_by', `${id} ${version}`];
	await passHand(tx, project, { list: 'entries', record: id, field }, { list: 'entry_versions', record, field });
}

async function changeAction(
	tx: Tx,
	keys: Keys,
	member: Member,
	entry: Entry,
	{ owner, dueOn }: { owner: string | null; dueOn: string | null },
	now: Date,
): Promise<void> {
	// Who has it already may have left since; they are not chosen anew.
	if (owner !== entry.action?.owner) await assertMayOwn(tx, member, entry, owner);
	await tx.updateTable('entry_actions').set({ owner, due_on: dueOn }).where('entry', '=', entry.id).execute();
	if (owner !== null) await letGo(tx, member.project.id, { list: 'entry_actions', record: entry.id, field: 'owner' });
	// Another day, or another person, is reminded anew.
	await tx.deleteFrom('entry_reminders').where('entry', '=', entry.id).execute();
	if (owner !== null && owner !== entry.action?.owner && owner !== member.account)
		await tellOwner(tx, keys, member, { ...entry, owner, dueOn }, now);
}

/** How an entry stood, and who made it so. */
export interface Version {
	version: number;
	changed: Mark;
	happenedOn: string;
	words: Words;
}

/** Every state an entry was in, the newest first. */
export async function versionsOf(db: Database, keys: Keys, member: Member, entry: Entry): Promise<Version[]> {
	const own = await projectKeys(db, keys, member.project.id);
	const rows = await db
		.selectFrom('entry_versions as v')
		.leftJoin('accounts as a', 'a.id', 'v.changed_by')
		.select(['v.version', 'v.happened_on', 'v.changed_at', 'v.content', 'a.name'])
		.where('v.entry', '=', entry.id)
		.orderBy('v.version', 'desc')
		.execute();
	const nameOf = ({ version }: { version: number }) => `${entry.id} ${version}`;
	const hands = await handsIn(db, member.project.id, ['entry_versions'], rows.map(nameOf));
	const former = rows.map((row) => ({
		version: row.version,
		changed: { at: row.changed_at, name: row.name ?? hands('entry_versions', nameOf(row), 'changed_by') },
		happenedOn: row.happened_on,
		words: unpacked(own, entry, row.content),
	}));
	return [{ version: entry.version, changed: entry.changed, happenedOn: entry.happenedOn, words: entry.words }, ...former];
}
