import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { sql } from 'kysely';
import { readBackup } from '#keeping/reading.server.ts';
import { type Database, openDatabase } from '#platform/database/database.server.ts';
import { migrate } from '#platform/database/migrate.server.ts';
import { INSTALLATION } from '#platform/journal/journal.ts';
import { openKeys } from '#platform/keys/keys.server.ts';
import { lettersFor } from '#platform/letters/letters.server.ts';
import { openSecurityLog } from '#platform/security-log/security-log.server.ts';
import { readSettings } from '#platform/settings.ts';
import { memberOf } from '#projects/members.server.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { keys, noorSetsUp, VILLAGE_KEY } from '../../tests/village/people.ts';
import { aTalkIn } from '../../tests/village/talks.ts';
import { backupJob } from './backup-job.server.ts';
import { checkpointsJob } from './checkpoints-job.server.ts';
import { runDue, startDaily } from './daily.server.ts';
import { forgettingJob } from './forgetting-job.server.ts';
import { type Household, type Job, JobFailed } from './job.ts';
import { lastNight } from './nights.ts';
import { claim, lastRuns, runsOf } from './runs.server.ts';
import { verifyingJob } from './verifying-job.server.ts';

const at = (time: string) => new Date(`2026-11-${time}.000Z`);
const setUpAt = at('20T12:00:00');
const morning = at('22T06:00:00');
const clock = () => morning;

/** A job that counts how often it was done, and does not succeed as long as it is told not to. */
function aJob(name: string, isBroken: () => boolean = () => false) {
	let times = 0;
	const run = async () => {
		times++;
		if (isBroken()) throw new JobFailed('the cellar is flooded');
		return `done ${times} times`;
	};
	return { job: { name, run } satisfies Job, times: () => times };
}

onBothEngines('the daily work', (fresh, engine, freshPlace) => {
	const folders: string[] = [];
	after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

	async function household(db: Database, env: Record<string, string> = {}, databaseUrl: string | null = null): Promise<Household> {
		const dataFolder = await mkdtemp(join(tmpdir(), 'huis-'));
		folders.push(dataFolder);
		const settings = { ...readSettings({ WIJKSPOOR_DATA: dataFolder, ...env }, dataFolder), databaseUrl };
		openKeys(settings.keyFolder);
		writeFileSync(join(settings.keyFolder, 'master.key'), `${VILLAGE_KEY.toString('base64')}\n`);
		return { settings, db, keys, securityLog: openSecurityLog(settings.securityLog), erasing: { folder: dataFolder, holdings: [] } };
	}

	it('is done once a night, after its hour', async () => {
		const house = await household(await fresh());
		await noorSetsUp(house.db, setUpAt);
		const { job, times } = aJob('sweeping');
		assert.deepEqual(await runDue(house, [job], { clock }), [{ job: 'sweeping', good: true, said: 'done 1 times' }]);
		assert.deepEqual(await runDue(house, [job], { clock: () => at('23T01:59:59') }), []);
		await runDue(house, [job], { clock: () => at('23T02:00:00') });
		assert.equal(times(), 2);
		const runs = await runsOf(house.db, { limit: 10 }, at('23T02:00:01'));
		assert.deepEqual(
			runs.map(({ day, state, said }) => [day, state, said]),
			[
				['2026-11-23', 'good', 'done 2 times'],
				['2026-11-22', 'good', 'done 1 times'],
			],
		);
	});

	it('waits for the first night of an installation, unless it is asked for', async () => {
		const house = await household(await fresh());
		const { job, times } = aJob('sweeping');
		await runDue(house, [job], { clock, again: true });
		assert.equal(times(), 0);
		await noorSetsUp(house.db, at('22T05:00:00'));
		assert.deepEqual(await runDue(house, [job], { clock }), []);
		await runDue(house, [job], { clock, again: true });
		await runDue(house, [job], { clock, again: true });
		assert.equal(times(), 2);
	});

	it('goes on after a job that fails, tells the operators once, and tries again an hour later', async () => {
		const house = await household(await fresh());
		const noor = await noorSetsUp(house.db, setUpAt);
		let isBroken = true;
		const [pump, broom] = [aJob('pumping', () => isBroken), aJob('sweeping')];
		const jobs = [pump.job, broom.job];
		assert.deepEqual(
			(await runDue(house, jobs, { clock })).map(({ job, good }) => [job, good]),
			[
				['pumping', false],
				['sweeping', true],
			],
		);
		const letters = async () =>
			(await lettersFor(house.db, keys, noor.account.id))
				.filter(({ kind }) => kind === 'daily.failed')
				.map(({ paragraphs }) => paragraphs.at(-1));
		assert.deepEqual(await letters(), ['the cellar is flooded']);
		assert.deepEqual(await runDue(house, jobs, { clock: () => at('22T06:59:59') }), []);
		assert.equal((await runDue(house, jobs, { clock: () => at('22T07:00:00') })).length, 1);
		assert.equal((await letters()).length, 1);
		isBroken = false;
		assert.equal((await runDue(house, jobs, { clock: () => at('22T08:00:01') }))[0]?.good, true);
		assert.deepEqual([pump.times(), broom.times()], [3, 1]);
		assert.equal((await lastRuns(house.db, morning)).get('pumping')?.attempt, 3);
	});

	it('is done by one of many processes', async () => {
		const house = await household(await fresh());
		await noorSetsUp(house.db, setUpAt);
		const { job, times } = aJob('sweeping');
		await Promise.all(Array.from({ length: 16 }, () => runDue(house, [job], { clock })));
		assert.equal(times(), 1);
	});

	it('is taken over from a process that was killed', async () => {
		const { db } = await household(await fresh());
		const which = { job: 'sweeping', day: '2026-11-22' };
		assert.equal((await claim(db, which, morning))?.attempt, 1);
		assert.equal(await claim(db, which, at('22T06:09:59')), null);
		assert.equal((await runsOf(db, { limit: 1 }, morning))[0]?.state, 'busy');
		assert.equal((await runsOf(db, { limit: 1 }, at('22T06:10:01')))[0]?.state, 'cut short');
		assert.equal((await claim(db, which, at('22T06:10:01')))?.attempt, 2);
	});

	it('ends its job before the house closes', async () => {
		const house = await household(await fresh());
		await noorSetsUp(house.db, setUpAt);
		const begun = Promise.withResolvers<void>();
		let isDone = false;
		const slow: Job = {
			name: 'slow',
			async run() {
				begun.resolve();
				await new Promise((resolve) => setTimeout(resolve, 50));
				isDone = true;
				return 'done';
			},
		};
		const daily = startDaily(house, [slow, { name: 'never', run: () => Promise.reject(new Error('begun')) }], 1);
		await begun.promise;
		await daily.stop();
		assert.ok(isDone);
		assert.equal((await lastRuns(house.db)).has('never'), false);
	});

	it('forgets what nobody can use any more, and nothing else', async () => {
		const house = await household(await fresh());
		const noor = await noorSetsUp(house.db, setUpAt);
		const signIns = async () => (await house.db.selectFrom('sign_ins').select('id').execute()).length;
		await forgettingJob.run(house, at('20T19:00:00'));
		assert.equal(await signIns(), 1);
		const over = { account: noor.account.id, used_at: null };
		await house.db
			.insertInto('password_resets')
			.values([
				{ hash: 'a', expires_at: setUpAt.toISOString(), ...over },
				{ hash: 'b', expires_at: at('30T00:00:00').toISOString(), ...over },
			])
			.execute();
		assert.match(await forgettingJob.run(house, morning), /^forgot 1 sign-ins, 0 challenges, 1 password links/);
		assert.equal(await signIns(), 0);
		assert.deepEqual(
			(await house.db.selectFrom('password_resets').select('hash').execute()).map(({ hash }) => hash),
			['b'],
		);
	});

	it('sends every checkpoint to whom it concerns, in one letter, and into a folder', async () => {
		const outside = await mkdtemp(join(tmpdir(), 'elders-'));
		folders.push(outside);
		const house = await household(await fresh(), { WIJKSPOOR_CHECKPOINTS: outside });
		const village = await theNeighbourhood(house.db);
		const as = (who: 'member' | 'reader' | 'leader') => memberOf(house.db, village.people[who].account, village.project);
		await aTalkIn(house.db, { interviewer: await as('member'), person: await as('reader'), follower: await as('leader') }, 'x', morning);
		const all = (await house.db.selectFrom('journal').select('chain').distinct().execute()).map(({ chain }) => chain);
		// What is in confidence is signed, too, and nobody is told.
		const chains = all.filter((chain) => !/^(talk|personal)-/.test(chain)).length;
		assert.equal(all.length - chains, 3);
		assert.equal(await checkpointsJob.run(house, morning), `signed ${chains} checkpoints`);
		const notesOf = async (who: keyof typeof village.people) =>
			(await lettersFor(house.db, keys, village.people[who].account.id))
				.filter(({ kind }) => kind === 'daily.checkpoint')
				.map(({ paragraphs }) => paragraphs.slice(1).map((note) => note.split('\n')[0]));
		assert.deepEqual(await notesOf('leader'), [[`wijkspoor ${village.project}`]]);
		assert.deepEqual(await notesOf('core'), []);
		assert.equal((await notesOf('operator'))[0]?.length, chains);
		assert.equal((await readdir(outside)).length, chains);
		assert.ok(!/talk-|personal-/.test(JSON.stringify([await notesOf('operator'), await notesOf('leader'), await readdir(outside)])));
		const signed = await house.db.selectFrom('journal_checkpoints').select('chain').execute();
		assert.equal(signed.length, all.length);
		assert.equal(await checkpointsJob.run(house, morning), 'signed 0 checkpoints');
		assert.equal((await notesOf('operator')).length, 1);
		assert.equal(await verifyingJob.run(house, morning), `${chains} chains hold`);
	});

	it('notices a history that was cut short, also where its checkpoints went along, and does not sign it', async () => {
		const outside = await mkdtemp(join(tmpdir(), 'elders-'));
		folders.push(outside);
		const house = await household(await fresh(), { WIJKSPOOR_CHECKPOINTS: outside });
		const noor = await noorSetsUp(house.db, setUpAt);
		await checkpointsJob.run(house, morning);
		await cutJournal(house.db, engine);
		await assert.rejects(verifyingJob.run(house, morning), /THE JOURNAL IS BROKEN: installation is wrong/);
		await assert.rejects(checkpointsJob.run(house, morning), /signed 0 checkpoints, and left out/);
		await runDue(house, [verifyingJob], { clock });
		const letters = await lettersFor(house.db, keys, noor.account.id);
		assert.ok(letters.some(({ subject }) => subject === 'Het journaal klopt niet meer: kijk nu'));
	});

	it('makes a backup that only the operator opens, and that was put back once already', async () => {
		const identity = await generateX25519Identity();
		const backups = await mkdtemp(join(tmpdir(), 'kopie-'));
		folders.push(backups);
		const place = await freshPlace();
		const env = { WIJKSPOOR_BACKUP: backups, WIJKSPOOR_BACKUP_RECIPIENTS: await identityToRecipient(identity) };
		const empty = await household(await fresh(), env, place.databaseUrl);
		const db = openDatabase(empty.settings);
		try {
			await migrate(db);
			await theNeighbourhood(db);
			const house = { ...empty, db };
			assert.match(
				await backupJob.run(house, morning),
				/encrypted, manifest [0-9a-f]{64}; drill: \d+ tables, 0 files and \d+ chains came back whole/,
			);
			const [name = ''] = await readdir(backups);
			assert.equal((await readBackup(join(backups, name), [identity])).manifest.engine, engine);
			await assert.rejects(readBackup(join(backups, name), [await generateX25519Identity()]));
			assert.equal((await readdir(empty.settings.dataFolder)).includes('drill'), false);
		} finally {
			await db.destroy();
		}
	});
});

/** As somebody with the server's root would: the newest entries are gone, and so is what was signed of them. */
async function cutJournal(db: Database, engine: string): Promise<void> {
	if (engine === 'postgres') {
		await sql`alter table journal disable trigger user`.execute(db);
		await sql`alter table journal_checkpoints disable trigger user`.execute(db);
	} else {
		const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(db);
		for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(db);
	}
	await db.deleteFrom('journal_checkpoints').execute();
	await db.deleteFrom('journal_details').where('seq', '>', 1).execute();
	await db.deleteFrom('journal').where('chain', '=', INSTALLATION).where('seq', '>', 1).execute();
}

it('names a night by the day on which its hour struck', () => {
	assert.deepEqual(lastNight(2, at('22T02:00:00')), { day: '2026-11-22', began: at('22T02:00:00') });
	assert.equal(lastNight(2, at('22T01:59:59')).day, '2026-11-21');
	assert.equal(lastNight(0, at('22T00:00:00')).day, '2026-11-22');
	assert.equal(lastNight(23, at('22T22:00:00')).day, '2026-11-21');
});
