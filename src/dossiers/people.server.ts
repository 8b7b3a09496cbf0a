import type { Tx } from '#platform/database/database.server.ts';
import type { Person, Row } from './dossier.ts';

const BATCH = 500;

/** Who stands in the rows of a project, by pseudonym. Accounts are of an installation; pseudonyms are of the project and its journal. */
export class People {
	readonly #hands: Map<string, string>;
	readonly #fromElsewhere: Map<string, Person>;
	readonly #accounts = new Map<string, string>();
	readonly #tx: Tx;
	readonly #used = new Set<string>();

	private constructor(tx: Tx, hands: Map<string, string>, people: Person[]) {
		this.#tx = tx;
		this.#hands = hands;
		this.#fromElsewhere = new Map(people.map((one) => [one.pseudonym, one]));
	}

	static async of(tx: Tx, project: string): Promise<People> {
		const hands = await tx.selectFrom('project_hands').selectAll().where('project', '=', project).execute();
		const people = await tx
			.selectFrom('project_people')
			.select(['pseudonym', 'name', 'organisation'])
			.where('project', '=', project)
			.execute();
		return new People(tx, new Map(hands.map(({ list, record, field, person }) => [`${list} ${record} ${field}`, person])), people);
	}

	/** Puts pseudonyms in the place of accounts; somebody who was erased has none. */
	async named(list: string, rows: Row[], fields: readonly string[], keyOf: (row: Row) => string): Promise<Row[]> {
		const accounts = rows.flatMap((row) => fields.map((field) => row[field])).filter((one) => typeof one === 'string');
		await this.#look(accounts.filter((account) => !this.#accounts.has(account)));
		return rows.map((row) => ({
			...row,
			...Object.fromEntries(fields.map((field) => [field, this.#handAt(row[field], `${list} ${keyOf(row)} ${field}`)])),
		}));
	}

	/** Reads of people in what the journal says. */
	meet(values: Iterable<string>): void {
		for (const value of values) if (value.startsWith('p_')) this.#used.add(value);
	}

	/** Everybody who was met and still has a name, by pseudonym. */
	async all(): Promise<Person[]> {
		const used = [...this.#used].toSorted();
		const people = new Map<string, Person>(this.#fromElsewhere);
		const here = used.filter((one) => !people.has(one));
		for (let from = 0; from < here.length; from += BATCH) {
			const rows = await this.#tx
				.selectFrom('accounts as a')
				.innerJoin('organisations as o', 'o.id', 'a.organisation')
				.select(['a.pseudonym', 'a.name', 'o.name as organisation'])
				.where('a.pseudonym', 'in', here.slice(from, from + BATCH))
				.execute();
			for (const row of rows) people.set(row.pseudonym, row);
		}
		return used.flatMap((one) => people.get(one) ?? []);
	}

	#handAt(account: unknown, at: string): string | null {
		const person = (typeof account === 'string' ? this.#accounts.get(account) : this.#hands.get(at)) ?? null;
		if (person !== null) this.#used.add(person);
		return person;
	}

	async #look(accounts: string[]): Promise<void> {
		const asked = [...new Set(accounts)];
		for (let from = 0; from < asked.length; from += BATCH) {
			const ids = asked.slice(from, from + BATCH);
			const rows = await this.#tx.selectFrom('accounts').select(['id', 'pseudonym']).where('id', 'in', ids).execute();
			for (const { id, pseudonym } of rows) this.#accounts.set(id, pseudonym);
		}
	}
}

/** Every text in a value, however deep. */
export function* textsIn(value: unknown): Generator<string> {
	if (typeof value === 'string') yield value;
	else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* textsIn(part);
}
