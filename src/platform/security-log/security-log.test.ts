import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { SettingsProblem } from '../settings.ts';
import { lineOf, type SecurityEvent } from './event.ts';
import { note, noteRecorded, noting } from './noting.server.ts';
import { openSecurityLog, type SecurityLog } from './security-log.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'logboek-'));
after(() => rmSync(folder, { recursive: true }));
let count = 0;
const somewhere = () => join(folder, String(++count), 'security.jsonl');
const event = (more: Partial<SecurityEvent> = {}): SecurityEvent => ({
	at: '2026-11-22T12:00:00.000Z',
	action: 'sign-in',
	object: 'p_0123456789abcdef',
	result: 'refused',
	origin: '192.0.2.1',
	actor: 'nobody',
	request: '0199-1',
	...more,
});
const linesOf = (path: string) => readFileSync(path, 'utf8').trim().split('\n');
const listener = () => {
	const heard: SecurityEvent[] = [];
	const log: SecurityLog = { write: (one) => void heard.push(one), close() {} };
	return { heard, by: { log, origin: '192.0.2.1', actor: 'p_1', request: 'r_1' } };
};

describe('the security log', () => {
	it('is a file that only its owner reads, one event a line', () => {
		const path = somewhere();
		const log = openSecurityLog(path);
		log.write(event());
		log.write(event({ result: 'done' }));
		log.close();
		assert.equal(statSync(path).mode & 0o777, 0o600);
		assert.deepEqual(
			linesOf(path).map((line) => JSON.parse(line)),
			[event(), event({ result: 'done' })],
		);
	});

	it('goes on where an earlier start ended', () => {
		const path = somewhere();
		for (const _ of [1, 2]) {
			const log = openSecurityLog(path);
			log.write(event());
			log.close();
		}
		assert.equal(linesOf(path).length, 2);
	});

	it('begins a new file in time, and keeps five older ones', () => {
		const path = somewhere();
		const size = lineOf(event()).length;
		const log = openSecurityLog(path, { most: 2 * size });
		for (let n = 0; n < 20; n++) log.write(event());
		log.close();
		const names = ['security.jsonl', ...[1, 2, 3, 4, 5].map((n) => `security.jsonl.${n}`)];
		assert.deepEqual(readdirSync(join(path, '..')).toSorted(), names);
		assert.deepEqual(
			names.map((name) => linesOf(join(path, '..', name)).length),
			[2, 2, 2, 2, 2, 2],
		);
	});

	it('follows when its file is moved away', () => {
		const path = somewhere();
		const log = openSecurityLog(path);
		log.write(event());
		renameSync(path, `${path}.elders`);
		log.write(event());
		log.close();
		assert.deepEqual([linesOf(path).length, linesOf(`${path}.elders`).length], [1, 1]);
	});

	it('says at start that it cannot be written', () => {
		assert.throws(() => openSecurityLog(join(import.meta.filename, 'security.jsonl')), SettingsProblem);
	});

	it('tells no mail address, and nothing on a second line', () => {
		for (const hostile of ['x"}\n{"at":"', 'a\r\nb', 'noor@zonnedam.example', '\u2028', 'x'.repeat(121), '']) {
			const line = lineOf(event({ object: hostile, actor: hostile, origin: hostile, request: hostile }));
			assert.equal(line.indexOf('\n'), line.length - 1);
			const { object, actor, origin, request } = JSON.parse(line);
			assert.deepEqual([object, actor, origin, request], ['?', '?', '?', '?']);
		}
	});
});

describe('what is noted', () => {
	it('is told with where it was asked, also after what nobody waits for', async () => {
		const { heard, by } = listener();
		let later: Promise<void> = Promise.resolve();
		noting(by, () => {
			note('limit', 'refused', { object: 'sign-in place' });
			later = Promise.resolve().then(() => note('sign-out', 'done'));
		});
		await later;
		assert.deepEqual(
			heard.map(({ at: _, ...rest }) => rest),
			[
				{ action: 'limit', object: 'sign-in place', result: 'refused', origin: '192.0.2.1', actor: 'p_1', request: 'r_1' },
				{ action: 'sign-out', object: 'p_1', result: 'done', origin: '192.0.2.1', actor: 'p_1', request: 'r_1' },
			],
		);
	});

	it('of the journal is only what concerns security', () => {
		const { heard, by } = listener();
		noting(by, () => {
			noteRecorded({ action: 'accounts.invited', object: 'i_1', actor: 'p_2' });
			noteRecorded({ action: 'projects.note-written', object: 'n_1', actor: 'p_2' });
			noteRecorded({ action: 'toString', object: 'n_1', actor: 'p_2' });
		});
		assert.deepEqual(
			heard.map(({ action, actor, object }) => [action, actor, object]),
			[['invitation.made', 'p_2', 'i_1']],
		);
	});

	it('outside a request is heard by nobody', () => {
		assert.doesNotThrow(() => note('sign-out', 'done'));
	});
});
