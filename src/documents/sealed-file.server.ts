import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type Readable, type Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** What opens one sealed file and no other: AES-256-GCM in one piece. All in base64. */
export interface Lock {
	key: string;
	nonce: string;
	tag: string;
}

/** What came of sealing: how much went in, and its SHA-256 in hexadecimal. */
export interface Sealed {
	lock: Lock;
	bytes: number;
	hash: string;
}

/** Seals bytes into a new file as they come, and has it on the disk. Nothing unsealed is ever written; what fails leaves nothing. */
export async function sealInto(path: string, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Sealed> {
	const [key, nonce] = [randomBytes(KEY_BYTES), randomBytes(NONCE_BYTES)];
	const cipher = createCipheriv('aes-256-gcm', key, nonce);
	const hash = createHash('sha256');
	let bytes = 0;
	const counted = async function* () {
		for await (const piece of source) {
			bytes += piece.length;
			hash.update(piece);
			yield piece;
		}
	};
	try {
		await pipeline(counted, cipher, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
	} catch (error) {
		await rm(path, { force: true });
		throw error;
	}
	const lock = { key: key.toString('base64'), nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64') };
	return { lock, bytes, hash: hash.digest('hex') };
}

/**
 * The bytes that were sealed. They are read twice: once to see that not one bit was changed, and only then to hand them out, so that
 * nothing unproven leaves and a large file needs no room in memory.
 */
export async function unsealed(open: () => Promise<Readable>, lock: Lock): Promise<Readable> {
	await pipeline(await open(), decipherOf(lock), nowhere());
	const [source, decipher] = [await open(), decipherOf(lock)];
	// Either of the two ends with the other; whoever reads meets the failure.
	pipeline(source, decipher).catch((error) => decipher.destroy(error));
	return decipher;
}

/** The same of a file, whole. */
export async function unsealedBytes(path: string, lock: Lock): Promise<Buffer> {
	return Buffer.concat(await Array.fromAsync(createReadStream(path).pipe(decipherOf(lock))));
}

function decipherOf({ key, nonce, tag }: Lock): Transform {
	const [secret, once, mark] = [key, nonce, tag].map((one) => Buffer.from(one, 'base64')) as [Buffer, Buffer, Buffer];
	return createDecipheriv('aes-256-gcm', secret, once, { authTagLength: 16 }).setAuthTag(mark);
}

const nowhere = () => new Writable({ write: (_piece, _encoding, done) => done() });
