import type { Database } from '#platform/database/database.server.ts';
import { type Acting, act, type Recorded } from '#platform/journal/journal.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { newId } from '#platform/tokens.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { BASE_FIELDS, type BaseFacts, type BaseStakeholder } from './base.ts';
import type { BaseKeeper } from './base-keeper.server.ts';
import { baseStakeholderFor } from './base-set.server.ts';

/** Puts a stakeholder in the base set. Every neighbourhood of the municipality is offered it. Gives its id. */
export async function addToBase(db: Database, keys: Keys, keeper: BaseKeeper, facts: BaseFacts, now: Date = new Date()): Promise<string> {
	const base = newId(now);
	await act(db, keys, (acting) => write(acting, keeper, { base, version: 1, facts, action: 'added', fields: [] }, now), now);
	return base;
}

/** Writes it anew; neighbourhoods are offered the change. What somebody else made of it meanwhile is given back. */
export const changeInBase = (
	db: Database,
	keys: Keys,
	keeper: BaseKeeper,
	base: string,
	{ version, facts }: { version: number; facts: BaseFacts },
	now: Date = new Date(),
): Promise<Done<BaseStakeholder>> => writeNext(db, keys, keeper, { base, version, facts, action: 'changed' }, now);

/** Takes it out, for good; every version of it goes. What neighbourhoods took over stays theirs. */
export const removeFromBase = (
	db: Database,
	keys: Keys,
	keeper: BaseKeeper,
	base: string,
	{ version }: { version: number },
	now: Date = new Date(),
): Promise<Done<BaseStakeholder>> => writeNext(db, keys, keeper, { base, version, facts: null, action: 'removed' }, now);

interface Writing {
	base: string;
	version: number;
	facts: BaseFacts | null;
	action: 'added' | 'changed' | 'removed';
}

function writeNext(db: Database, keys: Keys, keeper: BaseKeeper, given: Writing, now: Date): Promise<Done<BaseStakeholder>> {
	const work = async (acting: Acting) => {
		const there = await baseStakeholderFor(acting.tx, keeper, given.base);
		if (there.version !== given.version) throw new Overtaken();
		const { facts } = given;
		const fields = facts === null ? [] : BASE_FIELDS.filter((field) => facts[field] !== there.facts[field]);
		if (facts === null) await acting.tx.updateTable('base_stakeholders').set({ content: '' }).where('base', '=', given.base).execute();
		return write(acting, keeper, { ...given, version: there.version + 1, fields }, now);
	};
	return unlessOvertaken(act(db, keys, work, now), () => baseStakeholderFor(db, keeper, given.base));
}

async function write(
	{ tx, record }: Acting,
	{ account, pseudonym, organisation }: BaseKeeper,
	{ base, version, facts, action, fields }: Writing & { fields: readonly string[] },
	now: Date,
): Promise<Recorded<void>> {
	const content = facts === null ? '' : JSON.stringify(facts);
	await tx
		.insertInto('base_stakeholders')
		.values({ base, version, organisation, author: account, made_at: now.toISOString(), content })
		.execute();
	const about = { chain: INSTALLATION, actor: pseudonym, object: base, channel: 'screen' } as const;
	// Who reads this journal keeps the installation running, and has no business with what it says.
	return record({
		...about,
		action: `stakeholders.base-${action}`,
		after: { organisation, version, ...(fields.length > 0 ? { fields: fields.join(', ') } : {}) },
	});
}
