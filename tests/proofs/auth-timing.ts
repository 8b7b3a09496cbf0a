import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#platform/database/database.server.ts';
import { NOOR, noorSetsUp } from '../village/people.ts';
import { serveHouse } from '../village/served.ts';
import { type Answer, ask } from './asking.ts';
import { type Finding, holds } from './finding.ts';

/**
 * One answer in one time, whether or not somebody has an account. Times are compared within one run: the two are asked in turn, and who
 * goes first changes, so that what else the machine does falls on both alike. Medians are held to each other; where they differ, up to
 * three times as many are asked and put together: chance grows smaller by that, a real difference does not.
 */
const EACH = 100;
const ROUNDS = 4;
const WARMING_UP = 10;
const MAY_DIFFER = 0.1;
/** What an answer left to be done is begun and over by then, so that it does not fall on the next one. */
const REST = 120;

export async function sameAnswers(): Promise<Finding[]> {
	const mail = { WIJKSPOOR_MAIL: 'smtp://127.0.0.1:9', WIJKSPOOR_MAIL_FROM: 'wijk@zonnedam.example' };
	const { address, db, stop } = await serveHouse((db) => noorSetsUp(db, new Date()), mail);
	try {
		return [
			await compared(db, 'signing in with a wrong password', (adres) =>
				ask(address, '/inloggen', { form: { adres, wachtwoord: 'paars tandem fluit kraai' } }),
			),
			await compared(db, 'asking for a new password', (adres) => ask(address, '/wachtwoord-vergeten', { form: { adres } })),
		];
	} finally {
		await stop();
	}
}

async function compared(db: Database, what: string, send: (address: string) => Promise<Answer>): Promise<Finding> {
	const times = { known: [] as number[], unknown: [] as number[] };
	const answers = new Set<string>();
	const addressOf = { known: NOOR.address, unknown: 'nooo@zonnedam.example' };
	const once = async (who: 'known' | 'unknown', isKept: boolean) => {
		// The limits are shown in the proof of abuse.
		await db.deleteFrom('limits').execute();
		await pause(REST);
		const from = performance.now();
		const { status, text, headers } = await send(addressOf[who]);
		const took = performance.now() - from;
		if (!isKept) return;
		times[who].push(took);
		const names = Object.keys(headers)
			.filter((name) => name !== 'keep-alive')
			.toSorted();
		answers.add([status, names.join(), text.replaceAll(addressOf[who], 'ADDRESS')].join('\n'));
	};
	const bothTurns = async (turn: number, isKept: boolean) => {
		for (const who of turn % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) await once(who, isKept);
	};
	for (let turn = 0; turn < WARMING_UP; turn++) await bothTurns(turn, false);
	let ratio = 0;
	for (let round = 0; round < ROUNDS; round++) {
		for (let turn = 0; turn < EACH; turn++) await bothTurns(turn, true);
		ratio = median(times.known) / median(times.unknown);
		if (Math.abs(ratio - 1) <= MAY_DIFFER) break;
	}
	const said = `${median(times.known).toFixed(1)} and ${median(times.unknown).toFixed(1)} ms`;
	return holds(
		answers.size === 1 && Math.abs(ratio - 1) <= MAY_DIFFER,
		`${what}: ${times.known.length} known and as many unknown addresses, ${answers.size} answer, ${said} (${ratio.toFixed(3)})`,
	);
}

function median(numbers: number[]): number {
	const sorted = numbers.toSorted((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
