import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { pagesOf } from '#documents/pdf.ts';
import { type Neighbourhood, theNeighbourhood } from '../village/neighbourhood.ts';
import { type Served, serveHouse } from '../village/served.ts';
import { processorTime } from './expense.ts';
import { manyEntries } from './many-entries.ts';
import { median, quantile, rounded } from './numbers.ts';
import { below, type Part } from './part.ts';
import { partAsText, targetAsText } from './table.ts';

/**
 * Measures a project of a thousand entries on paper: how long who asked for it waits, and what somebody notices who opens another page of
 * the project meanwhile. It never fails: whether a promise is kept here and now is told, not enforced.
 */
const ENTRIES = 1_000;
const ROUNDS = 3;
/** As often another page is asked for, in milliseconds from answer to question. */
const EVERY = 20;

const load = rounded(loadavg()[0] ?? 0);
const served = await serveHouse(async (db) => {
	const village = await theNeighbourhood(db);
	await manyEntries(db, village, ENTRIES);
	return village;
});
try {
	const part = await measured(served);
	if (process.argv.includes('--json')) console.log(JSON.stringify({ load, parts: [part] }, null, '\t'));
	else {
		console.log(`Load ${load} at the start\n\n${partAsText(part)}\n`);
		for (const target of part.targets) console.log(targetAsText(target));
	}
} finally {
	await served.stop();
}

async function measured(at: Served<Neighbourhood>): Promise<Part> {
	const alone: number[] = [];
	const beside: number[] = [];
	const waited: number[] = [];
	const spent: number[] = [];
	let [bytes, pages] = [0, 0];
	// A server that answers for the first time reads its pages from the disk.
	await opened(at, () => pause(1_000), []);
	for (let round = 0; round < ROUNDS; round++) {
		let file: Buffer = Buffer.alloc(0);
		await opened(
			at,
			async () => {
				const [from, before] = [performance.now(), processorTime(at.pid)];
				file = await printed(at);
				spent.push((processorTime(at.pid) ?? 0) - (before ?? 0));
				waited.push(performance.now() - from);
			},
			beside,
		);
		// As long again, and with nothing going on: the two are held against each other in one run.
		await opened(at, () => pause(waited.at(-1)), alone);
		bytes = file.length;
		pages = (await pagesOf(file)).length;
	}
	const quiet = quantile(alone, 0.99);
	const busy = quantile(beside, 0.99);
	const row = (name: string, times: number[]) => ({
		name,
		asked: times.length,
		'median ms': rounded(median(times)),
		'p99 ms': rounded(quantile(times, 0.99)),
	});
	return {
		name: `${ENTRIES} entries to PDF`,
		rows: [row('another page, meanwhile', beside), row('another page, alone', alone)],
		targets: [below('from the button to the whole file', rounded(Math.max(...waited) / 1000, 2), 5, 's')],
		notes: [
			`${pages} pages, ${rounded(bytes / 1e6)} MB; ${waited.map((one) => rounded(one / 1000, 2)).join(', ')} s`,
			`processor time of the server meanwhile, the other page included: ${spent.map((one) => rounded(one, 2)).join(', ')} s`,
			`p99 meanwhile is ${rounded(busy / quiet)} × that alone`,
		],
	};
}

function cookieOf({ village }: Served<Neighbourhood>, who: 'leader' | 'member') {
	return { cookie: `aanmelding=${village.people[who].token}` };
}

/** Opens a page of the project over and over while something else is done. */
async function opened(at: Served<Neighbourhood>, work: () => Promise<unknown>, times: number[]): Promise<void> {
	let isOver = false;
	const asking = (async () => {
		while (!isOver) {
			const from = performance.now();
			const answer = await fetch(`${at.address}/projecten/${at.village.project}/leden`, { headers: cookieOf(at, 'member') });
			await answer.text();
			if (answer.status !== 200) throw new Error(`The other page answered ${answer.status}.`);
			times.push(performance.now() - from);
			await pause(EVERY);
		}
	})();
	try {
		await work();
	} finally {
		isOver = true;
		await asking;
	}
}

/** Ticks everything, waits as somebody would, and takes the file. */
async function printed(at: Served<Neighbourhood>): Promise<Buffer> {
	const page = `${at.address}/projecten/${at.village.project}/papier`;
	const headers = { ...cookieOf(at, 'leader'), origin: at.address, accept: 'text/html' };
	const boxes = [
		...(await (await fetch(page, { headers })).text()).matchAll(/type="checkbox"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="checkbox"/g),
	];
	const names = boxes.map(([, one, other]) => one ?? other ?? '').filter((name) => !name.startsWith('niveau-'));
	const body = new URLSearchParams({ vorm: 'reading', van: '', tot: '', ...Object.fromEntries(names.map((name) => [name, 'ja'])) });
	const asked = await fetch(page, { method: 'POST', headers, body, redirect: 'manual' });
	const path = asked.headers.get('location');
	if (path === null) throw new Error(`The printout was answered with ${asked.status}.`);
	for (;;) {
		const file = await fetch(`${at.address}${path}/bestand`, { headers });
		if (file.status === 200) return Buffer.from(await file.arrayBuffer());
		if (file.status !== 409) throw new Error(`The file was answered with ${file.status}.`);
		await pause(50);
	}
}
