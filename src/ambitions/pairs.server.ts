import type { Database, Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { judgementsFor } from '#registers/pairs/judgements.server.ts';
import { mayJudge } from '#registers/pairs/pair.ts';
import { isConfirmed, type Pair, pairsIn } from './pairs.ts';
import { wantedFor } from './wants.server.ts';

/** What clashes and reinforces, as far as this member may read both sides; what nobody confirmed as it stands now, only who may judge it. */
export async function pairsFor(db: Database | Tx, keys: Keys, member: Member): Promise<Pair[]> {
	const [items, said] = await Promise.all([wantedFor(db, keys, member), judgementsFor(db, keys, member)]);
	return pairsIn(items, said).flatMap((pair) => {
		if (mayJudge(member, pair.level)) return [pair];
		// Why somebody did not think so at first was written for those who may.
		const judgements = pair.judgements.filter(({ verdict }) => verdict === 'confirmed' || verdict === 'resolved');
		return isConfirmed(pair) ? [{ ...pair, judgements }] : [];
	});
}
