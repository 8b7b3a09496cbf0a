import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSettings, SettingsProblem } from './settings.ts';

const refused = (env: Record<string, string>, why: RegExp) =>
	assert.throws(
		() => readSettings(env, '/huis'),
		(error) => error instanceof SettingsProblem && why.test(error.message),
	);

describe('settings', () => {
	it('all have a default', () => {
		assert.deepEqual(readSettings({}, '/huis'), {
			port: 3000,
			host: '127.0.0.1',
			origin: 'http://127.0.0.1:3000',
			proxies: 0,
			dataFolder: '/huis/data',
			databaseUrl: null,
			theme: null,
			themeFolder: '/huis/themes',
			contentFolder: '/huis/content',
			municipalityFile: '/huis/content/municipalities.csv',
			keyFolder: '/huis/data/keys',
			securityLog: '/huis/data/logs/security.jsonl',
			mail: null,
			dailyAt: 2,
			backup: null,
			checkpointFolder: null,
			uploads: { most: 25_000_000, mostOfProject: 500_000_000 },
			scanner: null,
			objects: null,
		});
	});

	it('take an empty value for an absent one', () => {
		assert.equal(readSettings({ PORT: '', HOST: '', ORIGIN: '', DATABASE_URL: '' }, '/huis').port, 3000);
	});

	it('want to know the address people type when the door stands open to others', () => {
		refused({ HOST: '0.0.0.0' }, /ORIGIN must say/);
		assert.equal(readSettings({ HOST: '0.0.0.0', ORIGIN: 'https://wijk.example.nl/' }, '/huis').origin, 'https://wijk.example.nl');
	});

	it('say where the security log goes', () => {
		const logOf = (WIJKSPOOR_SECURITY_LOG: string) => readSettings({ WIJKSPOOR_SECURITY_LOG }, '/huis').securityLog;
		assert.deepEqual([logOf('-'), logOf('log/x.jsonl'), logOf('/var/log/x.jsonl')], ['-', '/huis/log/x.jsonl', '/var/log/x.jsonl']);
	});

	it('say where mail goes and whom it comes from', () => {
		const [url, from] = ['smtps://wijk:geheim@mail.example.nl', 'Wijkspoor <wijk@example.nl>'];
		assert.deepEqual(readSettings({ WIJKSPOOR_MAIL: url, WIJKSPOOR_MAIL_FROM: from }, '/huis').mail, { url, from });
		assert.equal(readSettings({ WIJKSPOOR_MAIL: '', WIJKSPOOR_MAIL_FROM: '' }, '/huis').mail, null);
	});

	it('refuse one half of what mail needs', () => {
		refused({ WIJKSPOOR_MAIL: 'smtp://mail.example.nl' }, /^WIJKSPOOR_MAIL is set, so WIJKSPOOR_MAIL_FROM must say/);
		refused({ WIJKSPOOR_MAIL_FROM: 'wijk@example.nl' }, /^WIJKSPOOR_MAIL_FROM is set, so WIJKSPOOR_MAIL must name/);
	});

	it('refuse a mail server that cannot be meant, without repeating its password', () => {
		for (const url of ['https://:geheim@mail.example.nl', 'geheim', 'smtp:', 'smtp://', 'mail.example.nl:587/geheim'])
			refused({ WIJKSPOOR_MAIL: url, WIJKSPOOR_MAIL_FROM: 'wijk@example.nl' }, /^(?!.*geheim)WIJKSPOOR_MAIL must start with smtp/);
	});

	it('refuse a sender who has no mail address', () => {
		for (const from of ['Wijkspoor', 'Wijkspoor <wijk>', 'wijk@example.nl, b@example.nl', 'Wijk\n<wijk@example.nl>'])
			refused({ WIJKSPOOR_MAIL: 'smtp://mail.example.nl', WIJKSPOOR_MAIL_FROM: from }, /^WIJKSPOOR_MAIL_FROM must be a mail address/);
	});

	it('say when the daily work is done and where its backup goes', () => {
		const none = readSettings({}, '/huis');
		assert.deepEqual([none.dailyAt, none.backup, none.checkpointFolder], [2, null, null]);
		const env = {
			WIJKSPOOR_DAILY_AT: '0',
			WIJKSPOOR_BACKUP: 'kopie',
			WIJKSPOOR_BACKUP_RECIPIENTS: 'age1abc age1def',
			WIJKSPOOR_CHECKPOINTS: '/elders',
		};
		const { dailyAt, backup, checkpointFolder } = readSettings(env, '/huis');
		assert.deepEqual([dailyAt, backup, checkpointFolder], [0, { folder: '/huis/kopie', recipients: ['age1abc', 'age1def'] }, '/elders']);
	});

	it('refuse a secret key where a public one belongs, without repeating it', () => {
		const WIJKSPOOR_BACKUP_RECIPIENTS = 'AGE-SECRET-KEY-1GEHEIM';
		refused({ WIJKSPOOR_BACKUP: 'kopie', WIJKSPOOR_BACKUP_RECIPIENTS }, /^(?!.*GEHEIM)WIJKSPOOR_BACKUP_RECIPIENTS must hold public keys/);
		refused({ WIJKSPOOR_BACKUP_RECIPIENTS: 'age1abc' }, /so WIJKSPOOR_BACKUP must name the folder/);
	});

	it('refuse what cannot be meant', () => {
		for (const WIJKSPOOR_DAILY_AT of ['24', '-1', 'nacht', '2.5']) refused({ WIJKSPOOR_DAILY_AT }, /WIJKSPOOR_DAILY_AT must be/);
		for (const PORT of ['drie', '-1', '70000', '80.5']) refused({ PORT }, /PORT must be/);
		for (const ORIGIN of ['wijk.example.nl', 'ftp://wijk.nl', 'https://wijk.nl/pad', 'https://wijk.nl?x'])
			refused({ ORIGIN }, /ORIGIN must be/);
		refused({ DATABASE_URL: 'mysql://x' }, /must start with postgres/);
		refused({ WIJKSPOOR_THEME: 'nergens.css' }, /nergens\.css, which cannot be read/);
	});

	it('say how large files may be, and where the virus scanner is', () => {
		const read = (env: Record<string, string>) => readSettings(env, '/huis');
		const { uploads, scanner } = read({ WIJKSPOOR_UPLOAD_MB: '250', WIJKSPOOR_PROJECT_MB: '2000', WIJKSPOOR_CLAMD: '[::1]:3310' });
		assert.deepEqual(
			[uploads, scanner],
			[
				{ most: 250_000_000, mostOfProject: 2_000_000_000 },
				{ host: '::1', port: 3310 },
			],
		);
		for (const most of ['0', '251', '2.5', 'veel']) assert.throws(() => read({ WIJKSPOOR_UPLOAD_MB: most }), SettingsProblem, most);
		for (const most of ['24', '0', 'x']) assert.throws(() => read({ WIJKSPOOR_PROJECT_MB: most }), SettingsProblem, most);
		for (const place of ['clamd', ':3310', 'clamd:0', 'clamd:99999', 'http://clamd:3310'])
			assert.throws(() => read({ WIJKSPOOR_CLAMD: place }), SettingsProblem, place);
	});

	it('say in which object store files are kept, and never repeat its keys', () => {
		const keys = { WIJKSPOOR_S3_KEY: 'wijk', WIJKSPOOR_S3_SECRET: 'geheim' };
		const read = (env: Record<string, string>) => readSettings(env, '/huis').objects;
		assert.equal(read({}), null);
		assert.deepEqual(read({ ...keys, WIJKSPOOR_S3: 'https://s3.example.nl/wijk/' }), {
			...{ bucket: 'https://s3.example.nl/wijk', region: 'us-east-1', accessKey: 'wijk', secretKey: 'geheim' },
		});
		for (const wrong of [
			{ ...keys },
			{ WIJKSPOOR_S3: 'https://s3.example.nl/wijk', WIJKSPOOR_S3_SECRET: 'geheim' },
			{ ...keys, WIJKSPOOR_S3: 'https://s3.example.nl' },
			{ ...keys, WIJKSPOOR_S3: 'http://s3.example.nl/wijk' },
			{ ...keys, WIJKSPOOR_S3: 'https://wijk:geheim@s3.example.nl/wijk' },
		] as Record<string, string>[])
			assert.throws(
				() => read(wrong),
				(error) => error instanceof SettingsProblem && !error.message.includes('geheim'),
			);
	});
});
