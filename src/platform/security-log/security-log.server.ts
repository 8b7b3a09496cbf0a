import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingsProblem } from '../settings.ts';
import { lineOf, type SecurityEvent } from './event.ts';

/** What happened to the doors of this installation, a JSON line each. It is no history of what people wrote: that is the journal. */
export interface SecurityLog {
	write(event: SecurityEvent): void;
	close(): void;
}

interface Habits {
	/** How large a file may become, in bytes, before the next one begins. */
	most?: number;
	/** How many older files are kept beside the one that is written. */
	kept?: number;
	lineOf?: (event: SecurityEvent) => string;
}

const TEN_MEGABYTES = 10_000_000;

/** Opens the log at a path, or on standard output when that is `-`. Several processes may write to one path. */
export function openSecurityLog(path: string, { most = TEN_MEGABYTES, kept = 5, lineOf: line = lineOf }: Habits = {}): SecurityLog {
	if (path === '-') return { write: (event) => void process.stdout.write(line(event)), close() {} };
	const file = new LogFile(path, most, kept);
	return {
		write(event) {
			try {
				file.append(Buffer.from(line(event)));
			} catch (error) {
				// A full disk must not keep people out; the operator reads of it where the program complains.
				console.error('The security log could not be written.', error);
			}
		},
		close: () => file.close(),
	};
}

class LogFile {
	readonly #path: string;
	readonly #most: number;
	readonly #kept: number;
	#file: number;

	constructor(path: string, most: number, kept: number) {
		this.#path = path;
		this.#most = most;
		this.#kept = kept;
		try {
			mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
			this.#file = this.#open();
		} catch {
			throw new SettingsProblem(`The security log ${path} cannot be written. Set WIJKSPOOR_SECURITY_LOG to a file that can, or to -.`);
		}
	}

	/** One write per line, so that lines of two processes never run through each other. */
	append(line: Buffer): void {
		if (this.#wasMovedAway()) this.#openAnew();
		const { size } = fstatSync(this.#file);
		if (size > 0 && size + line.length > this.#most) this.#rotate();
		writeSync(this.#file, line);
	}

	close(): void {
		closeSync(this.#file);
	}

	#open(): number {
		return openSync(this.#path, 'a', 0o600);
	}

	/** The old file is let go only once the new one is there, so that a folder that went away can come back. */
	#openAnew(): void {
		const before = this.#file;
		this.#file = this.#open();
		closeSync(before);
	}

	/** By another process of ours, or by the machine's own rotation. */
	#wasMovedAway(): boolean {
		return statSync(this.#path, { throwIfNoEntry: false })?.ino !== fstatSync(this.#file).ino;
	}

	#rotate(): void {
		for (let n = this.#kept - 1; n > 0; n--) {
			if (existsSync(`${this.#path}.${n}`)) renameSync(`${this.#path}.${n}`, `${this.#path}.${n + 1}`);
		}
		renameSync(this.#path, `${this.#path}.1`);
		this.#openAnew();
	}
}
