import { Kysely, sql, type Transaction } from 'kysely';
import type { AccountTables } from '#accounts/accounts.tables.ts';
import type { LostSecondFactorTables } from '#accounts/lost-second-factor/lost-second-factor.tables.ts';
import type { NewAddressTables } from '#accounts/new-address/new-address.tables.ts';
import type { PasskeyTables } from '#accounts/passkeys.tables.ts';
import type { SingleSignOnTables } from '#accounts/single-sign-on/single-sign-on.tables.ts';
import type { AgendaTables } from '#agendas/agendas.tables.ts';
import type { ApiTokenTables } from '#api-tokens/api-tokens.tables.ts';
import type { DailyTables } from '#daily/daily.tables.ts';
import type { DocumentTables } from '#documents/documents.tables.ts';
import type { DutyTables } from '#duties/duties.tables.ts';
import type { LogbookTables } from '#logbook/logbook.tables.ts';
import type { MeetingTables } from '#meetings/meetings.tables.ts';
import type { InventedTables } from '#organisations/invented.tables.ts';
import type { OrganisationTables } from '#organisations/organisations.tables.ts';
import type { TrialTables } from '#organisations/trial.tables.ts';
import type { PrintoutTables } from '#printouts/printouts.tables.ts';
import type { ProgressTables } from '#progress/progress.tables.ts';
import type { ProjectTables } from '#projects/projects.tables.ts';
import type { ReleaseTables } from '#publishing/releases.tables.ts';
import type { RegistersTables } from '#registers/registers.tables.ts';
import type { SearchTables } from '#search/search.tables.ts';
import type { StakeholderTables } from '#stakeholders/stakeholders.tables.ts';
import type { TalkTables } from '#talks/talks.tables.ts';
import type { TrialRequestTables } from '#trials/trials.tables.ts';
import type { JournalTables } from '../journal/journal.tables.ts';
import type { LetterTables } from '../letters/letters.tables.ts';
import type { LimitTables } from '../limits/limits.tables.ts';
import { openPostgres, openPostgresReader } from './postgres.server.ts';
import { openSqlite, openSqliteReader } from './sqlite.server.ts';

export interface Tables
	extends AccountTables,
		AgendaTables,
		ApiTokenTables,
		DailyTables,
		DocumentTables,
		DutyTables,
		InventedTables,
		JournalTables,
		LetterTables,
		LimitTables,
		LogbookTables,
		LostSecondFactorTables,
		NewAddressTables,
		MeetingTables,
		OrganisationTables,
		PasskeyTables,
		PrintoutTables,
		ProgressTables,
		ProjectTables,
		ReleaseTables,
		SearchTables,
		SingleSignOnTables,
		RegistersTables,
		StakeholderTables,
		TalkTables,
		TrialRequestTables,
		TrialTables {}
export type Engine = 'sqlite' | 'postgres';

/** The database with the name of its engine; only this folder and the search adapters ask for the name. */
export interface Database extends Kysely<Tables> {
	readonly engine: Engine;
}
export type Tx = Transaction<Tables> & { readonly engine: Engine };

export interface DatabasePlace {
	databaseUrl: string | null;
	dataFolder: string;
}

export function openDatabase(place: DatabasePlace): Database {
	const engine: Engine = place.databaseUrl ? 'postgres' : 'sqlite';
	const dialect = place.databaseUrl ? openPostgres(place.databaseUrl) : openSqlite(place.dataFolder);
	return Object.assign(new Kysely<Tables>({ dialect }), { engine });
}

/** The same to read only, for long work beside everything else; whatever goes wrong there, no row changes. */
export function openReader(place: DatabasePlace): Database {
	const engine: Engine = place.databaseUrl ? 'postgres' : 'sqlite';
	const dialect = place.databaseUrl ? openPostgresReader(place.databaseUrl) : openSqliteReader(place.dataFolder);
	return Object.assign(new Kysely<Tables>({ dialect }), { engine });
}

/**
 * Runs the work in one transaction that behaves alike on both engines: nobody else's half-finished work is seen, and two
 * that would spoil each other's are put one after the other. The work may run more than once; it waits for nothing but the database.
 * Who names a table after `inTurn` waits for others who do, and then sees all that they wrote.
 */
export async function tx<T>(db: Database, work: (tx: Tx) => Promise<T>, { inTurn }: { inTurn?: keyof Tables } = {}): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			const transaction = db.engine === 'postgres' ? db.transaction().setIsolationLevel('serializable') : db.transaction();
			return await transaction.execute(async (inner) => {
				const tx: Tx = Object.assign(inner, { engine: db.engine });
				if (inTurn) await takeTurn(tx, inTurn);
				return work(tx);
			});
		} catch (error) {
			if (attempt === 12 || !isConflict(error)) throw error;
		}
	}
}

/**
 * On the embedded database every transaction takes turns already. On PostgreSQL this has to be the first statement: a lock
 * takes no snapshot, so the one that follows holds what the others wrote while we waited, and nothing has to be tried again.
 */
async function takeTurn(tx: Tx, table: keyof Tables): Promise<void> {
	if (tx.engine === 'postgres') await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(tx);
}

/**
 * PostgreSQL's "serialization failure" and "deadlock detected", and SQLite's "busy", when another program kept it longer than we wait
 * at once: the work was right, only its moment was not.
 */
function isConflict(error: unknown): boolean {
	const code = codeOf(error);
	return code === '40001' || code === '40P01' || code === 5;
}

/** Whether a row was refused because another one holds the same key. */
export function isUniqueViolation(error: unknown): boolean {
	const code = codeOf(error);
	return code === '23505' || code === 2067 || code === 1555;
}

function codeOf(error: unknown): unknown {
	if (typeof error !== 'object' || error === null) return undefined;
	return 'errcode' in error ? error.errcode : 'code' in error ? error.code : undefined;
}
