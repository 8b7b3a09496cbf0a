import type { Channel } from '#logbook/entry.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { projectKeys } from '#projects/keys.server.ts';
import { isLocked } from '#projects/level.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { type Done, Overtaken, unlessOvertaken } from '#projects/overtaken.ts';
import { registerOf } from '../all.ts';
import { packedJudged, unpackedJudged } from '../content.ts';
import { itemFor } from '../items.server.ts';
import { aboutItem } from '../recording.ts';
import type { Item, RegisterLevel } from '../register.ts';
import { judgementsFor } from './judgements.server.ts';
import { canFollow, type Judged, type Judgement, levelOf, mayJudge, pairKey, seenOf, type Verdict } from './pair.ts';

type Named = Pick<Item, 'id' | 'register'>;

export interface NewJudgement extends Judged {
	one: Named;
	other: Named;
	verdict: Verdict;
	/** What was looked at: what `seenOf` said then. */
	seen: string;
	/** Without it, the screen. */
	channel?: Channel;
}

const ACTIONS: Record<Verdict, string> = {
	confirmed: 'registers.pair-confirmed',
	aside: 'registers.pair-set-aside',
	resolved: 'registers.pair-resolved',
	'taken-back': 'registers.pair-taken-back',
};

/** Says of two items that they clash or reinforce, that they do not, or that it was resolved. What was said since is given back instead. */
export function judge(
	db: Database,
	keys: Keys,
	member: Member,
	given: NewJudgement,
	now: Date = new Date(),
): Promise<Done<Judgement | undefined>> {
	const { theme, outcome, verdict, text, day, seen, channel = 'screen' } = given;
	const key = pairKey({ one: given.one.id, other: given.other.id, theme });
	const newest = async (db: Database | Tx) => (await judgementsFor(db, keys, member)).get(key)?.at(0);
	const work = act(
		db,
		keys,
		async ({ tx, record }) => {
			// A pair that stood there the other way round as well would be two.
			if (given.one.id >= given.other.id) throw new Error('A pair is given in the order in which its items came.');
			const one = await itemNamed(tx, keys, member, given.one);
			const other = await itemNamed(tx, keys, member, given.other);
			const level = levelOf(one, other);
			if (!mayJudge(member, level)) throw notAllowed(member);
			const last = await newest(tx);
			if (seen !== seenOf(last, one, other)) throw new Overtaken();
			if (!canFollow(verdict, last, one, other)) throw new Refusal('conflict', 'registers.pairOrder');
			const own = await projectKeys(tx, keys, member.project.id);
			const id = newId(now);
			await tx
				.insertInto('pair_judgements')
				.values({
					...{ id, project: member.project.id, one: one.id, one_version: one.version, other: other.id, other_version: other.version },
					...{ level, verdict, author: member.account, made_at: now.toISOString(), channel },
					content: packedJudged(own, { id, level }, { theme, outcome, text, day }),
				})
				.execute();
			// What they clash over stands in the items, and goes with these.
			const after = { level, ...(isLocked(level) ? {} : { outcome }) };
			return record({ ...aboutItem(member, { id, level }), channel, action: ACTIONS[verdict], after });
		},
		now,
	);
	return unlessOvertaken(work, () => newest(db));
}

const itemNamed = (tx: Tx, keys: Keys, member: Member, { id, register }: Named): Promise<Item> =>
	itemFor(tx, keys, member, found(registerOf(register)), id);

/** Takes away what was written about an item wherever it was laid beside another. That it was, and what of it was said, stays. */
export async function forgetWordsOn(tx: Tx, keys: Keys, member: Member, item: string): Promise<void> {
	const own = await projectKeys(tx, keys, member.project.id);
	const rows = await tx
		.selectFrom('pair_judgements')
		.select(['id', 'level', 'content'])
		.where((e) => e.or([e('one', '=', item), e('other', '=', item)]))
		.execute();
	for (const row of rows) {
		const sealed = { id: row.id, level: row.level as RegisterLevel };
		const content = packedJudged(own, sealed, { ...unpackedJudged(own, sealed, row.content), text: '' });
		await tx.updateTable('pair_judgements').set({ content }).where('id', '=', row.id).execute();
	}
}
