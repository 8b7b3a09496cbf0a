import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import type { Database, DatabasePlace } from '#platform/database/database.server.ts';

interface Writer {
	child: ChildProcess;
	lines: AsyncIterator<string>;
	start(): void;
}

/** Lets so many processes act at the same moment; returns how often each had to try, or null for one that failed. */
export async function writeAtOnce(db: Database, master: Buffer, writers: number, deeds: number): Promise<(number | null)[]> {
	const place = await placeOf(db);
	const all = Array.from({ length: writers }, (_, n) => writerOf(place, master, `p_${n}`, deeds));
	await Promise.all(all.map(({ lines }) => lines.next()));
	for (const { start } of all) start();
	return Promise.all(
		all.map(async ({ child, lines }) => {
			const ended = once(child, 'exit');
			const { value, done } = await lines.next();
			const [status] = await ended;
			return done || status !== 0 ? null : Number(value);
		}),
	);
}

function writerOf(place: DatabasePlace, master: Buffer, name: string, deeds: number): Writer {
	const program = join(import.meta.dirname, 'log-writer.ts');
	const words = [program, JSON.stringify(place), master.toString('base64'), name, String(deeds)];
	const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
	return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator](), start: () => child.stdin.end() };
}

/** Where other processes find this database. */
async function placeOf(db: Database): Promise<DatabasePlace> {
	if (db.engine === 'sqlite') {
		const { rows } = await sql<{ file: string }>`pragma database_list`.execute(db);
		return { databaseUrl: null, dataFolder: dirname(rows[0]?.file ?? '') };
	}
	const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
	const url = new URL(process.env.WIJKSPOOR_TEST_POSTGRES ?? '');
	url.pathname = `/${rows[0]?.name}`;
	return { databaseUrl: url.href, dataFolder: '' };
}
