import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { changeOwnData } from '#accounts/changing-own-data.server.ts';
import { eraseMyself } from '#accounts/erasing/erasing.server.ts';
import type { Erasing } from '#accounts/erasing/forgetting.server.ts';
import { HOLDINGS } from '#accounts/erasing/holdings.server.ts';
import { replayErasures } from '#accounts/erasing/replaying.server.ts';
import { accept, invitationLink, invite } from '#accounts/inviting.server.ts';
import { accountOf, type administratorOf } from '#accounts/sign-ins.server.ts';
import { beginSignIn, proveByCode } from '#accounts/signing-in.server.ts';
import { backUp } from '#keeping/backup.server.ts';
import { restore } from '#keeping/restoring.server.ts';
import { ALL_OF_LOGBOOK } from '#logbook/erasing.server.ts';
import { type Database, type DatabasePlace, openDatabase } from '#platform/database/database.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { verifyChain } from '#platform/journal/verifying.server.ts';
import { noting } from '#platform/security-log/noting.server.ts';
import { openSecurityLog } from '#platform/security-log/security-log.server.ts';
import { ALL_OF_PROJECTS } from '#projects/erasing.server.ts';
import { addMember, memberOf } from '#projects/members.server.ts';
import { withDatabase } from '../bench/databases.ts';
import { administrator } from '../village/bram.ts';
import { theNeighbourhood } from '../village/neighbourhood.ts';
import { writeNote } from '../village/notes.ts';
import { codeAt, keys, type Person, withApp } from '../village/people.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * That who was erased is gone: from rows, from the bytes of the database file and its log, from letters, from the security log; and
 * stays gone when an older backup is put back. What others wrote stands as it stood. PROOF_SABOTAGE=keep-letter erases all but the
 * letters, as a build would that forgot them, and this has to go red.
 */
const { letters, ...allButLetters } = HOLDINGS;
const kept = process.env.PROOF_SABOTAGE === 'keep-letter' ? allButLetters : { letters, ...allButLetters };
const SOME_DAY = new Date('2026-11-22T09:00:00.000Z');
const later = (minutes: number) => new Date(SOME_DAY.getTime() + minutes * 60_000);

const CANARY = {
	name: 'Kanarina Geelveer',
	earlierName: 'Kanarina van Voorheen',
	address: 'kanarina@geelveer.example',
	password: 'zingend kooitje zilverzand vier',
	device: 'Kanariebrowser/4.2 (Geelveer)',
	note: 'kanarina schrijft dit alleen voor zichzelf',
};

export async function prove(): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const engine of ['sqlite', 'postgres'] as const) {
		await withDatabase(engine, async (db) => {
			for (const { good, what } of await gone(db)) findings.push(holds(good, `${engine}: ${what}`));
		});
	}
	return findings;
}

async function gone(db: Database): Promise<Finding[]> {
	const scratch = mkdtempSync(join(tmpdir(), 'wissen-'));
	const place = await placeOf(db, scratch);
	const erasing: Erasing = { folder: place.dataFolder, holdings: [...ALL_OF_LOGBOOK, ...ALL_OF_PROJECTS, ...Object.values(kept)] };
	try {
		const person = await aLifeHere(db, join(place.dataFolder, 'logs/security.jsonl'));
		const traces = await tracesOf(db, person);
		const seenBefore = await found(db, place.dataFolder, traces);
		const before = await rowsOf(db);
		const aboutHer = await detailsAbout(db, person.account.pseudonym);
		const backup = await backUp(place, join(scratch, 'backups'), []);

		const erased = await eraseMyself(db, keys, person.account, CANARY.address, erasing, later(20));
		const seenAfter = await found(db, place.dataFolder, traces);
		const after = new Set(await rowsOf(db));
		const own = [person.account.id, person.account.pseudonym, ...traces, ...aboutHer];
		const others = before.filter((row) => !own.some((trace) => row.includes(trace)));
		const changed = others.filter((row) => !after.has(row));
		const [note] = await db.selectFrom('entries').select(['content', 'author']).where('content', '=', 'wat voor iedereen is').execute();
		return [
			holds(erased.ok, 'somebody with a project, letters, invitations and sign-ins is erased'),
			holds(seenBefore.length > 8, `before, ${seenBefore.length} of ${traces.length} traces are seen, so the search sees`),
			holds(seenAfter.length === 0, `after it, none is seen in rows, files and logs${told(seenAfter)}`),
			holds((await accountOf(db, person.token, later(21))) === null, 'their sign-ins ended'),
			holds(others.length > 40 && changed.length === 0, `${others.length} rows of others stand as they stood${told(changed)}`),
			holds(note?.author === null, 'what they wrote for everybody stands, without their name'),
			holds((await verifyChain(db, keys, INSTALLATION)).ok, 'the chain holds'),
			...(await broughtBack(backup.path, erasing, traces, person)),
		];
	} finally {
		rmSync(scratch, { recursive: true });
	}
}

/** Whatever the engine was, the backup is put back on the one whose bytes can be looked at. */
async function broughtBack(backup: string, { folder, holdings }: Erasing, traces: string[], { account }: Person): Promise<Finding[]> {
	const dataFolder = mkdtempSync(join(tmpdir(), 'terug-'));
	const place = { databaseUrl: null, dataFolder };
	await restore(place, backup, []);
	await copyFile(join(folder, 'erased.jsonl'), join(dataFolder, 'erased.jsonl'));
	const db = openDatabase(place);
	try {
		const seenBefore = await found(db, dataFolder, traces);
		const replayed = await replayErasures(db, keys, { folder: dataFolder, holdings }, later(60));
		const seenAfter = await found(db, dataFolder, traces);
		const row = await db.selectFrom('erased').select('at').where('pseudonym', '=', account.pseudonym).executeTakeFirst();
		return [
			holds(seenBefore.length > 8, 'a backup of before brings them back'),
			holds(replayed === 1 && seenAfter.length === 0, `and the start after it erases them again${told(seenAfter)}`),
			holds(row?.at === later(20).toISOString(), 'on the day on which it was done first'),
			holds((await replayErasures(db, keys, { folder: dataFolder, holdings }, later(61))) === 0, 'and a next start has nothing left to do'),
			holds((await verifyChain(db, keys, INSTALLATION)).ok, 'the chain of the backup holds'),
		];
	} finally {
		await db.destroy();
		rmSync(dataFolder, { recursive: true });
	}
}

/** Comes by invitation, changes her name, works in a project, invites somebody, mistypes her password, signs in elsewhere. */
async function aLifeHere(db: Database, log: string): Promise<Person> {
	const { people, project } = await theNeighbourhood(db, SOME_DAY);
	const mila = await administrator(db, people.administrator);
	const securityLog = openSecurityLog(log);
	const by = { log: securityLog, origin: '192.0.2.1', actor: 'nobody', request: 'proof' };
	return noting(by, async () => {
		const invitee = { ...CANARY, name: CANARY.earlierName, addressKey: CANARY.address, language: 'nl' as const, asAdministrator: true };
		const token = await invited(db, mila, invitee);
		const given = { name: CANARY.earlierName, password: CANARY.password };
		const person = await withApp(db, await accept(db, keys, token, given, CANARY.device, SOME_DAY), SOME_DAY);
		await changeOwnData(db, keys, person.account, { name: CANARY.name, language: 'nl' }, later(1));
		const leader = await memberOf(db, people.leader.account, project, SOME_DAY);
		await addMember(db, keys, leader, { addressKey: CANARY.address, role: 'core', subproject: null }, later(2));
		const self = await accountOf(db, person.token, later(2));
		if (!self) throw new Error('She is not signed in.');
		const member = await memberOf(db, self, project, later(2));
		await writeNote(db, keys, member, { level: 'internal', text: 'wat voor iedereen is', subproject: null }, later(3));
		await writeNote(db, keys, member, { level: 'personal', text: CANARY.note, subproject: null }, later(3));
		const sem = {
			name: 'Nieuwe Collega',
			address: 'nieuw@zonnedam.example',
			addressKey: 'nieuw@zonnedam.example',
			language: 'nl' as const,
		};
		await invited(db, await administrator(db, { account: self }), { ...sem, asAdministrator: false });
		await elsewhere(db, person);
		securityLog.close();
		return { ...person, account: self };
	});
}

async function invited(db: Database, who: NonNullable<Awaited<ReturnType<typeof administratorOf>>>, whom: Parameters<typeof invite>[3]) {
	const made = await invite(db, keys, who, whom, 'https://wijk.example', SOME_DAY);
	if (!made.ok) throw new Error(made.issue);
	return (await invitationLink(db, keys, who, made.id, SOME_DAY))?.split('/').at(-1) ?? '';
}

async function elsewhere(db: Database, { secret }: Person): Promise<void> {
	const from = { place: '192.0.2.7', device: CANARY.device, knownDevice: undefined };
	await beginSignIn(db, keys, { addressKey: CANARY.address, password: 'iets anders' }, from, later(5));
	const begun = await beginSignIn(db, keys, { addressKey: CANARY.address, password: CANARY.password }, from, later(6));
	if (begun.ok) await proveByCode(db, keys, begun.token, codeAt(secret, later(6)), undefined, later(6));
}

/** What must not be met again: what she typed and was given, and every secret and key that the database holds of her. */
async function tracesOf(db: Database, person: Person): Promise<string[]> {
	const of = { account: person.account.id };
	const [accounts, apps, codes, signIns, devices, letters, notes] = await Promise.all([
		db.selectFrom('accounts').selectAll().where('id', '=', of.account).execute(),
		db.selectFrom('authenticators').select(['id', 'secret']).where('account', '=', of.account).execute(),
		db.selectFrom('recovery_codes').select('hash').where('account', '=', of.account).execute(),
		db.selectFrom('sign_ins').select(['id', 'hash']).where('account', '=', of.account).execute(),
		db.selectFrom('known_devices').select('hash').where('account', '=', of.account).execute(),
		db.selectFrom('letters').select(['id', 'body']).where('address', '=', CANARY.address).execute(),
		db.selectFrom('entries').select('content').where('author', '=', of.account).where('level', '=', 'personal').execute(),
	]);
	const stored = [apps, codes, signIns, devices, letters, notes].flat().flatMap((row) => Object.values(row as Record<string, string>));
	const { password } = accounts[0] ?? {};
	return [...Object.values(CANARY), of.account, person.secret, person.token, person.knownDevice, password ?? '', ...stored].filter(
		(trace) => trace !== '',
	);
}

/** What the chain kept beside entries about her. The entries themselves are to stay. */
async function detailsAbout(db: Database, pseudonym: string): Promise<string[]> {
	const rows = await db
		.selectFrom('journal as j')
		.innerJoin('journal_details as d', (join) => join.onRef('d.chain', '=', 'j.chain').onRef('d.seq', '=', 'j.seq'))
		.select('d.content')
		.where('j.chain', '=', INSTALLATION)
		.where('j.object', '=', pseudonym)
		.execute();
	return rows.map(({ content }) => content);
}

/** Which traces stand in the rows, or in the bytes of any file of the data folder. */
async function found(db: Database, folder: string, traces: string[]): Promise<string[]> {
	const heaps = [Buffer.from((await rowsOf(db)).join('\n')), ...filesIn(folder).map((file) => readFileSync(file))];
	return traces.filter((trace) => heaps.some((heap) => heap.includes(trace)));
}

function filesIn(folder: string): string[] {
	const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
	return names.filter((name) => statSync(name).isFile());
}

/** Every row but those that only count. */
async function rowsOf(db: Database): Promise<string[]> {
	const tables = (await db.introspection.getTables()).filter(({ name }) => !/^(search|release|limits)/.test(name));
	const all = await Promise.all(
		tables.map(async ({ name }) => {
			const rows = await db
				.selectFrom(name as 'accounts')
				.selectAll()
				.execute();
			return rows.map((row) => `${name} ${JSON.stringify(row)}`);
		}),
	);
	return all.flat();
}

/** On PostgreSQL the files are the server's; there the folder holds only the list and the log. */
async function placeOf(db: Database, scratch: string): Promise<DatabasePlace> {
	if (db.engine === 'sqlite') {
		const { rows } = await sql<{ file: string }>`pragma database_list`.execute(db);
		return { databaseUrl: null, dataFolder: dirname(rows[0]?.file ?? '') };
	}
	const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
	const url = new URL(process.env.WIJKSPOOR_TEST_POSTGRES ?? '');
	url.pathname = `/${rows[0]?.name}`;
	return { databaseUrl: url.href, dataFolder: join(scratch, 'data') };
}

const told = (some: string[]): string => (some.length === 0 ? '' : `: ${some.length}, such as ${some[0]?.slice(0, 60)}`);

await conclude(prove);
