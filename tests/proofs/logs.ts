import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#platform/database/database.server.ts';
import { type Keys, openKeys } from '#platform/keys/keys.server.ts';
import { linkToHandOver } from '#platform/letters/outbox.server.ts';
import { lineOf, SECURITY_ACTIONS, SECURITY_RESULTS, type SecurityEvent } from '#platform/security-log/event.ts';
import { openSecurityLog } from '#platform/security-log/security-log.server.ts';
import { codeAt, NOOR } from '../village/people.ts';
import { addressFrom } from '../village/said.ts';
import { Visitor } from '../village/visitor.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * What the security log of a running server says of a day of people: every line has the six fields and the request, everything that
 * should be told is, and no secret stands in it. PROOF_SABOTAGE=newline gives the log a writer that pastes its lines together, as a
 * build would that trusts what it is given; then one event becomes two lines, and this has to go red. It needs a build.
 */
const ROOT = join(import.meta.dirname, '../..');
const HALF_A_MINUTE = 30_000;
const BRAM = { name: 'Bram de Wit', address: 'bram.kanarie@zonnedam.example', password: 'groen kanaal lepel zucht' };
const NEW_PASSWORD = 'oranje sokkel droge pinda';
const HOSTILE = 'Mozilla/5.0 kanarie-apparaat';

const TOLD: [string, string][] = [
	['access', 'refused'],
	['account.changed', 'done'],
	['account.erased', 'done'],
	['account.exported', 'done'],
	['factor.added', 'done'],
	['installation.set-up', 'done'],
	['installation.started', 'done'],
	['installation.stopped', 'done'],
	['invitation.accepted', 'done'],
	['invitation.made', 'done'],
	['invitation.withdrawn', 'done'],
	['limit', 'refused'],
	['password.changed', 'done'],
	['password.reset', 'done'],
	['password.reset-asked', 'done'],
	['recovery-code', 'done'],
	['second-factor', 'done'],
	['second-factor', 'refused'],
	['sign-in', 'done'],
	['sign-in', 'limited'],
	['sign-in', 'refused'],
	['sign-out', 'done'],
];

export async function prove(): Promise<Finding[]> {
	const folder = mkdtempSync(join(tmpdir(), 'bewaking-'));
	try {
		const secrets = await aDay(folder);
		const lines = linesOf(join(folder, 'logs/security.jsonl'));
		const wrong = lines.filter((line) => !fits(line));
		const told = new Set(lines.filter(fits).map((line) => `${JSON.parse(line).action} ${JSON.parse(line).result}`));
		const untold = TOLD.map((pair) => pair.join(' ')).filter((pair) => !told.has(pair));
		const text = lines.join('\n');
		const seen = secrets.filter((secret) => secret !== '' && text.includes(secret));
		return [
			holds(lines.length > TOLD.length && wrong.length === 0, `${lines.length} lines, each with the six fields and its request`),
			holds(untold.length === 0, `${TOLD.length} things that should be told are${untold.length ? `, but for ${untold.join(', ')}` : ''}`),
			holds(
				secrets.length > 30 && seen.length === 0,
				`${secrets.length} secrets, addresses and words are looked for, ${seen.length} found`,
			),
			...injection(join(folder, 'injection.jsonl')),
		];
	} finally {
		rmSync(folder, { recursive: true });
	}
}

const FIELDS = ['action', 'actor', 'at', 'object', 'origin', 'request', 'result'];

function fits(line: string): boolean {
	let event: SecurityEvent;
	try {
		event = JSON.parse(line);
	} catch {
		return false;
	}
	return (
		Object.keys(event).toSorted().join() === FIELDS.join() &&
		/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(event.at) &&
		SECURITY_ACTIONS.includes(event.action) &&
		SECURITY_RESULTS.includes(event.result) &&
		[event.object, event.origin, event.actor, event.request].every((text) => typeof text === 'string' && text.length > 0 && text !== '?')
	);
}

/** A line break in every field that anything is put into. */
function injection(path: string): Finding[] {
	const pasted = (event: SecurityEvent) =>
		`{${Object.entries(event)
			.map(([name, value]) => `"${name}":"${value}"`)
			.join(',')}}\n`;
	const log = openSecurityLog(path, { lineOf: process.env.PROOF_SABOTAGE === 'newline' ? pasted : lineOf });
	const forged = 'x"}\r\n{"at":"2026-11-22T12:00:00.000Z","action":"sign-in","result":"done","actor":"p_forged';
	const event: SecurityEvent = {
		at: new Date().toISOString(),
		action: 'access',
		object: 'o',
		result: 'refused',
		origin: 'p',
		actor: 'a',
		request: 'r',
	};
	const fields = ['object', 'origin', 'actor', 'request'] as const;
	for (const field of fields) for (const text of [forged, 'a\nb', 'a\rb', 'a\u2028b']) log.write({ ...event, [field]: text });
	log.close();
	const lines = linesOf(path);
	return [
		holds(lines.length === fields.length * 4, `${fields.length * 4} events with a line break in them are ${lines.length} lines`),
		holds(!lines.some((line) => line.includes('p_forged')), 'nobody writes an event of their own that way'),
	];
}

const linesOf = (path: string): string[] =>
	readFileSync(path, 'utf8')
		.replace(/\n$/, '')
		.split(/\r?\n|\r|\u2028/);

/** A day on a server of its own, over the wire. Gives everything that may not be in its log. */
async function aDay(folder: string): Promise<string[]> {
	const { server, origin, setUp } = await serve(folder);
	const db = openDatabase({ databaseUrl: null, dataFolder: folder });
	try {
		return await people(origin, setUp, db, openKeys(join(folder, 'keys')));
	} finally {
		await db.destroy();
		const ended = new Promise((resolve) => server.once('exit', resolve));
		server.kill('SIGTERM');
		await ended;
	}
}

async function people(origin: string, setUp: string, db: Database, keys: Keys): Promise<string[]> {
	const noor = new Visitor(origin, HOSTILE);
	const given = { naam: NOOR.name, adres: NOOR.address, wachtwoord: NOOR.password };
	await noor.send(new URL(setUp).pathname, { ...given, installatie: 'Wijk', organisatie: 'Gemeente Zonnedam', soort: 'municipality' });
	const own = await linkApp(noor);
	await noor.send('/uitloggen', {});
	const signIn = (who: Visitor, { address, password }: { address: string; password: string }) =>
		who.send('/inloggen', { adres: address, wachtwoord: password });
	await signIn(noor, { address: 'niemand@kanarie.example\r\n{"at":"x"}', password: 'kanarie-wachtwoord' });
	await signIn(noor, { ...NOOR, password: 'kanarie-wachtwoord' });
	await signIn(noor, NOOR);
	await noor.send('/inloggen/code', { code: '000000' });
	await noor.send('/inloggen/code', { code: codeAt(own.secret, new Date()) });
	await noor.send('/uitloggen', {});
	await signIn(noor, NOOR);
	await noor.send('/inloggen/herstelcode', { code: own.codes[0] ?? '' });

	const invitee = { naam: BRAM.name, adres: BRAM.address, taal: 'nl', beheerder: '' };
	await noor.send('/organisatie/uitnodigen?/uitnodigen', invitee);
	const { id } = await db.selectFrom('invitations').select('id').executeTakeFirstOrThrow();
	await noor.send('/organisatie/uitnodigen?/intrekken', { uitnodiging: id });
	await noor.send('/organisatie/uitnodigen?/uitnodigen', invitee);
	const invitation = await newestLink(db, keys, 'accounts.invitation');

	const bram = new Visitor(origin, HOSTILE);
	await bram.send(invitation, { naam: BRAM.name, wachtwoord: BRAM.password });
	const his = await linkApp(bram);
	for (const path of ['/beheer', '/organisatie/uitnodigen', '/kanarie-adres']) await bram.get(path);
	await bram.send('/mijn/gegevens', { naam: 'Bram Kanarie', taal: 'nl' });
	await bram.send('/mijn/gegevens/meenemen', {});
	await bram.send('/mijn/wachtwoord', { huidigwachtwoord: BRAM.password, wachtwoord: NEW_PASSWORD });
	await bram.send('/mijn/gegevens/wissen', { adres: BRAM.address });

	const stranger = new Visitor(origin, HOSTILE);
	await stranger.send('/wachtwoord-vergeten', { adres: NOOR.address });
	const reset = await newestLink(db, keys, 'accounts.newPassword');
	await stranger.send(reset, { wachtwoord: NEW_PASSWORD });
	for (let n = 0; n < 6; n++) await signIn(stranger, { ...NOOR, password: `kanarie-gok-${n}` });

	const tokens = [noor, bram, stranger].flatMap((who) => who.hasHeld);
	const links = [setUp, invitation, reset].map((path) => path.split('/').at(-1) ?? '');
	const codes = [own, his].flatMap((app) => [app.secret, ...app.codes, ...app.codes.map((code) => code.replaceAll('-', ''))]);
	const words = [NOOR.name, NOOR.address, NOOR.password, BRAM.name, BRAM.address, BRAM.password, NEW_PASSWORD, HOSTILE];
	return [...tokens, ...links, ...codes, ...words, 'kanarie', 'Kanarie', '@', 'argon2', 'code=', '000000'];
}

/** The code before the present one is used, so that the present one is still good after it. */
async function linkApp(who: Visitor): Promise<{ secret: string; codes: string[] }> {
	const page = await who.get('/inloggen/app');
	const secret = (/<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', '');
	const answer = await who.send('/inloggen/app', { code: codeAt(secret, new Date(Date.now() - HALF_A_MINUTE)) });
	return { secret, codes: [...answer.matchAll(/<code[^>]*>([a-z0-9-]{20,})<\/code>/g)].map(([, code = '']) => code) };
}

/** Nobody reads the mail here; the letter lies in the outbox. */
async function newestLink(db: Database, keys: Keys, kind: string): Promise<string> {
	for (let tries = 0; tries < 200; tries++) {
		const row = await db.selectFrom('letters').select('id').where('kind', '=', kind).orderBy('id', 'desc').executeTakeFirst();
		const link = row && (await linkToHandOver(db, keys, row.id));
		if (link) return new URL(link.url).pathname;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	throw new Error(`No letter of the kind ${kind} came.`);
}

async function serve(folder: string): Promise<{ server: ChildProcess; origin: string; setUp: string }> {
	const nobodyListens = { WIJKSPOOR_MAIL: 'smtp://127.0.0.1:9', WIJKSPOOR_MAIL_FROM: 'wijk@zonnedam.example' };
	const ours = { PORT: '0', ORIGIN: '', WIJKSPOOR_DATA: folder, WIJKSPOOR_KEYS: '', WIJKSPOOR_SECURITY_LOG: '', DATABASE_URL: '' };
	const env = { ...process.env, ...ours, ...nobodyListens };
	const server = spawn(process.execPath, ['src/server.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
	const { address, said } = await addressFrom(server.stdout);
	return { server, origin: address, setUp: /^http\S+\/inrichten\/\S+$/m.exec(said)?.[0] ?? '' };
}

await conclude(prove);
