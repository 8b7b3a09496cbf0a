import type { Channel } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { handsIn } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { unpackedJudged } from '../content.ts';
import { mayReadItem, maySeeRegisters, REGISTER_LEVELS, type RegisterLevel } from '../register.ts';
import { type Judgement, pairKey, type Verdict } from './pair.ts';

/** All that was said of pairs this member may read, by what was laid beside each other; the newest first. */
export async function judgementsFor(db: Database | Tx, keys: Keys, member: Member): Promise<Map<string, Judgement[]>> {
	if (!maySeeRegisters(member)) throw notAllowed(member);
	const levels = REGISTER_LEVELS.filter((level) => mayReadItem(member, { level }));
	const rows = await db
		.selectFrom('pair_judgements as j')
		.leftJoin('accounts as a', 'a.id', 'j.author')
		.select(['j.id', 'j.one', 'j.one_version', 'j.other', 'j.other_version', 'j.level', 'j.verdict', 'j.made_at', 'j.channel'])
		.select(['j.content', 'a.name'])
		.where('j.project', '=', member.project.id)
		.where('j.level', 'in', levels)
		.orderBy('j.made_at', 'desc')
		.orderBy('j.id', 'desc')
		.execute();
	const [list, ids] = ['pair_judgements', rows.map(({ id }) => id)];
	const [own, hands] = await Promise.all([projectKeys(db, keys, member.project.id), handsIn(db, member.project.id, [list], ids)]);
	const judgements = rows.map((row): Judgement => {
		const { id, one, other } = row;
		return {
			...{ id, one, other, verdict: row.verdict as Verdict, versions: [row.one_version, row.other_version] },
			...{ at: row.made_at, channel: row.channel as Channel, authorName: row.name ?? hands(list, id, 'author') },
			...unpackedJudged(own, { id, level: row.level as RegisterLevel }, row.content),
		};
	});
	return Map.groupBy(judgements, pairKey);
}
