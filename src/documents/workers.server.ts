import { Worker } from 'node:worker_threads';
import type { UploadIssue } from './kind-of-file.ts';
import type { PageText } from './reading-text.ts';
import { type Arrived, discard } from './receiving.server.ts';
import type { Lock, Sealed } from './sealed-file.server.ts';

/** How long each step may take, in milliseconds, and how much it may use, in megabytes. */
const PATIENCE = 10_000;
const MEMORY = { maxOldGenerationSizeMb: 512 };
/** As many files are looked at at once; others wait their turn. */
const AT_ONCE = 2;

/** What a worker is given. */
export interface Examining {
	path: string;
	lock: Lock;
	name: string;
	/** Where it puts what is kept instead. */
	anewPath: string;
}

/** What a file turned out to be. */
export type Examined =
	| { ok: false; issue: UploadIssue }
	| {
			ok: true;
			type: string;
			/** What is kept instead of what came, sealed anew. */
			anew: (Sealed & { path: string }) | null;
			/** A small WebP in base64. */
			picture: string | null;
	  };

/** What a worker says, in this order. */
export type Step = { step: 'examined'; result: Examined } | { step: 'read'; pages: PageText[] } | { step: 'seen'; picture: string | null };

export type Looked = { ok: false; issue: UploadIssue } | (Extract<Examined, { ok: true }> & { pages: PageText[] });

let busy = 0;
const waiting: (() => void)[] = [];

/** Has a file that arrived looked at by a worker of its own. What does not end in time is refused; what cannot be read or pictured in time is kept all the same. */
export async function lookAt(arrived: Arrived, patience: number = PATIENCE): Promise<Looked> {
	if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
	busy++;
	try {
		return await looked(arrived, patience);
	} finally {
		busy--;
		waiting.shift()?.();
	}
}

async function looked({ path, lock, name }: Arrived, patience: number): Promise<Looked> {
	const data: Examining = { path, lock, name, anewPath: `${path}.anew` };
	// What it needs stands in what it is given; the settings, with their passwords, are none of it.
	const worker = new Worker(new URL('./examining.worker.ts', import.meta.url), { workerData: data, resourceLimits: MEMORY, env: {} });
	let examined: Examined | undefined;
	let pages: PageText[] = [];
	let sight: string | null = null;
	let issue: UploadIssue = 'documents.damaged';
	await new Promise<void>((resolve) => {
		const tooLong = () => {
			issue = 'documents.takesTooLong';
			resolve();
		};
		let timer = setTimeout(tooLong, patience);
		const end = () => {
			clearTimeout(timer);
			resolve();
		};
		worker.on('message', (step: Step) => {
			if (step.step === 'examined') examined = step.result;
			else if (step.step === 'read') pages = step.pages;
			else sight = step.picture;
			if (step.step === 'seen' || !examined?.ok) return end();
			clearTimeout(timer);
			timer = setTimeout(tooLong, patience);
		});
		worker.on('error', end);
		worker.on('exit', end);
	});
	await worker.terminate();
	if (examined?.ok) return { ...examined, picture: examined.picture ?? sight, pages };
	await discard({ path: data.anewPath });
	return examined ?? { ok: false, issue };
}
