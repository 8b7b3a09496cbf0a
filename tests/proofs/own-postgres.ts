import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quietPort } from '../village/mailbox.ts';

/** A PostgreSQL server of our own, that may be killed. */
export interface OwnPostgres {
	/** Of its one database. */
	url: string;
	start(): void;
	/** Kills every one of its processes without warning. */
	kill(): Promise<void>;
	remove(): Promise<void>;
}

/** Makes one in a folder of its own; `settings` are those of postgresql.conf. The machine stays up, so syncing would prove nothing here. */
export async function ownPostgres(settings: Record<string, string> = {}): Promise<OwnPostgres> {
	const programs = newestPrograms();
	const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
	const data = join(folder, 'data');
	mkdirSync(data);
	const user = notRoot();
	if (user) for (const path of [folder, data]) chownSync(path, user.uid, user.gid);
	chmodSync(data, 0o700);
	const how = { cwd: folder, stdio: 'ignore' as const, ...user };
	execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'wijkspoor', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust', '-N'], how);
	const port = await quietPort();
	const all = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: folder, fsync: 'off', ...settings };
	const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	let server: ChildProcess | null = null;
	const kill = async () => {
		if (!server?.pid) return;
		const gone = once(server, 'exit');
		// The first to go makes no new ones.
		const family = [server.pid, ...childrenOf(server.pid)];
		for (const pid of family) signal(pid);
		await gone;
		server = null;
	};
	return {
		url: `postgres://wijkspoor@127.0.0.1:${port}/postgres`,
		start() {
			server = spawn(join(programs, 'postgres'), ['-D', data, ...options], how);
		},
		kill,
		async remove() {
			await kill();
			rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

function newestPrograms(): string {
	const root = '/usr/lib/postgresql';
	const [newest] = readdirSync(root).toSorted((a, b) => Number(b) - Number(a));
	return join(root, newest ?? '', 'bin');
}

/** PostgreSQL refuses to run as root; Debian made a user for it. */
function notRoot(): { uid: number; gid: number } | null {
	if (process.getuid?.() !== 0) return null;
	const numberOf = (kind: string) => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
	return { uid: numberOf('-u'), gid: numberOf('-g') };
}

const childrenOf = (pid: number): number[] =>
	readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

function signal(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It was gone already.
	}
}
