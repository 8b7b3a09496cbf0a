import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openSigning } from '#platform/journal/signing.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';

/** A key of this installation, as far as it may be shown. */
export interface KeyThereIs {
	file: 'master.key' | 'journal.key.pem';
	/** Tells this key from another one, and nothing of what is in it. */
	fingerprint: string;
	/** When its file was written. */
	madeAt: string;
}

/** The keys in the folder. A backup of them whose fingerprints differ is of other keys. */
export async function keysThereAre(folder: string, keys: Keys): Promise<KeyThereIs[]> {
	const { publicKey } = openSigning(folder, keys);
	const spki = publicKey.export({ type: 'spki', format: 'der' });
	return Promise.all([
		keyAt(folder, 'master.key', keys.mark('fingerprint of the keys', 'master.key')),
		keyAt(folder, 'journal.key.pem', createHash('sha256').update(spki).digest('base64url')),
	]);
}

async function keyAt(folder: string, file: KeyThereIs['file'], fingerprint: string): Promise<KeyThereIs> {
	return { file, fingerprint, madeAt: (await stat(join(folder, file))).mtime.toISOString() };
}
