import type { Channel } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { handsIn } from '#projects/hands.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { unpackedJudgement } from './content.ts';
import { type Group, type Judged, type Judgements, type Kind, NO_JUDGEMENTS, type Place } from './judgement.ts';
import type { Stakeholder } from './stakeholder.ts';

/**
 * What was judged of these stakeholders, by their id; which they are was decided before. What others think is only told to who said what
 * they think themselves, so that everybody scores on their own first.
 */
export async function judgementsFor(
	db: Database | Tx,
	keys: Keys,
	member: Member,
	stakeholders: readonly Stakeholder[],
): Promise<Map<string, Judgements>> {
	if (stakeholders.length === 0) return new Map();
	const ids = stakeholders.map(({ id }) => id);
	const [own, rows] = await Promise.all([projectKeys(db, keys, member.project.id), rowsOf(db, ids)]);
	const hands = await handsIn(
		db,
		member.project.id,
		['stakeholder_judgements'],
		rows.map(({ id }) => id),
	);
	const byStakeholder = Map.groupBy(rows, ({ stakeholder }) => stakeholder);
	return new Map(
		stakeholders.map(({ id, level }) => {
			const of = <T>(kind: Kind): Judged<T>[] =>
				(byStakeholder.get(id) ?? [])
					.filter((row) => row.kind === kind)
					.map((row) => ({
						...{ id: row.id, at: row.made_at, author: row.author, channel: row.channel as Channel },
						authorName: row.name ?? hands('stakeholder_judgements', row.id, 'author'),
						what: unpackedJudgement<T>(own, { id: row.id, level }, row.content),
					}));
			const scores = of<Place>('own');
			const mine = scores.filter(({ author }) => author === member.account);
			const others = mine.length === 0 ? [] : newestOfEach(scores.filter(({ author }) => author !== member.account));
			return [id, { mine, others, team: of<Place>('team'), group: of<{ group: Group; reason: string }>('group') }];
		}),
	);
}

export const judgementsOf = async (db: Database | Tx, keys: Keys, member: Member, one: Stakeholder): Promise<Judgements> =>
	(await judgementsFor(db, keys, member, [one])).get(one.id) ?? NO_JUDGEMENTS;

const rowsOf = (db: Database | Tx, stakeholders: string[]) =>
	db
		.selectFrom('stakeholder_judgements as j')
		.leftJoin('accounts as a', 'a.id', 'j.author')
		.select(['j.id', 'j.stakeholder', 'j.kind', 'j.author', 'j.made_at', 'j.channel', 'j.content', 'a.name'])
		.where('j.stakeholder', 'in', stakeholders)
		.orderBy('j.made_at', 'desc')
		.orderBy('j.id', 'desc')
		.execute();

/** People from where a project came have no account here, and are known by their name alone. */
function newestOfEach(scores: Judged<Place>[]): Judged<Place>[] {
	const newest = new Map<string, Judged<Place>>();
	for (const score of scores) {
		const who = score.author ?? score.authorName;
		if (!newest.has(who)) newest.set(who, score);
	}
	return [...newest.values()];
}
