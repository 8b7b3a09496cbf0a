import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database/database.server.ts';
import type { Keys } from '../keys/keys.server.ts';
import { speechIn } from '../messages.ts';
import type { MailSettings } from '../settings.ts';
import { domainOf, senderIn } from './addresses.ts';
import { type Claimed, claim, giveUpLate, settleFailed, settleSent, type Waiting, waitingLetters } from './claiming.server.ts';
import { htmlOf, textOf } from './letter.ts';
import type { LetterTable } from './letters.tables.ts';
import { hasAnswered, type Post, reasonOf, smtpPost } from './post.server.ts';
import { openLetter } from './sealing.server.ts';

const MINUTE = 60_000;

/** How a sender works. All durations are in milliseconds. */
export interface SendingHabits {
	/** How long it rests before it looks again whether a letter waits. */
	every: number;
	/** How long a letter rests after its first failed attempt, its second, and so on; the last one repeats. */
	backoff?: number[];
	/** After how long others take a sender for dead and send the letter themselves. An attempt ends by itself in half of it. */
	lease?: number;
	/** Where letters such as this one can be refused, or null when they cannot. */
	refuseAt?: (letter: Pick<LetterTable, 'account' | 'kind' | 'language'>) => string | null;
	post?: Post;
	now?: () => Date;
}

export interface Sender {
	/** Finishes the letter it is sending, and starts no other. */
	stop(): Promise<void>;
}

/**
 * Sends the letters that wait, and those to come. Each arrives at least once: a sender that is killed after the server took a
 * letter leaves it to be sent again, with the same Message-ID. Several processes may send at once.
 */
export function startSending(
	db: Database,
	keys: Keys,
	mail: MailSettings,
	{
		every,
		backoff = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE],
		lease = 5 * MINUTE,
		refuseAt = () => null,
		post = smtpPost(mail),
		now = () => new Date(),
	}: SendingHabits,
): Sender {
	const stopping = new AbortController();
	const domain = domainOf(senderIn(mail.from).address);

	const send = async (letter: Claimed, now: Date) => {
		const { address, subject, language, message_id: messageId } = letter;
		const content = openLetter(keys, letter, now);
		const at = refuseAt(letter);
		const refusal = at === null ? null : { label: speechIn(language).say('platform.refuseLetters'), url: at };
		const [text, html] = [textOf(content, refusal), htmlOf(subject, language, content, refusal)];
		await post({ to: address, subject, text, html, messageId, refuseAt: at }, AbortSignal.timeout(lease / 2));
	};
	/** Whether it makes sense to go on with the next letter: a server that is away is away for all of them. */
	const attempt = async (waiting: Waiting): Promise<boolean> => {
		const at = now();
		const letter = await claim(db, waiting, domain, lease, at);
		if (!letter) return true;
		try {
			await send(letter, at);
		} catch (error) {
			const rest = backoff[Math.min(letter.attempts, backoff.length) - 1] ?? 0;
			await settleFailed(db, letter, reasonOf(error), rest, now());
			return hasAnswered(error);
		}
		await settleSent(db, letter, now());
		return true;
	};
	const round = async () => {
		await giveUpLate(db, now());
		for (const waiting of await waitingLetters(db, now())) {
			if (stopping.signal.aborted || !(await attempt(waiting))) return;
		}
	};
	const work = async () => {
		while (!stopping.signal.aborted) {
			// A database that is away for a moment is noticed by /gezond; the next round tries again.
			await round().catch(() => {});
			await pause(every, undefined, { signal: stopping.signal }).catch(() => {});
		}
	};
	const ended = work();
	return {
		async stop() {
			stopping.abort();
			await ended;
		},
	};
}
