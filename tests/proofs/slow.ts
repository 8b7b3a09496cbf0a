import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { theNeighbourhood } from '../village/neighbourhood.ts';
import { serveHouse, serveNeighbourhood } from '../village/served.ts';
import { ask } from './asking.ts';
import { conclude, type Finding, holds } from './finding.ts';
import { preloading } from './preloading.ts';

/**
 * A thousand clients that send their headers, or their form, a byte at a time (`--clients N`, 1000): who reads beside them waits less
 * than twice as long as without them and 10 ms, and meets no error; and they are let go. Compared in one run, in turns, so that a busy
 * machine slows both. PROOF_SABOTAGE=slow gives the program a fixed number of places, as older web servers have.
 */

const given = process.argv.indexOf('--clients');
const CLIENTS = given === -1 ? 1000 : Number(process.argv[given + 1]);
const ROUNDS = 3;
const QUESTIONS = 800;
const BYTE_EVERY = 1_000;
/** The server waits 5 seconds for headers and 10 for all of a question, and looks every second; the rest is for a busy machine. */
const LET_GO = { headers: 9_000, bodies: 14_000 };
const PAGES = ['/fasen', '/zoeken?q=warmte', '/inloggen', '/woorden'];

const FEW_PLACES = `import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
const { createServer } = http;
http.createServer = (...given) => Object.assign(createServer(...given), { maxConnections: 200 });
syncBuiltinESMExports();`;

type Kind = keyof typeof LET_GO;
const BEGINNINGS: Record<Kind, (host: string) => string> = {
	headers: (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `,
	bodies: (host) =>
		`POST /inloggen HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nadres=`,
};

interface Waits {
	p99: number;
	errors: number;
}

async function prove(): Promise<Finding[]> {
	const { address, stop } = await (process.env.PROOF_SABOTAGE === 'slow'
		? serveHouse((db) => theNeighbourhood(db), preloading(FEW_PLACES))
		: serveNeighbourhood());
	try {
		// What is made at the first question is no part of it.
		await read(address);
		const findings: Finding[] = [];
		for (const kind of Object.keys(BEGINNINGS) as Kind[]) {
			const alone: Waits[] = [];
			const beside: Waits[] = [];
			let letGo = { gone: 0, after: 0 };
			for (let round = 0; round < ROUNDS; round++) {
				alone.push(await read(address));
				const crowd = await Crowd.at(address, kind);
				beside.push(await read(address));
				if (round === 0) letGo = await crowd.letGo();
				await crowd.leave();
			}
			const [normal, crowded] = [median(alone), median(beside)];
			const errors = [...alone, ...beside].reduce((sum, waits) => sum + waits.errors, 0);
			findings.push(
				holds(
					crowded < 2 * normal + 10,
					`${CLIENTS} slow ${kind}: p99 of who reads beside them ${crowded.toFixed(1)} ms, ${normal.toFixed(1)} ms without them`,
				),
				holds(errors === 0, `${CLIENTS} slow ${kind}: ${errors} errors in ${2 * ROUNDS * QUESTIONS} questions`),
				holds(
					letGo.gone === CLIENTS,
					`${CLIENTS} slow ${kind}: ${letGo.gone} of them let go within ${Math.round(letGo.after / 100) / 10} s`,
				),
			);
		}
		return findings;
	} finally {
		await stop();
	}
}

/** Somebody who reads, one page after the other. */
async function read(at: string): Promise<Waits> {
	const agent = new Agent({ keepAlive: false });
	const waits: number[] = [];
	let errors = 0;
	for (let n = 0; n < QUESTIONS; n++) {
		const from = performance.now();
		const isGood = await ask(at, PAGES[n % PAGES.length] ?? '/', { agent }).then(
			({ status }) => status === 200,
			() => false,
		);
		if (!isGood) errors++;
		waits.push(performance.now() - from);
	}
	agent.destroy();
	return { p99: waits.toSorted((a, b) => a - b)[Math.floor(QUESTIONS * 0.99)] ?? 0, errors };
}

const median = (waits: Waits[]): number => waits.map(({ p99 }) => p99).toSorted((a, b) => a - b)[Math.floor(waits.length / 2)] ?? 0;

/** Many who began a question and do not come to its end. */
class Crowd {
	readonly #kind: Kind;
	readonly #sockets: Socket[];
	readonly #timer: NodeJS.Timeout;
	readonly #began = performance.now();
	#lastLeft = 0;

	private constructor(kind: Kind, sockets: Socket[]) {
		this.#kind = kind;
		this.#sockets = sockets;
		for (const socket of sockets) socket.once('close', () => (this.#lastLeft = performance.now()));
		this.#timer = setInterval(() => {
			for (const socket of sockets) if (socket.writable) socket.write('a');
		}, BYTE_EVERY);
	}

	static async at(address: string, kind: Kind): Promise<Crowd> {
		const { hostname, port, host } = new URL(address);
		const sockets = Array.from({ length: CLIENTS }, () => connect(Number(port), hostname));
		await Promise.all(
			sockets.map((socket) => {
				socket.on('error', () => {});
				socket.resume();
				return new Promise<void>((resolve) => {
					socket.once('connect', () => {
						socket.write(BEGINNINGS[kind](host));
						resolve();
					});
					socket.once('close', () => resolve());
				});
			}),
		);
		return new Crowd(kind, sockets);
	}

	/** How many the server let go in good time, and when the last of them was. */
	async letGo(): Promise<{ gone: number; after: number }> {
		const gone = () => this.#sockets.filter((socket) => socket.closed || socket.destroyed).length;
		while (gone() < this.#sockets.length && performance.now() - this.#began < LET_GO[this.#kind]) await pause(100);
		return { gone: gone(), after: this.#lastLeft - this.#began };
	}

	async leave(): Promise<void> {
		clearInterval(this.#timer);
		for (const socket of this.#sockets) socket.destroy();
		await pause(200);
	}
}

await conclude(prove);
