import type { Database, Tx } from '#platform/database/database.server.ts';
import { found } from '#platform/refusals.ts';
import type { BaseFacts, BaseStakeholder } from './base.ts';
import type { BaseKeeper } from './base-keeper.server.ts';

/** The base set of an organisation as it stands now, by name, with what was taken out at the end. Who asks decides who may. */
export async function baseSetOf(db: Database | Tx, organisation: string): Promise<BaseStakeholder[]> {
	const rows = await db
		.selectFrom('base_stakeholders as b')
		.leftJoin('accounts as a', 'a.id', 'b.author')
		.select(['b.base', 'b.version', 'b.made_at', 'b.content', 'a.name'])
		.where('b.organisation', '=', organisation)
		.orderBy('b.base')
		.orderBy('b.version', 'desc')
		.execute();
	return [...Map.groupBy(rows, ({ base }) => base).values()]
		.flatMap(([newest]) => newest ?? [])
		.map(({ base: id, version, made_at: at, content, name }) => ({
			...{ id, version, changed: { at, name: name ?? '' } },
			facts: content === '' ? null : (JSON.parse(content) as BaseFacts),
		}))
		.toSorted((one, other) => Number(one.facts === null) - Number(other.facts === null) || byName.compare(nameOf(one), nameOf(other)));
}

const byName = new Intl.Collator('nl');
const nameOf = ({ facts }: BaseStakeholder): string => facts?.name ?? '';

/** One that is there still. */
export async function baseStakeholderFor(
	db: Database | Tx,
	{ organisation }: BaseKeeper,
	id: string,
): Promise<BaseStakeholder & { facts: BaseFacts }> {
	const one = found((await baseSetOf(db, organisation)).find((base) => base.id === id));
	return { ...one, facts: found(one.facts) };
}
