import type { ExpressionBuilder } from 'kysely';
import type { Database, Tx } from '../database/database.server.ts';
import type { JournalTables } from './journal.tables.ts';
import type { Question, Readership } from './journal.ts';

/** The entries of a chain that a question asks for, as the database is asked it. */
export const asked = (
	db: Database | Tx,
	chain: string,
	{ before, actions, without, who, from, until, readership }: Omit<Question, 'limit'>,
) =>
	db
		.selectFrom('journal as j')
		.leftJoin('journal_places as p', (join) => join.onRef('p.chain', '=', 'j.chain').onRef('p.seq', '=', 'j.seq'))
		.where('j.chain', '=', chain)
		.where((e) =>
			e.and([
				...(before === undefined ? [] : [e('j.seq', '<', before)]),
				...(actions === undefined ? [] : [e('j.action', 'in', [...actions])]),
				...(without === undefined ? [] : [e('j.action', 'not in', [...without])]),
				...(who === undefined ? [] : [e.or([e('j.actor', '=', who), e('j.object', '=', who)])]),
				...(from === undefined ? [] : [e('j.at', '>=', from)]),
				...(until === undefined ? [] : [e('j.at', '<', until)]),
				...(readership === undefined ? [] : [isReadBy(e as never, readership)]),
			]),
		);

type Builder = ExpressionBuilder<{ p: JournalTables['journal_places'] }, 'p'>;

/** Who reads one part reads nothing of the whole; everybody else reads what has no place of its own. */
function isReadBy(e: Builder, { levels, part }: Readership) {
	const isOfLevel = e('p.level', 'in', [...levels]);
	return part === undefined ? e.or([e('p.level', 'is', null), isOfLevel]) : e.and([isOfLevel, e('p.part', '=', part)]);
}

/** Everybody who did something in the entries that a question asks for, by pseudonym. */
export async function actorsIn(db: Database | Tx, chain: string, question: Omit<Question, 'limit'>): Promise<string[]> {
	const rows = await asked(db, chain, question).select('j.actor').distinct().execute();
	return rows.map(({ actor }) => actor).toSorted();
}

/** How often each thing happened, and when last. */
export async function tallyOf(
	db: Database | Tx,
	chain: string,
	question: Omit<Question, 'limit'>,
): Promise<{ action: string; count: number; newest: string }[]> {
	const rows = await asked(db, chain, question)
		.select((e) => ['j.action', e.fn.countAll<number | string>().as('count'), e.fn.max('j.at').as('newest')])
		.groupBy('j.action')
		.orderBy('j.action')
		.execute();
	return rows.map(({ action, count, newest }) => ({ action, count: Number(count), newest }));
}
