import { BrokenBackup, KeepingProblem } from './problem.ts';

/** The container of a backup: plain files in a tar archive, so that any machine can take it apart without us. */

export const BLOCK = 512;
/** Two blocks of zeros say that nothing follows. */
export const END = Buffer.alloc(2 * BLOCK);
const LONGEST_NAME = 100;
const LARGEST = 0o77777777777;

const SIZE = { at: 124, digits: 11 };
const CHECKSUM = { at: 148, digits: 6 };

/**
 * The header before a file of `size` bytes. It depends on nothing else: no times, no owners. That makes it the only right
 * one, and a changed bit in it is found by writing it again.
 */
export function headerOf(name: string, size: number): Buffer {
	if (!/^[\x21-\x7e]+$/.test(name) || name.length > LONGEST_NAME) throw new KeepingProblem(`A file cannot be kept under the name ${name}.`);
	if (size > LARGEST) throw new KeepingProblem(`${name} is too large for a backup; 8 GB is the most.`);
	const header = Buffer.alloc(BLOCK);
	header.write(name, 0);
	header.write('0000600\0', 100);
	header.write('0000000\0', 108);
	header.write('0000000\0', 116);
	header.write(octal(size, SIZE.digits), SIZE.at);
	header.write(octal(0, 11), 136);
	header.write(' '.repeat(8), CHECKSUM.at);
	header.write('0', 156);
	header.write('ustar\x0000', 257);
	const checksum = header.reduce((sum, byte) => sum + byte, 0);
	header.write(`${octal(checksum, CHECKSUM.digits)}\0`, CHECKSUM.at);
	return header;
}

/** What a header says; it is refused when it is not, to the bit, the one that we would have written. */
export function readHeader(header: Buffer): { name: string; size: number } {
	const name = header.toString('latin1', 0, LONGEST_NAME).replace(/\0.*$/s, '');
	const digits = header.toString('latin1', SIZE.at, SIZE.at + SIZE.digits);
	if (!/^[\x21-\x7e]+$/.test(name) || !/^[0-7]+$/.test(digits)) throw new BrokenBackup('a header cannot be read');
	const size = Number.parseInt(digits, 8);
	if (!headerOf(name, size).equals(header)) throw new BrokenBackup(`the header of ${name} was changed`);
	return { name, size };
}

/** A file fills whole blocks; the rest of the last one is zeros. */
export const paddingAfter = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
