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
			dataFolder: '/huis/data',
			databaseUrl: null,
			theme: null,
			contentFolder: '/huis/content',
		});
	});

	it('take an empty value for an absent one', () => {
		assert.equal(readSettings({ PORT: '', HOST: '', ORIGIN: '', DATABASE_URL: '' }, '/huis').port, 3000);
	});

	it('want to know the address people type when the door stands open to others', () => {
		refused({ HOST: '0.0.0.0' }, /ORIGIN must say/);
		assert.equal(readSettings({ HOST: '0.0.0.0', ORIGIN: 'https://wijk.example.nl/' }, '/huis').origin, 'https://wijk.example.nl');
	});

	it('refuse what cannot be meant', () => {
		for (const PORT of ['drie', '-1', '70000', '80.5']) refused({ PORT }, /PORT must be/);
		for (const ORIGIN of ['wijk.example.nl', 'ftp://wijk.nl', 'https://wijk.nl/pad', 'https://wijk.nl?x'])
			refused({ ORIGIN }, /ORIGIN must be/);
		refused({ DATABASE_URL: 'mysql://x' }, /must start with postgres/);
		refused({ WIJKSPOOR_THEME: 'nergens.css' }, /nergens\.css, which cannot be read/);
	});
});
