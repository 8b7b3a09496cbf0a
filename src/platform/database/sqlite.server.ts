import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
	CompiledQuery,
	type DatabaseConnection,
	type Dialect,
	SqliteAdapter,
	type SqliteDatabase,
	SqliteDriver,
	SqliteIntrospector,
	SqliteQueryCompiler,
} from 'kysely';

/** Below this version SQLite could lose pages when the write-ahead log was reset. */
const OLDEST_SQLITE = [3, 51, 3];

export function openSqlite(folder: string): Dialect {
	const file = new DatabaseSync(join(folder, 'wijkspoor.db'), { timeout: 5000 });
	file.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma journal_size_limit = 67108864');
	assertDurable(file);
	return dialectWith(() => new ImmediateDriver(file));
}

/** Reads beside who writes, and takes no lock that anybody waits for. */
export function openSqliteReader(folder: string): Dialect {
	const file = new DatabaseSync(join(folder, 'wijkspoor.db'), { timeout: 5000, readOnly: true });
	return dialectWith(() => new SqliteDriver({ database: asKyselyWants(file) }));
}

const dialectWith = (createDriver: () => SqliteDriver): Dialect => ({
	createAdapter: () => new SqliteAdapter(),
	createDriver,
	createIntrospector: (db) => new SqliteIntrospector(db),
	createQueryCompiler: () => new SqliteQueryCompiler(),
});

/** What was acknowledged must survive a power cut, so the settings are read back instead of believed. */
function assertDurable(file: DatabaseSync): void {
	const pragma = (name: string) => Object.values(file.prepare(`pragma ${name}`).get() ?? {})[0];
	const version = String(Object.values(file.prepare('select sqlite_version()').get() ?? {})[0]);
	const found = version.split('.').map(Number);
	const difference = OLDEST_SQLITE.map((part, i) => (found[i] ?? 0) - part).find((d) => d !== 0) ?? 0;
	if (difference < 0) throw new Error(`SQLite ${version} is too old; ${OLDEST_SQLITE.join('.')} is the oldest that is safe.`);
	for (const [name, wanted] of [
		['journal_mode', 'wal'],
		['synchronous', 2],
		['foreign_keys', 1],
	] as const) {
		if (pragma(name) !== wanted) throw new Error(`SQLite did not accept ${name} = ${wanted}.`);
	}
}

/** A transaction takes its write lock at once; taking it halfway can fail when another process holds it. */
class ImmediateDriver extends SqliteDriver {
	readonly #file: DatabaseSync;

	constructor(file: DatabaseSync) {
		super({ database: asKyselyWants(file) });
		this.#file = file;
	}

	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
	}

	/** A commit that failed on the disk was undone already; undoing it again would hide why. */
	override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		if (this.#file.isTransaction) await super.rollbackTransaction(connection);
	}
}

function asKyselyWants(file: DatabaseSync): SqliteDatabase {
	return {
		close: () => file.close(),
		prepare(sql) {
			const statement = file.prepare(sql);
			return {
				reader: statement.columns().length > 0,
				all: (parameters) => statement.all(...(parameters as never[])),
				run: (parameters) => statement.run(...(parameters as never[])),
				iterate: (parameters) => statement.iterate(...(parameters as never[])),
			};
		},
	};
}
