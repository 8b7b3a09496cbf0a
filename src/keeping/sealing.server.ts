import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter } from 'age-encryption';
import { BrokenBackup, cannotWrite, KeepingProblem } from './problem.ts';

/** A backup is encrypted with age, so that the tool of that name can open it without us. */
const SEALED = Buffer.from('age-encryption.org/v1\n');
/** How much is read from the disk at once, in bytes. */
const GULP = 1 << 20;

/** Where bytes go to be written down, in order; `write` waits until there is room. */
export interface Sink {
	write(bytes: Uint8Array): Promise<void>;
	/** Everything is on the disk when this is over. */
	close(): Promise<void>;
	/** Gives up; what was written so far is worth nothing. */
	abort(): Promise<void>;
}

/** A new file that only its owner may read, encrypted to all recipients, or to nobody when there are none. */
export async function openSink(path: string, recipients: string[]): Promise<Sink> {
	const encrypter = encrypterFor(recipients);
	const file = await open(path, 'wx', 0o600).catch(cannotWrite(path));
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
	const stored = recipients.length > 0 ? await encrypter.encrypt(readable) : readable;
	const entrance = writable.getWriter();
	const written = writeDown(stored, file);
	// Whoever writes or closes meets the failure; until then nobody waits for it.
	written.catch(() => {});
	return {
		async write(bytes) {
			// A full disk ends the stream; why it ended is known behind it.
			await entrance.write(bytes).catch(() => written);
		},
		async close() {
			await entrance.close().catch(() => written);
			await written;
		},
		async abort() {
			await entrance.abort().catch(() => {});
			await written.catch(() => {});
		},
	};
}

function encrypterFor(recipients: string[]): Encrypter {
	const encrypter = new Encrypter();
	for (const recipient of recipients) {
		try {
			encrypter.addRecipient(recipient);
		} catch {
			throw new KeepingProblem(`${recipient} is no public key of age; such a key begins with age1.`);
		}
	}
	return encrypter;
}

async function writeDown(stored: ReadableStream<Uint8Array>, file: FileHandle): Promise<void> {
	try {
		for await (const bytes of stored) await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** The secret keys in a file as age makes it: one on a line, with remarks behind `#`. */
export async function identitiesIn(path: string): Promise<string[]> {
	const text = await readFile(path, 'utf8').catch(() => {
		throw new KeepingProblem(`${path} cannot be read.`);
	});
	const identities = text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !line.startsWith('#'));
	if (identities.length === 0) throw new KeepingProblem(`${path} holds no secret key of age.`);
	return identities;
}

/** The bytes that once went into the sink. */
export async function openSource(path: string, identities: string[]): Promise<AsyncIterable<Uint8Array>> {
	if (!(await isSealed(path))) return createReadStream(path, { highWaterMark: GULP });
	if (identities.length === 0) throw new KeepingProblem('This backup is encrypted. Name the file with the secret key: --identity FILE.');
	const decrypter = new Decrypter();
	for (const identity of identities) {
		try {
			decrypter.addIdentity(identity);
		} catch {
			throw new KeepingProblem('The identity is no secret key of age; such a key begins with AGE-SECRET-KEY-1.');
		}
	}
	const bytes = createReadStream(path, { highWaterMark: GULP });
	return unsealed(decrypter, bytes);
}

async function isSealed(path: string): Promise<boolean> {
	const file = await open(path).catch(() => {
		throw new KeepingProblem(`${path} cannot be read.`);
	});
	try {
		const { buffer } = await file.read(Buffer.alloc(SEALED.length), 0, SEALED.length, 0);
		return buffer.equals(SEALED);
	} finally {
		await file.close();
	}
}

async function* unsealed(decrypter: Decrypter, bytes: Readable): AsyncGenerator<Uint8Array> {
	try {
		yield* await decrypter.decrypt(Readable.toWeb(bytes) as ReadableStream<Uint8Array>);
	} catch (error) {
		if (error instanceof Error && /no identity matched/.test(error.message)) {
			throw new KeepingProblem('This backup was encrypted to another key than the one you named, or its first lines were changed.');
		}
		throw new BrokenBackup('it does not decrypt to what was encrypted');
	} finally {
		bytes.destroy();
	}
}
