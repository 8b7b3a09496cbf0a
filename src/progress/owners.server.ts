import type { Database } from '#platform/database/database.server.ts';
import { type Member, maySeeMembers } from '#projects/member.ts';
import type { Colleague } from './progress.ts';

/** Who can own something here: everybody who takes part, for who may know who that is; for others, themselves. */
export async function colleaguesFor(db: Database, member: Member): Promise<Colleague[]> {
	if (!maySeeMembers(member)) return [{ account: member.account, name: member.name }];
	const rows = await db
		.selectFrom('memberships as m')
		.innerJoin('accounts as a', 'a.id', 'm.account')
		.select(['a.id as account', 'a.name'])
		.where('m.project', '=', member.project.id)
		.where('m.until', 'is', null)
		.execute();
	return rows.toSorted((one, other) => new Intl.Collator('nl').compare(one.name, other.name));
}
