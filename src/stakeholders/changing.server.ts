import type { Mark } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { type Acting, act, type Recorded } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { handsIn, letGo, passHand } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { pseudonymOf } from '#projects/pseudonyms.server.ts';
import { packedFacts, unpackedFacts } from './content.ts';
import { assertMayKeepInTouch } from './owning.server.ts';
import { aboutStakeholder, factsTold } from './recording.ts';
import { type Facts, mayChangeStakeholder, type Stakeholder } from './stakeholder.ts';
import { stakeholderFor } from './stakeholders.server.ts';

export interface Changes {
	/** The version that was read before it was changed. */
	version: number;
	owner: string | null;
	facts: Facts;
}

/** Writes a stakeholder anew; how it stood is kept. What somebody else made of it meanwhile is given back, to be put beside one’s own. */
export function changeStakeholder(
	db: Database,
	keys: Keys,
	member: Member,
	id: string,
	given: Changes,
	now: Date = new Date(),
): Promise<Done<Stakeholder>> {
	const work = act(db, keys, (acting) => changeIn(acting, keys, member, id, given, now), now);
	return unlessOvertaken(work, () => stakeholderFor(db, keys, member, id));
}

/** The same as part of something larger. */
export async function changeIn(
	{ tx, record }: Acting,
	keys: Keys,
	member: Member,
	id: string,
	given: Changes,
	now: Date,
): Promise<Recorded<void>> {
	const there = await stakeholderFor(tx, keys, member, id);
	if (!mayChangeStakeholder(member, there)) throw notAllowed(member);
	if (there.version !== given.version) throw new Overtaken();
	const { owner, facts } = given;
	// Who keeps in touch already may have left since; they are not chosen anew.
	if (owner !== there.owner) await assertMayKeepInTouch(tx, member, there.level, owner);
	const own = await projectKeys(tx, keys, member.project.id);
	await keepVersion(tx, member.project.id, there);
	await tx
		.updateTable('stakeholders')
		.set({
			...{ owner, content: packedFacts(own, there, facts), version: there.version + 1 },
			...{ changed_by: member.account, changed_at: now.toISOString() },
		})
		.where('id', '=', id)
		.execute();
	if (owner !== null) await letGo(tx, member.project.id, { list: 'stakeholders', record: id, field: 'owner' });
	return record({
		...aboutStakeholder(member, there),
		action: 'stakeholders.changed',
		before: factsTold(there.level, there.facts, await pseudonymOf(tx, there.owner)),
		after: factsTold(there.level, facts, await pseudonymOf(tx, owner)),
	});
}

/** Moves what stands there aside, locked as it was. */
async function keepVersion(tx: Tx, project: string, { id, version }: Stakeholder): Promise<void> {
	await tx
		.insertInto('stakeholder_versions')
		.columns(['stakeholder', 'version', 'owner', 'changed_by', 'changed_at', 'content'])
		.expression(
			tx.selectFrom('stakeholders').select(['id', 'version', 'owner', 'changed_by', 'changed_at', 'content']).where('id', '=', id),
		)
		.execute();
	const [field, record] = ['changed_by', `${id} ${version}`];
	await passHand(tx, project, { list: 'stakeholders', record: id, field }, { list: 'stakeholder_versions', record, field });
}

/** How a stakeholder stood, and who made it so. */
export interface Version {
	version: number;
	changed: Mark;
	ownerName: string;
	facts: Facts;
}

/** Every state a stakeholder was in, the newest first. */
export async function versionsOf(db: Database, keys: Keys, { project }: Member, one: Stakeholder): Promise<Version[]> {
	const own = await projectKeys(db, keys, project.id);
	const rows = await db
		.selectFrom('stakeholder_versions as v')
		.leftJoin('accounts as a', 'a.id', 'v.changed_by')
		.leftJoin('accounts as o', 'o.id', 'v.owner')
		.select(['v.version', 'v.changed_at', 'v.content', 'a.name', 'o.name as owner'])
		.where('v.stakeholder', '=', one.id)
		.orderBy('v.version', 'desc')
		.execute();
	const hands = await handsIn(
		db,
		project.id,
		['stakeholder_versions'],
		rows.map(({ version }) => `${one.id} ${version}`),
	);
	const former = rows.map((row) => {
		const by = (field: string) => hands('stakeholder_versions', `${one.id} ${row.version}`, field);
		return {
			version: row.version,
			changed: { at: row.changed_at, name: row.name ?? by('changed_by') },
			ownerName: row.owner ?? by('owner'),
			facts: unpackedFacts(own, one, row.content),
		};
	});
	return [{ version: one.version, changed: one.changed, ownerName: one.ownerName, facts: one.facts }, ...former];
}
