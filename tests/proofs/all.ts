import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaVersion } from '#platform/database/migrate.server.ts';
import { escapeXml } from '#platform/xml.ts';
import packageFile from '../../package.json' with { type: 'json' };

/** Runs proofs: `quick` those that run with every change; `all` every one, and once more broken on purpose. */

interface Proof {
	name: string;
	/** What breaks it on purpose. A proof that cannot fail proves nothing. */
	sabotage: string;
	quick: boolean;
}

const PROOFS: Proof[] = [
	{ name: 'matrix', sabotage: 'matrix', quick: true },
	{ name: 'lists', sabotage: 'lists', quick: true },
	{ name: 'sweep', sabotage: 'sweep', quick: true },
	{ name: 'log', sabotage: 'link', quick: true },
	{ name: 'abuse', sabotage: 'abuse', quick: false },
	{ name: 'crash', sabotage: 'ack', quick: false },
	{ name: 'mail', sabotage: 'message-id', quick: false },
	{ name: 'restore', sabotage: 'flip', quick: false },
	{ name: 'passkey', sabotage: 'verification', quick: false },
	{ name: 'oidc', sabotage: 'nonce', quick: false },
	{ name: 'erase', sabotage: 'keep-letter', quick: false },
	{ name: 'logs', sabotage: 'newline', quick: false },
	{ name: 'routes', sabotage: 'routes', quick: true },
	{ name: 'supply', sabotage: 'supply', quick: true },
	{ name: 'canary', sabotage: 'canary', quick: false },
	{ name: 'revoke', sabotage: 'revoke', quick: false },
	{ name: 'auth', sabotage: 'auth', quick: false },
	{ name: 'headers', sabotage: 'headers', quick: true },
	{ name: 'permission', sabotage: 'permission', quick: false },
	{ name: 'powercut', sabotage: 'normal', quick: false },
	{ name: 'faults', sabotage: 'faults', quick: false },
	{ name: 'pg', sabotage: 'pg', quick: false },
	{ name: 'fuzz', sabotage: 'fuzz', quick: false },
	{ name: 'slow', sabotage: 'slow', quick: false },
	{ name: 'scan', sabotage: 'scan', quick: false },
];

interface Run {
	proof: string;
	sabotage: string | null;
	/** Green as it is, red when it was broken on purpose. */
	isAsItShould: boolean;
	seconds: number;
	lines: string[];
}

const ROOT = join(import.meta.dirname, '../..');

async function run({ name }: Proof, sabotage: string | null): Promise<Run> {
	const from = performance.now();
	const child = spawn(process.execPath, [`tests/proofs/${name}.ts`], {
		cwd: ROOT,
		env: { ...process.env, PROOF_SABOTAGE: sabotage ?? '' },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	const lines = said.trim().split('\n');
	const isGreen = code === 0 && !lines.some((line) => line.startsWith('bad'));
	// Falling over is not the same as noticing.
	const isRed = code !== 0 && lines.some((line) => line.startsWith('bad'));
	return {
		proof: name,
		sabotage,
		isAsItShould: sabotage === null ? isGreen : isRed,
		seconds: Math.round((performance.now() - from) / 1000),
		lines,
	};
}

const which = process.argv[2] === 'quick' ? 'quick' : 'all';
/** The quick ones measure no time, so they share the machine. */
const AT_ONCE = which === 'quick' ? 2 : 1;
const runs: Run[] = [];
const toRun = PROOFS.filter(({ quick }) => quick || which === 'all').flatMap((proof) =>
	(which === 'all' ? [null, proof.sabotage] : [null]).map((sabotage) => ({ proof, sabotage })),
);

async function runInTurn(): Promise<void> {
	for (let next = toRun.shift(); next; next = toRun.shift()) {
		const { proof, sabotage } = next;
		const done = await run(proof, sabotage);
		runs.push(done);
		const state = sabotage === null ? (done.isAsItShould ? 'green' : 'RED') : done.isAsItShould ? 'red, as it should be' : 'NOT RED';
		console.log(`${proof.name}${sabotage === null ? '' : `, broken by ${sabotage}`}: ${state}, ${done.seconds} s`);
		if (!done.isAsItShould) console.log(done.lines.map((line) => `    ${line}`).join('\n'));
	}
}

await Promise.all(Array.from({ length: AT_ONCE }, runInTurn));
if (which === 'all') await report();
if (runs.some(({ isAsItShould }) => !isAsItShould)) process.exitCode = 1;

async function report(): Promise<void> {
	const at = new Date().toISOString();
	const folder = join(ROOT, 'proof-reports');
	await mkdir(folder, { recursive: true });
	const facts = { at, version: packageFile.version, schema: schemaVersion(), node: process.version };
	const file = join(folder, at.slice(0, 19).replaceAll(':', ''));
	await writeFile(`${file}.json`, JSON.stringify({ ...facts, runs }, null, '\t'));
	const rows = runs.map(
		({ proof, sabotage, isAsItShould, seconds, lines }) =>
			`<tr><td>${proof}</td><td>${sabotage ?? ''}</td><td>${isAsItShould ? 'as it should be' : 'NOT AS IT SHOULD BE'}</td><td>${seconds} s</td><td><details><summary>${lines.length}</summary><pre>${escapeXml(lines.join('\n'))}</pre></details></td></tr>`,
	);
	const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Proofs ${at}</title></head><body><h1>Proofs of ${at}</h1><p>Wijkspoor ${facts.version}, ${facts.schema}, Node ${facts.node}</p><table><thead><tr><th>proof</th><th>broken by</th><th>outcome</th><th>took</th><th>lines</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></body></html>\n`;
	await writeFile(`${file}.html`, html);
	console.log(`The report is in ${file}.html and .json.`);
}
