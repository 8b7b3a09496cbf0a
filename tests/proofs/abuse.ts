import { invite } from '#accounts/inviting.server.ts';
import { askForNewPassword } from '#accounts/resetting-password.server.ts';
import { administratorOf } from '#accounts/sign-ins.server.ts';
import { beginSignIn, proveByCode } from '#accounts/signing-in.server.ts';
import type { Database, Engine } from '#platform/database/database.server.ts';
import { withDatabase } from '../bench/databases.ts';
import { keys, NOOR, noorSetsUp, type Person } from '../village/people.ts';
import { conclude, type Finding, holds } from './finding.ts';

/**
 * Every limit driven over its edge with many at once: exactly as many pass as may, time opens it again, and who is attacked is not the
 * one who is shut out. PROOF_SABOTAGE=abuse moves the clock at every try, as a limit that forgets would.
 */

const MANY = 200;
const QUARTER = 15 * 60_000;
const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (ms: number) => new Date(noon.getTime() + ms);
/** The moment of a try. */
const atTry = (n: number) => (process.env.PROOF_SABOTAGE === 'abuse' ? later(n * 2 * QUARTER) : noon);

const from = (place: string, knownDevice?: string) => ({ place, device: 'proef', knownDevice });
const noors = (password: string) => ({ addressKey: NOOR.address, password });
const count = (outcomes: boolean[]) => outcomes.filter(Boolean).length;

async function prove(): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const engine of ['sqlite', 'postgres'] as const) {
		for (const part of [guesses, codes, letters, invitations, oneHouse]) {
			findings.push(
				...(await withDatabase(engine, async (db) => part(db, await noorSetsUp(db, noon)))).map((finding) => on(engine, finding)),
			);
		}
	}
	return findings;
}

const on = (engine: Engine, { good, what }: Finding): Finding => ({ good, what: `${engine}: ${what}` });

async function guesses(db: Database, { knownDevice }: Person): Promise<Finding[]> {
	const outcomes = await Promise.all(
		Array.from({ length: MANY }, (_, n) => beginSignIn(db, keys, noors(`gok ${n}`), from(`192.0.2.${n}`), atTry(n))),
	);
	const tried = count(outcomes.map((one) => !one.ok && one.issue === 'accounts.wrong'));
	const stranger = await beginSignIn(db, keys, noors(NOOR.password), from('198.51.100.1'), noon);
	const herself = await beginSignIn(db, keys, noors(NOOR.password), from('198.51.100.2', knownDevice), noon);
	const afterwards = await beginSignIn(db, keys, noors(NOOR.password), from('198.51.100.1'), later(QUARTER));
	return [
		holds(tried === 5, `${tried} of ${MANY} guesses at one account were weighed`),
		holds(!stranger.ok, 'after them a stranger has to wait, also with the right password'),
		holds(herself.ok, 'the person at their own screen does not'),
		holds(afterwards.ok, 'and after a quarter of an hour nobody does'),
	];
}

async function codes(db: Database, { knownDevice }: Person): Promise<Finding[]> {
	const begun = await beginSignIn(db, keys, noors(NOOR.password), from('192.0.2.1', knownDevice), noon);
	if (!begun.ok) return [holds(false, 'Noor cannot begin to sign in')];
	const outcomes = await Promise.all(Array.from({ length: MANY }, () => proveByCode(db, keys, begun.token, '000000', undefined, noon)));
	const tried = count(outcomes.map((one) => !one.ok && one.issue === 'accounts.codeWrong'));
	return [holds(tried <= 5, `${tried} of ${MANY} codes were weighed in one sign-in, and it is over`)];
}

async function letters(db: Database): Promise<Finding[]> {
	for (let n = 0; n < 20; n++) await askForNewPassword(db, keys, NOOR.address, 'https://wijk.example', noon);
	const { written } = await db
		.selectFrom('letters')
		.select((e) => e.fn.countAll<number>().as('written'))
		.executeTakeFirstOrThrow();
	return [holds(Number(written) === 3, `${written} letters were written of 20 that were asked for in an hour`)];
}

async function invitations(db: Database, { account }: Person): Promise<Finding[]> {
	const administrator = await administratorOf(db, account);
	if (!administrator) return [holds(false, 'Noor administers nothing')];
	const outcomes: boolean[] = [];
	for (let n = 0; n < 40; n++) {
		const address = `gast${n}@zonnedam.example`;
		const invitee = { name: 'Gast', address, addressKey: address, language: 'nl' as const, asAdministrator: false };
		outcomes.push((await invite(db, keys, administrator, invitee, 'https://wijk.example', noon)).ok);
	}
	return [holds(count(outcomes) === 20, `${count(outcomes)} of 40 invitations of one person went out in a day`)];
}

/** A whole municipality behind one address signs in on a Monday morning. */
async function oneHouse(db: Database): Promise<Finding[]> {
	const outcomes: boolean[] = [];
	for (let n = 0; n < MANY; n++) {
		// Each from a browser that was not used before, with the right password.
		outcomes.push((await beginSignIn(db, keys, noors(NOOR.password), from('203.0.113.7'), later(n * 1000))).ok);
	}
	return [holds(count(outcomes) === MANY, `${count(outcomes)} of ${MANY} people behind one address came in`)];
}

await conclude(prove);
