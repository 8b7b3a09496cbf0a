import { createHash, type KeyObject, verify } from 'node:crypto';
import type { Head } from './journal.ts';

/** Under which name this installation signs; who reads a note picks the line of a key they know. */
const SIGNER = 'wijkspoor';
/** What the C2SP signed-note form calls Ed25519. */
const ED25519 = 1;
const ID_BYTES = 4;

/** How far a chain had grown at a moment. Kept elsewhere and signed, it tells later whether that history is still there. */
export interface Checkpoint extends Head {
	chain: string;
}

/** Signs for this installation with Ed25519. */
export interface Signing {
	readonly publicKey: KeyObject;
	sign(text: string): Buffer;
}

/** What is signed: origin, size and head, a line each. */
export const textOf = ({ chain, size, head }: Checkpoint): string => `wijkspoor ${chain}\n${size}\n${head}\n`;

/** The signed note (C2SP): the text, an empty line, and the signature with the mark of its key. */
export function signedNote(checkpoint: Checkpoint, signing: Signing): string {
	const text = textOf(checkpoint);
	const signature = Buffer.concat([keyIdOf(SIGNER, signing.publicKey), signing.sign(text)]);
	return `${text}\n— ${SIGNER} ${signature.toString('base64')}\n`;
}

/** The checkpoint of a signed note, or null when this key did not sign it. Signatures of others, such as witnesses, may stand beside ours. */
export function openNote(note: string, key: KeyObject): Checkpoint | null {
	const end = note.lastIndexOf('\n\n');
	if (end === -1) return null;
	const ours = `— ${SIGNER} `;
	const id = keyIdOf(SIGNER, key);
	const signatures = note
		.slice(end + 2)
		.split('\n')
		.filter((line) => line.startsWith(ours))
		.map((line) => Buffer.from(line.slice(ours.length), 'base64'))
		.filter((bytes) => bytes.subarray(0, ID_BYTES).equals(id));
	const text = note.slice(0, end + 1);
	const signed = signatures.find((bytes) => isSigned(text, bytes.subarray(ID_BYTES), key));
	return signed ? checkpointIn(text) : null;
}

export const isSigned = (text: string, signature: Buffer, key: KeyObject): boolean => verify(null, Buffer.from(text), key, signature);

export function checkpointIn(text: string): Checkpoint | null {
	const [, chain, size, head] = /^wijkspoor ([\w-]+)\n(\d+)\n([\w+/]{43}=)\n$/.exec(text) ?? [];
	return chain && size && head ? { chain, size: Number(size), head } : null;
}

/** What a signed note calls a key: the first bytes of a hash over the signer's name and the key. */
export function keyIdOf(name: string, key: KeyObject): Buffer {
	const raw = Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
	return createHash('sha256')
		.update(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), raw]))
		.digest()
		.subarray(0, ID_BYTES);
}
