import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressFrom } from '../village/said.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A server in a process of its own, so that it does not share a processor with who asks. */
export interface Running {
	address: string;
	pid: number;
	/** From the start of the process to the address it printed. */
	startedIn: number;
	stop(): Promise<void>;
}

/** Our server, on the embedded database in this folder. */
export const startServer = (dataFolder: string): Promise<Running> =>
	start(['src/server.ts'], { PORT: '0', HOST: '', ORIGIN: '', WIJKSPOOR_DATA: dataFolder, WIJKSPOOR_THEME: '', DATABASE_URL: '' });

/** A bare node:http server that sends the bytes and headers of this page. */
export const startBare = (page: string): Promise<Running> => start(['tests/bench/bare.ts', page]);

export async function withServer<T>(work: (server: Running) => Promise<T>): Promise<T> {
	return inFreshFolder(async (folder) => whileRunning(await startServer(folder), work));
}

export async function whileRunning<T>(server: Running, work: (server: Running) => Promise<T>): Promise<T> {
	try {
		return await work(server);
	} finally {
		await server.stop();
	}
}

export async function inFreshFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'meting-'));
	try {
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true });
	}
}

async function start(command: string[], settings: Record<string, string> = {}): Promise<Running> {
	const from = performance.now();
	const child = spawn(process.execPath, command, {
		cwd: ROOT,
		env: { ...process.env, ...settings },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const address = await started(child);
	const startedIn = performance.now() - from;
	if (child.pid === undefined) throw new Error(`${command[0]} has no process.`);
	const stop = async () => {
		if (child.exitCode !== null) return;
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		await ended;
	};
	return { address, pid: child.pid, startedIn, stop };
}

function started(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		addressFrom(child.stdout).then(({ address }) => resolve(address), reject);
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`${child.spawnargs.at(-1)} ended with ${code} before it said its address.`)));
	});
}
