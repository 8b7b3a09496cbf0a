import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { Refusal } from '#platform/refusals.ts';
import { type Neighbourhood, PRINCIPALS, type Principal, theNeighbourhood } from '../village/neighbourhood.ts';
import { conclude, type Finding, holds } from './finding.ts';
import { IN_THE_HOUSE } from './rights/house.ts';
import { IN_THE_LOGBOOK } from './rights/logbook.ts';
import { AT_MEETINGS, OF_GUESTS } from './rights/meetings.ts';
import { OF_THE_PROGRESS } from './rights/progress.ts';
import { WITH_A_PROJECT } from './rights/projects.ts';
import { ON_REGISTERS } from './rights/registers.ts';
import { AT_THE_TABLE } from './rights/stakeholders.ts';
import { IN_CONFIDENCE } from './rights/talks.ts';
import type { Action } from './rights/trying.ts';

/**
 * Who may what: every action is really tried by everybody, in a project at work and in an archived one, and what came of it is compared
 * with the reviewed table `rights.csv`. A right that changed is a line that changed. `--write` writes the table anew, to be reviewed.
 */

const TABLE = join(import.meta.dirname, 'rights.csv');
const OUTCOMES: Record<string, string> = { 'not-found': 'not there', 'not-allowed': 'refused', conflict: 'conflict', gone: 'gone' };

const ACTIONS: Record<string, Action> = {
	...WITH_A_PROJECT,
	...IN_THE_LOGBOOK,
	...OF_THE_PROGRESS,
	...AT_MEETINGS,
	...AT_THE_TABLE,
	...ON_REGISTERS,
	...IN_CONFIDENCE,
	...IN_THE_HOUSE,
};

/** What somebody meets who tries an action: a guest has no account to try one with, and everybody else no sign. */
function tried(name: string, who: Principal, db: Database, village: Neighbourhood): Promise<string> {
	const ofGuests = OF_GUESTS[name];
	if (ofGuests) return outcomeOf(ofGuests(db, who === 'guest' ? village.meeting.sign : undefined, village));
	const action = ACTIONS[name];
	if (!action) throw new Error(`There is no action ${name}.`);
	return who === 'guest' ? Promise.resolve('no account') : outcomeOf(action(db, village.people[who].account, village));
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
	try {
		await work;
		return 'yes';
	} catch (error) {
		if (error instanceof Refusal) return OUTCOMES[error.kind] ?? error.kind;
		throw error;
	}
}

/** A village of which everybody who tries something gets a copy, so that nobody meets what another one did. */
async function inCopies<T>(
	work: (inCopy: <R>(attempt: (db: Database, village: Neighbourhood) => Promise<R>) => Promise<R>) => Promise<T>,
): Promise<T> {
	const scratch = await mkdtemp(join(tmpdir(), 'rechten-'));
	const folder = (name: string) => join(scratch, name);
	try {
		await mkdir(folder('dorp'));
		const first = openDatabase({ databaseUrl: null, dataFolder: folder('dorp') });
		await migrate(first);
		const village = await theNeighbourhood(first);
		await first.destroy();
		let copies = 0;
		return await work(async (attempt) => {
			const copy = folder(String(copies++));
			await cp(folder('dorp'), copy, { recursive: true });
			const db = openDatabase({ databaseUrl: null, dataFolder: copy });
			try {
				return await attempt(db, village);
			} finally {
				await db.destroy();
				await rm(copy, { recursive: true });
			}
		});
	} finally {
		await rm(scratch, { recursive: true });
	}
}

async function table(): Promise<string[]> {
	return inCopies(async (inCopy) => {
		const lines = [['action', 'project', ...PRINCIPALS].join(';')];
		for (const name of [...Object.keys(ACTIONS), ...Object.keys(OF_GUESTS)]) {
			for (const archived_at of [null, new Date().toISOString()]) {
				const outcomes: string[] = [];
				for (const who of PRINCIPALS) {
					outcomes.push(
						await inCopy(async (db, village) => {
							await db.updateTable('projects').set({ archived_at }).where('id', '=', village.project).execute();
							return tried(name, who, db, village);
						}),
					);
				}
				lines.push([name, archived_at ? 'archived' : 'at work', ...outcomes].join(';'));
			}
		}
		return lines;
	});
}

async function prove(): Promise<Finding[]> {
	const found = await table();
	if (process.argv.includes('--write')) await writeFile(TABLE, `${found.join('\n')}\n`);
	// A right that nobody reviewed: somebody reads what they may not.
	if (process.env.PROOF_SABOTAGE === 'matrix') found[1] = found[1]?.replace('not there', 'yes') ?? '';
	const reviewed = (await readFile(TABLE, 'utf8').catch(() => '')).trim().split('\n');
	const lines = new Set([...found, ...reviewed]);
	return [...lines].map((line) => {
		const [here, there] = [found.includes(line), reviewed.includes(line)];
		return holds(here && there, here && there ? line : `${here ? 'is now' : 'was reviewed as'}: ${line}`);
	});
}

await conclude(prove);
