import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Keys, writeSafely } from '../keys/keys.server.ts';
import { SettingsProblem } from '../settings.ts';
import type { Signing } from './checkpoint.ts';

const PURPOSE = 'journal signing key';

/** Reads the key that signs checkpoints, and makes one where there is none yet. It lies sealed beside the master key. */
export function openSigning(folder: string, keys: Keys): Signing {
	const path = join(folder, 'journal.key.pem');
	if (!existsSync(path)) makeKey(folder, path, keys);
	try {
		return signingFrom(createPrivateKey(keys.unseal(PURPOSE, readFileSync(path, 'utf8').trim())));
	} catch {
		throw new SettingsProblem(`${path} cannot be opened. Put back the one that was there, with the master key it was sealed with.`);
	}
}

export const signingFrom = (privateKey: KeyObject): Signing => ({
	publicKey: createPublicKey(privateKey),
	sign: (text) => sign(null, Buffer.from(text), privateKey),
});

function makeKey(folder: string, path: string, keys: Keys): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
	const draft = `${path}.${process.pid}`;
	writeSafely(draft, `${keys.seal(PURPOSE, pem.toString())}\n`);
	try {
		// As with the master key: of two programs that start at once, one gives the file its name and the other takes that one.
		linkSync(draft, path);
	} catch (error) {
		if (!existsSync(path)) throw error;
	} finally {
		unlinkSync(draft);
	}
}
