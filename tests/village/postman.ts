import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type DatabasePlace, openDatabase } from '#platform/database/database.server.ts';
import { keysFrom } from '#platform/keys/keys.server.ts';
import { type Post, smtpPost } from '#platform/letters/post.server.ts';
import { startSending } from '#platform/letters/sending.server.ts';

/** The keys of the village, the same in every process. */
export const villageKeys = () => keysFrom(Buffer.alloc(32, 7));
export const VILLAGE_SENDER = 'Wijkspoor <wijk@gemeente.example>';

/** A sender in a process of its own, which can be killed while it sends. */
export interface Round {
	place: DatabasePlace;
	url: string;
	/** Durations in milliseconds. */
	every: number;
	backoff: number[];
	lease: number;
	/** Breaks the promise on purpose: every attempt gets a Message-ID of its own. */
	freshMessageIds?: boolean;
}

export function sendOut(round: Round): ChildProcess {
	return spawn(process.execPath, [import.meta.filename, JSON.stringify(round)], { stdio: ['ignore', 'ignore', 'inherit'] });
}

export async function kill(postman: ChildProcess): Promise<void> {
	if (postman.exitCode !== null || postman.signalCode !== null) return;
	const ended = once(postman, 'exit');
	postman.kill('SIGKILL');
	await ended;
}

if (import.meta.main) {
	const { place, url, every, backoff, lease, freshMessageIds }: Round = JSON.parse(process.argv[2] ?? '');
	const mail = { url, from: VILLAGE_SENDER };
	const honest = smtpPost(mail);
	const careless: Post = (letter, signal) => honest({ ...letter, messageId: `<${randomUUID()}@gemeente.example>` }, signal);
	startSending(openDatabase(place), villageKeys(), mail, { every, backoff, lease, post: freshMessageIds ? careless : honest });
}
