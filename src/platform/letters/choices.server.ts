import type { Database, Tx } from '../database/database.server.ts';
import { isAboutSafety, usualWay, type Way } from './kinds.ts';

/** How a letter of this kind goes to somebody. Who has no account gets it at once. */
export async function wayFor(db: Database | Tx, account: string | null, kind: string): Promise<Way> {
	if (account === null || isAboutSafety(kind)) return 'now';
	const row = await db
		.selectFrom('letter_choices')
		.select('way')
		.where('account', '=', account)
		.where('kind', '=', kind)
		.executeTakeFirst();
	return row?.way ?? usualWay(kind);
}

/** What somebody chose, by kind. A kind that is not in it goes its usual way. */
export async function choicesOf(db: Database | Tx, account: string): Promise<Map<string, Way>> {
	const rows = await db.selectFrom('letter_choices').select(['kind', 'way']).where('account', '=', account).orderBy('kind').execute();
	return new Map(rows.map(({ kind, way }) => [kind, way]));
}

export async function writeChoice(tx: Tx, account: string, kind: string, way: Way, now: Date): Promise<void> {
	const choice = { way, chosen_at: now.toISOString() };
	await tx
		.insertInto('letter_choices')
		.values({ account, kind, ...choice })
		.onConflict((c) => c.columns(['account', 'kind']).doUpdateSet(choice))
		.execute();
}
