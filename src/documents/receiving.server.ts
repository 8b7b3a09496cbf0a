import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { UploadIssue } from './kind-of-file.ts';
import { type Sealed, sealInto } from './sealed-file.server.ts';

/** The field of the form that holds the file. */
export const FILE_FIELD = 'bestand';
const LONGEST_FIELD = 64 * 1024;
const LONGEST_NAME = 200;
const MOST_FIELDS = 10;

/** A file that came in and is not kept yet: sealed, under a name of its own, to be taken away when it comes to nothing. */
export interface Arrived extends Sealed {
	path: string;
	/** What its sender calls it. */
	name: string;
}

/** What a form with a file in it held. Without a file there is a reason. */
export type Received = { fields: Record<string, string> } & ({ arrived: Arrived; issue: null } | { arrived: null; issue: UploadIssue });

type Landing = { arrived: Arrived } | { issue: UploadIssue };

/** Where files arrive, and how large they may be. */
export interface Arrivals {
	folder: string;
	/** In bytes. */
	most: number;
}

/** Takes a form with one file in as it comes, without holding the file in memory. What fails leaves nothing behind. */
export async function receive(request: IncomingMessage, { folder, most }: Arrivals): Promise<Received> {
	const fields: Record<string, string> = {};
	const files: Promise<Landing>[] = [];
	let reader: BusboyInstance;
	try {
		reader = new Busboy({
			headers: request.headers as BusboyHeaders,
			limits: { files: 1, fields: MOST_FIELDS, fieldSize: LONGEST_FIELD, fileSize: most, parts: MOST_FIELDS + 1, headerPairs: 20 },
		});
	} catch {
		// It says of itself that it is no form with parts, or lacks what divides them.
		request.resume();
		return { fields, arrived: null, issue: 'documents.interrupted' };
	}
	reader.on('field', (name, value, isNameCut, isCut) => {
		if (!isNameCut && !isCut && !Object.hasOwn(fields, name)) fields[name] = value;
	});
	reader.on('file', (name, stream, fileName) => {
		if (name !== FILE_FIELD) return stream.resume();
		const landing = landed(stream, fileName, folder);
		// Whoever awaits it below meets the failure; until then nobody does.
		landing.catch(() => {});
		files.push(landing);
	});
	const isWhole = await readThrough(request, reader);
	const [landing = { issue: 'documents.fileMissing' as const }] = await Promise.all(files);
	if ('issue' in landing) return { fields, arrived: null, issue: landing.issue };
	if (isWhole) return { fields, arrived: landing.arrived, issue: null };
	await discard(landing.arrived);
	return { fields, arrived: null, issue: 'documents.interrupted' };
}

/** A file that was made here, as one that came in by a form. */
export async function arrive({ folder }: Arrivals, name: string, bytes: Uint8Array): Promise<Arrived> {
	const path = join(folder, randomBytes(16).toString('hex'));
	await mkdir(folder, { recursive: true, mode: 0o700 });
	return { ...(await sealInto(path, [bytes])), path, name: plainName(name) };
}

/** Takes away what is not kept; what was kept is not there any more. */
export const discard = ({ path }: Pick<Arrived, 'path'>): Promise<void> => rm(path, { force: true });

/** Whether the whole form was read. What goes wrong lets the rest of it pass, so that the answer is heard. */
function readThrough(request: IncomingMessage, reader: BusboyInstance): Promise<boolean> {
	return new Promise((resolve) => {
		let writing: BusboyFileStream | undefined;
		const stop = () => {
			request.unpipe(reader);
			request.resume();
			// Whoever still writes down what came in meets the end of it.
			writing?.destroy(new Error('The form broke off.'));
			resolve(false);
		};
		reader.on('file', (_, stream) => {
			writing = stream;
			// A stream that breaks while nobody reads it would take the whole program down.
			stream.on('error', () => {});
			// Also where nobody wants to have it any more, such as on a full disk.
			stream.once('close', () => stream.readableEnded || stop());
		});
		reader.on('finish', () => resolve(true));
		reader.on('error', stop);
		request.on('error', stop);
		request.on('close', () => request.complete || stop());
		request.pipe(reader);
	});
}

async function landed(stream: BusboyFileStream, fileName: string, folder: string): Promise<Landing> {
	const path = join(folder, randomBytes(16).toString('hex'));
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const sealed = await sealInto(path, stream);
		const issue = stream.truncated
			? 'documents.tooLarge'
			: sealed.bytes > 0
				? null
				: fileName
					? 'documents.empty'
					: 'documents.fileMissing';
		if (issue === null) return { arrived: { ...sealed, path, name: plainName(fileName) } };
		await discard({ path });
		return { issue };
	} catch (error) {
		const isBroken = stream.destroyed;
		stream.destroy();
		if (isFull(error)) return { issue: 'documents.diskFull' };
		// What the disk says has a name; what the line or the form does has none.
		if ((error as NodeJS.ErrnoException).syscall === undefined && isBroken) return { issue: 'documents.interrupted' };
		throw error;
	}
}

/** Whether the disk, or what this program may have of it, takes no more. */
export const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');

/** One line, without the folders it lay in and without signs that steer. */
export const plainName = (name: string): string =>
	name
		.normalize('NFC')
		.toWellFormed()
		.replace(/^.*[/\\]/, '')
		// Also those that make text read backwards: report‮fdp.exe.
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
		.slice(-LONGEST_NAME)
		.toWellFormed()
		.trim();
