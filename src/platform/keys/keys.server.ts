import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, constants, existsSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsProblem } from '../settings.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 1;
const { O_WRONLY, O_CREAT, O_TRUNC, O_SYNC } = constants;

/**
 * What this installation locks things with. The master key is a file outside the database: who has only the database, or a
 * copy of it, reads nothing that was sealed.
 */
export interface Keys {
	/** Text that only this installation can read back, bound to its purpose and place, such as `factor 0199…`. AES-256-GCM. */
	seal(purpose: string, text: string): string;
	/** Throws when the text was sealed for another purpose, by another installation, or was changed since. */
	unseal(purpose: string, sealed: string): string;
	/** The same text always gives the same mark, which tells nothing to who lacks the key. HMAC-SHA-256, base64url. */
	mark(purpose: string, text: string): string;
	/** 32 bytes for one purpose, derived from the master key. */
	derive(purpose: string): Buffer;
}

/** Reads the master key, and makes one where there is none yet. */
export function openKeys(folder: string): Keys {
	return keysFrom(masterKeyIn(folder));
}

/** Writes a secret that is on the disk once this returns. Node's permissions refuse to flush a file afterwards. */
export function writeSafely(path: string, text: string): void {
	const file = openSync(path, O_WRONLY | O_CREAT | O_TRUNC | O_SYNC, 0o600);
	try {
		writeFileSync(file, text);
	} finally {
		closeSync(file);
	}
}

function masterKeyIn(folder: string): Buffer {
	const path = join(folder, 'master.key');
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	if (!existsSync(path)) {
		const draft = `${path}.${process.pid}`;
		writeSafely(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
		try {
			// Of two programs that start at once, one gives the file its name whole and the other takes that one.
			linkSync(draft, path);
		} catch (error) {
			if (!existsSync(path)) throw error;
		} finally {
			unlinkSync(draft);
		}
	}
	const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
	if (key.length !== KEY_BYTES)
		throw new SettingsProblem(`${path} holds no key. Put back the one that was there; a new one cannot read what was sealed.`);
	return key;
}

export function keysFrom(master: Buffer): Keys {
	const derived = new Map<string, Buffer>();
	const derive = (purpose: string) => {
		const known = derived.get(purpose);
		if (known) return known;
		const key = Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `wijkspoor ${purpose}`, KEY_BYTES));
		derived.set(purpose, key);
		return key;
	};
	// Handing over bytes has them made into a key each time, which costs more than sealing does.
	const lock = createSecretKey(derive('seal'));
	return {
		derive,
		mark: (purpose, text) =>
			createHmac('sha256', derive(`mark ${purpose}`))
				.update(text)
				.digest('base64url'),
		seal(purpose, text) {
			const nonce = randomBytes(NONCE_BYTES);
			const cipher = createCipheriv('aes-256-gcm', lock, nonce).setAAD(Buffer.from(purpose));
			const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
			return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), locked]).toString('base64url');
		},
		unseal(purpose, sealed) {
			const bytes = Buffer.from(sealed, 'base64url');
			if (bytes[0] !== VERSION || bytes.toString('base64url') !== sealed) throw new Error('This was not sealed by a version we know.');
			const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
			const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
			const locked = bytes.subarray(1 + NONCE_BYTES + TAG_BYTES);
			const decipher = createDecipheriv('aes-256-gcm', lock, nonce).setAAD(Buffer.from(purpose)).setAuthTag(tag);
			return Buffer.concat([decipher.update(locked), decipher.final()]).toString('utf8');
		},
	};
}
