import assert from 'node:assert/strict';
import { it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { changeOwnData } from '#accounts/changing-own-data.server.ts';
import { invite } from '#accounts/inviting.server.ts';
import { operatorOf } from '#accounts/sign-ins.server.ts';
import { makeApiToken } from '#api-tokens/api-tokens.server.ts';
import { holderOf } from '#api-tokens/holding.server.ts';
import { appoint } from '#duties/appointing.server.ts';
import { found } from '#platform/refusals.ts';
import { leave } from '#projects/changing-roles.server.ts';
import type { Level } from '#projects/level.ts';
import { memberOf } from '#projects/members.server.ts';
import { administrator, BRAM, bramJoins } from '../../tests/village/bram.ts';
import { onBothEngines } from '../../tests/village/engines.ts';
import { theNeighbourhood } from '../../tests/village/neighbourhood.ts';
import { writeNote } from '../../tests/village/notes.ts';
import { keys, NOOR, noorSetsUp } from '../../tests/village/people.ts';
import { takeOwnDataAlong } from './own-data.server.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

onBothEngines('own data', (fresh) => {
	it('goes along as JSON and as a page without script, with all that is kept and no secret', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		const bram = await bramJoins(db, noor, noon, { name: 'Bram <de> Wit', asAdministrator: true });
		const sem = { name: 'Sem', address: 'sem@zonnedam.example', addressKey: 'sem@zonnedam.example', language: 'nl' as const };
		await invite(db, keys, await administrator(db, bram), { ...sem, asAdministrator: false }, 'https://wijk.example', noon);
		const zip = unzipSync(await takeOwnDataAlong(db, keys, bram.account, 'Wijkspoor Zonnedam', noon));
		assert.deepEqual(Object.keys(zip).toSorted(), ['gegevens.html', 'gegevens.json']);
		const [json, html] = [strFromU8(zip['gegevens.json'] ?? new Uint8Array()), strFromU8(zip['gegevens.html'] ?? new Uint8Array())];
		const data = JSON.parse(json);
		assert.equal(data.account.address, BRAM.address);
		assert.deepEqual([data.signIns.length, data.devices.length, data.letters.length, data.invitationsGot.length], [1, 1, 1, 1]);
		assert.deepEqual(
			data.invitationsMade.map(({ address }: { address: string }) => address),
			[sem.address],
		);
		assert.deepEqual([...new Set(data.factors.map(({ kind }: { kind: string }) => kind))], ['password', 'app', 'recovery-code']);
		assert.deepEqual(
			data.journal.map(({ action }: { action: string }) => action),
			['accounts.invitation-accepted', 'accounts.authenticator-added', 'accounts.invited'],
		);
		assert.match(html, /^<!doctype html>\n<html lang="nl">/);
		assert.ok(html.includes('Bram &lt;de&gt; Wit') && !/<script|<style|https?:/.test(html));
		for (const secret of [bram.secret, bram.token, bram.knownDevice, 'argon2', 'uitnodiging/', NOOR.address])
			assert.ok(!json.includes(secret) && !html.includes(secret), secret);
	});

	it('is taken along five times in an hour, by who just showed who they are', async () => {
		const db = await fresh();
		const { account } = await noorSetsUp(db, noon);
		for (let n = 0; n < 5; n++) await takeOwnDataAlong(db, keys, account, 'W', noon);
		await assert.rejects(takeOwnDataAlong(db, keys, account, 'W', noon), { kind: 'too-much' });
		await assert.rejects(takeOwnDataAlong(db, keys, account, 'W', later(31)), { kind: 'not-allowed' });
	});

	it('says what one is called now, in the language one chose', async () => {
		const db = await fresh();
		const { account } = await noorSetsUp(db, noon);
		await changeOwnData(db, keys, account, { name: 'Noor Visser-Mulder', language: 'en' }, noon);
		const zip = unzipSync(await takeOwnDataAlong(db, keys, { ...account, language: 'en' }, 'W', noon));
		assert.match(strFromU8(zip['gegevens.html'] ?? new Uint8Array()), /<html lang="en">[\s\S]*Noor Visser-<wbr>Mulder/);
	});

	it('holds where one takes part and took part, what one wrote at every level, and what the journals tell of it', async () => {
		const db = await fresh();
		const { people, project } = await theNeighbourhood(db, noon);
		const { account } = people.core;
		let minutes = 0;
		const write = async (level: Level, text: string) =>
			writeNote(db, keys, await memberOf(db, account, project, noon), { level, text, subproject: null }, later(minutes++));
		await write('internal', 'voor allemaal');
		await write('core', 'voor het kernteam');
		await write('personal', 'voor mij <alleen>');
		await leave(db, keys, await memberOf(db, account, project, noon), later(5));
		const zip = unzipSync(await takeOwnDataAlong(db, keys, account, 'W', later(6)));
		const [json, html] = [strFromU8(zip['gegevens.json'] ?? new Uint8Array()), strFromU8(zip['gegevens.html'] ?? new Uint8Array())];
		const data = JSON.parse(json);
		assert.deepEqual(data.memberships, [
			{ project: 'Zonnedam-Oost', role: 'core', part: null, from: noon.toISOString(), to: later(5).toISOString() },
		]);
		assert.deepEqual(
			data.logbook.entries.map(({ level, text }: { level: string; text: string }) => [level, text]),
			[
				['internal', 'voor allemaal'],
				['core', 'voor het kernteam'],
				['personal', 'voor mij <alleen>'],
			],
		);
		const told: { chain: string; action: string }[] = data.journal;
		assert.deepEqual(
			told.filter(({ chain }) => chain === project).map(({ action }) => action),
			['projects.member-added', 'logbook.entered', 'logbook.entered', 'projects.left'],
		);
		assert.deepEqual(
			told.filter(({ chain }) => chain === `personal-${account.pseudonym}`).map(({ action }) => action),
			['logbook.entered'],
		);
		assert.ok(html.includes('voor mij &lt;alleen&gt;') && html.includes('kernteam'));
		assert.ok(!json.includes('kanarie') && !html.includes('kanarie'));
	});

	it('holds the duties and the tokens of this person, from where they were used, and no token', async () => {
		const db = await fresh();
		const noor = await noorSetsUp(db, noon);
		await appoint(db, keys, found(await operatorOf(db, noor.account)), { addressKey: NOOR.address, duty: 'editor' }, noon);
		const made = await makeApiToken(db, keys, noor.account, { name: 'Overzicht', scopes: ['notes:read'], days: 7 }, noon);
		assert.ok(made.ok && (await holderOf(db, keys, made.token, '192.0.2.1', noon)).ok);
		const zip = unzipSync(await takeOwnDataAlong(db, keys, noor.account, 'W', noon));
		const [json, html] = [strFromU8(zip['gegevens.json'] ?? new Uint8Array()), strFromU8(zip['gegevens.html'] ?? new Uint8Array())];
		const { duties, apiTokens } = JSON.parse(json);
		assert.deepEqual(duties, [{ duty: 'editor', since: noon.toISOString() }]);
		assert.deepEqual([apiTokens[0].name, apiTokens[0].uses], ['Overzicht', [{ day: '2026-11-22', place: '192.0.2.1' }]]);
		assert.ok(html.includes('redacteur') && html.includes('Overzicht') && html.includes('192.0.2.1'));
		assert.ok(!/wijk_/.test(json + html));
	});
});
