import { execFileSync } from 'node:child_process';
import { Secret } from 'otpauth';
import { stepOf } from '#accounts/authenticator.server.ts';
import { accept, invitationAt, invitationLink, invite } from '#accounts/inviting.server.ts';
import { askForNewPassword, resetPassword, whoResets } from '#accounts/resetting-password.server.ts';
import { accountOf, administratorOf } from '#accounts/sign-ins.server.ts';
import { beginSignIn, proveByCode, proveByRecovery } from '#accounts/signing-in.server.ts';
import type { Database, Engine } from '#platform/database/database.server.ts';
import { linkToHandOver } from '#platform/letters/outbox.server.ts';
import { found } from '#platform/refusals.ts';
import { withDatabase } from '../bench/databases.ts';
import { keys, NOOR, noorSetsUp, type Person } from '../village/people.ts';
import { type Finding, holds } from './finding.ts';

/** What the verbs of signing in do on one engine, with the clock in our hands. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MANY = 20;
const MOMENTS = 60;
const noon = new Date('2026-11-22T12:00:00.000Z');
const after = (milliseconds: number) => new Date(noon.getTime() + milliseconds);
const origin = { place: '203.0.113.7', device: 'Firefox', knownDevice: undefined };
const right = { addressKey: NOOR.address, password: NOOR.password };
const isSabotaged = process.env.PROOF_SABOTAGE === 'auth';

/** What an independent program says the app shows. */
const oathtool = (secret: string, at: Date): string =>
	execFileSync('oathtool', ['--totp', '-b', `--now=@${Math.floor(at.getTime() / 1000)}`, secret], { encoding: 'utf8' }).trim();

/** Codes of many secrets at many moments, the turn of a step among them. */
export function sameAsOathtool(): Finding[] {
	const wrong: string[] = [];
	for (let n = 0; n < MOMENTS; n++) {
		const secret = new Secret({ size: 20 }).base32;
		const at = new Date(Math.floor(noon.getTime() + n * n * 7_777_777 + (n % 3) * 14_999));
		const step = Math.floor(at.getTime() / 30_000);
		const asked = (milliseconds: number) => stepOf(oathtool(secret, new Date(at.getTime() + milliseconds)), secret, at);
		const isRight = asked(0) === step && asked(-30_000) === step - 1 && asked(-60_000) === null && asked(30_000) === null;
		if (!isRight) wrong.push(at.toISOString());
	}
	return [
		holds(
			wrong.length === 0,
			`${MOMENTS} secrets at ${MOMENTS} moments: the codes of oathtool, of this half minute and the one before${wrong.map((at) => `, but not at ${at}`).join('')}`,
		),
	];
}

export const verbsOn = (engine: Engine): Promise<Finding[]> =>
	withDatabase(engine, async (db) => {
		const noor = await noorSetsUp(db, noon);
		const findings: Finding[] = [];
		for (const part of [passwords, codes, recovery, signIns, invitations, resets]) findings.push(...(await part(db, noor)));
		return findings.map(({ good, what }) => holds(good, `${engine}: ${what}`));
	});

async function halfway(db: Database, now: Date, password: string = NOOR.password): Promise<string> {
	await db.deleteFrom('limits').execute();
	const begun = await beginSignIn(db, keys, { ...right, password }, origin, now);
	return begun.ok ? begun.token : '';
}

const count = async (tries: Promise<boolean>[]): Promise<number> => (await Promise.all(tries)).filter(Boolean).length;

async function passwords(db: Database): Promise<Finding[]> {
	const one = NOOR.password;
	const near = [
		one.toUpperCase(),
		`${one} `,
		` ${one}`,
		one.slice(0, -1),
		`${one}\u0000`,
		one.replace('a', 'á'),
		'',
		'null',
		'[object Object]',
	];
	const opened = [];
	for (const password of near) if (await halfway(db, noon, password)) opened.push(JSON.stringify(password));
	const token = await halfway(db, noon);
	return [
		holds(opened.length === 0 && token !== '', `of ${near.length + 1} passwords the right one opens, and no other${opened.join(', ')}`),
		holds((await accountOf(db, token, noon)) === null, 'after a password alone nobody is signed in'),
	];
}

async function codes(db: Database, { secret }: Person): Promise<Finding[]> {
	const now = after(5 * MINUTE);
	const code = oathtool(secret, now);
	const prove = async (at: Date, typed = code) => {
		const token = await halfway(db, at);
		return (await proveByCode(db, keys, token, typed, undefined, at)).ok;
	};
	const half = await Promise.all(Array.from({ length: MANY }, () => halfway(db, now)));
	const atOnce = await count(half.map(async (token) => (await proveByCode(db, keys, token, code, undefined, now)).ok));
	// A build that forgets which code was used.
	if (isSabotaged) await db.updateTable('authenticators').set({ last_step: 0 }).execute();
	const again = await prove(after(5 * MINUTE + 1000));
	const older = await prove(now, oathtool(secret, after(4 * MINUTE + 30_000)));
	const early = await prove(now, oathtool(secret, after(6 * MINUTE)));
	const late = await prove(after(10 * MINUTE), oathtool(secret, after(8 * MINUTE)));
	return [
		holds(atOnce === 1, `of ${MANY} who type the same code at once ${atOnce} comes in`),
		holds(!again && !older, `a code that was used, and the one before it, ${again || older ? 'open' : 'open nothing'}`),
		holds(!early && !late, `a code of later, and one of two minutes ago, ${early || late ? 'open' : 'open nothing'}`),
	];
}

async function recovery(db: Database, { recoveryCodes }: Person): Promise<Finding[]> {
	const [code = '', other = ''] = recoveryCodes;
	const half = await Promise.all(Array.from({ length: MANY }, () => halfway(db, noon)));
	const prove = (token: string, typed: string) => proveByRecovery(db, keys, token, typed, undefined, noon);
	const atOnce = await count(half.map(async (token) => (await prove(token, code)).ok));
	const refused = [];
	for (const typed of [code, code.slice(0, -1), '', '%', `${other}x`]) refused.push(!(await prove(await halfway(db, noon), typed)).ok);
	const onItsOwn = (await prove('', other)).ok;
	return [
		holds(atOnce === 1, `of ${MANY} who type the same recovery code at once ${atOnce} comes in`),
		holds(refused.every(Boolean) && !onItsOwn, 'a used one, a part of one, or one without a password before it opens nothing'),
	];
}

async function signIns(db: Database, { secret }: Person): Promise<Finding[]> {
	const start = after(60 * MINUTE);
	const enter = async (now: Date) => {
		const token = await halfway(db, now);
		const proof = await proveByCode(db, keys, token, oathtool(secret, now), undefined, now);
		return { half: token, whole: proof.ok ? proof.token : '' };
	};
	const { half, whole } = await enter(start);
	const at = (milliseconds: number) => new Date(start.getTime() + milliseconds);
	const there = async (token: string, milliseconds: number) => (await accountOf(db, token, at(milliseconds))) !== null;
	const used = [];
	for (let minutes = 0; minutes < 12 * 60; minutes += 7 * 60) used.push(await there(whole, minutes * MINUTE));
	const idle = await enter(at(MINUTE));
	const waiting = await halfway(db, at(2 * MINUTE));
	const late = await proveByCode(db, keys, waiting, oathtool(secret, at(13 * MINUTE)), undefined, at(13 * MINUTE));
	return [
		holds(half !== whole && !(await there(half, 0)), 'the token of the first step is worth nothing after the second'),
		holds(used.every(Boolean) && !(await there(whole, 12 * 60 * MINUTE + 1000)), 'a sign-in that is used ends after twelve hours'),
		holds(!(await there(idle.whole, 8 * 60 * MINUTE + 2 * MINUTE)), 'one that is not used ends after eight'),
		holds(!late.ok, 'ten minutes after the password the code comes too late'),
	];
}

async function invitations(db: Database, { account }: Person): Promise<Finding[]> {
	const administrator = found(await administratorOf(db, account));
	const tokenFor = async (name: string): Promise<string> => {
		const address = `${name}@zonnedam.example`;
		const invitee = { name, address, addressKey: address, language: 'nl' as const, asAdministrator: false };
		const invited = await invite(db, keys, administrator, invitee, 'https://wijk.example', noon);
		return invited.ok ? ((await invitationLink(db, keys, administrator, invited.id, noon))?.split('/').at(-1) ?? '') : '';
	};
	const [token, late] = [await tokenFor('bram'), await tokenFor('sem')];
	const looks = await count(Array.from({ length: 100 }, async () => (await invitationAt(db, token, noon)) !== null));
	const take = (which: string, now: Date) =>
		accept(db, keys, which, { name: 'Bram', password: 'groen kanaal lepel zucht' }, '', now).then(
			() => true,
			() => false,
		);
	const atOnce = await count(Array.from({ length: MANY }, () => take(token, after(DAY))));
	const [onTime, tooLate] = [await invitationAt(db, late, after(7 * DAY - 1000)), await take(late, after(7 * DAY))];
	return [
		holds(looks === 100 && atOnce === 1, `an invitation that was looked at ${looks} times is accepted by ${atOnce} of ${MANY} at once`),
		holds(onTime !== null && !tooLate, 'it is open for seven days and not a second longer'),
	];
}

async function resets(db: Database, noor: Person): Promise<Finding[]> {
	const password = 'blauw vogel kast regen';
	const linkAt = async (now: Date): Promise<string> => {
		await askForNewPassword(db, keys, NOOR.address, 'https://wijk.example', now);
		const { id } = await db
			.selectFrom('letters')
			.select('id')
			.where('kind', '=', 'accounts.newPassword')
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
		return (await linkToHandOver(db, keys, id, now))?.url.split('/').at(-1) ?? '';
	};
	const take = (token: string, now: Date) =>
		resetPassword(db, keys, token, password, now).then(
			() => true,
			() => false,
		);
	const late = await linkAt(noon);
	const [onTime, tooLate] = [await whoResets(db, late, after(30 * MINUTE - 1000)), await take(late, after(30 * MINUTE))];
	const older = late;
	const token = await linkAt(after(60 * MINUTE));
	const byOlder = await take(older, after(60 * MINUTE));
	const atOnce = await count(Array.from({ length: 5 }, () => take(token, after(61 * MINUTE))));
	const screen = await accountOf(db, noor.token, after(61 * MINUTE));
	const before = await halfway(db, after(62 * MINUTE));
	const now = await halfway(db, after(62 * MINUTE), password);
	return [
		holds(onTime !== null && !tooLate, 'a link to a new password works for half an hour and not a second longer'),
		holds(!byOlder && atOnce === 1, `an older one never; the newest for ${atOnce} of 5 at once`),
		holds(screen === null && before === '' && now !== '', 'after it every screen is signed out, and only the new password opens'),
		holds((await accountOf(db, now, after(62 * MINUTE))) === null, 'and the second factor is asked as before'),
	];
}
