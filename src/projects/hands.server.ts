import type { Database, Tx } from '#platform/database/database.server.ts';

/** As many records as one question names. */
const BATCH = 500;

/** What somebody is called whose hand a field shows: by the list, the key of the record, and the column. Empty where nobody is known. */
export type Hands = (list: string, record: string, field: string) => string;

/** The hands of people without an account here: they took part where the project came from. */
export async function handsIn(db: Database | Tx, project: string, lists: string[], records: string[]): Promise<Hands> {
	const names = new Map<string, string>();
	for (let from = 0; from < records.length; from += BATCH) {
		const rows = await db
			.selectFrom('project_hands as h')
			.innerJoin('project_people as p', (join) => join.onRef('p.project', '=', 'h.project').onRef('p.pseudonym', '=', 'h.person'))
			.select(['h.list', 'h.record', 'h.field', 'p.name'])
			.where('h.project', '=', project)
			.where('h.list', 'in', lists)
			.where('h.record', 'in', records.slice(from, from + BATCH))
			.execute();
		for (const { list, record, field, name } of rows) names.set(`${list} ${record} ${field}`, name);
	}
	return (list, record, field) => names.get(`${list} ${record} ${field}`) ?? '';
}

/** Where a hand shows. */
interface Place {
	list: string;
	record: string;
	field: string;
}

/** Has a copy of a record show the hand that the record itself showed until now. */
export async function passHand(tx: Tx, project: string, from: Place, to: Place): Promise<void> {
	const { list, record, field } = from;
	const moved = tx
		.updateTable('project_hands')
		.set({ ...to })
		.where('project', '=', project);
	await moved.where('list', '=', list).where('record', '=', record).where('field', '=', field).execute();
}

/** A field that somebody of here filled in, or emptied, shows nobody else’s hand any more. */
export async function letGo(tx: Tx, project: string, { list, record, field }: Place): Promise<void> {
	const gone = tx.deleteFrom('project_hands').where('project', '=', project);
	await gone.where('list', '=', list).where('record', '=', record).where('field', '=', field).execute();
}

/** What they are called by pseudonym, for the journal. */
export async function namesFromElsewhere(db: Database | Tx, project: string): Promise<Map<string, string>> {
	const rows = await db.selectFrom('project_people').select(['pseudonym', 'name']).where('project', '=', project).execute();
	return new Map(rows.map(({ pseudonym, name }) => [pseudonym, name]));
}

/** Who sat on a seat by its membership, where they have no account here. */
export async function seatsFromElsewhere(
	db: Database | Tx,
	project: string,
): Promise<Map<string, { person: string; name: string; organisation: string }>> {
	const rows = await db
		.selectFrom('project_hands as h')
		.innerJoin('project_people as p', (join) => join.onRef('p.project', '=', 'h.project').onRef('p.pseudonym', '=', 'h.person'))
		.select(['h.record', 'h.person', 'p.name', 'p.organisation'])
		.where('h.project', '=', project)
		.where('h.list', '=', 'memberships')
		.execute();
	return new Map(rows.map(({ record, ...seat }) => [record, seat]));
}
