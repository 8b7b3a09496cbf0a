import { createTransport } from 'nodemailer';
import { isLoopback, type MailSettings } from '../settings.ts';
import { senderIn } from './addresses.ts';

/** A letter on its way out. */
export interface Mail {
	to: string;
	subject: string;
	text: string;
	html: string;
	/** With its angle brackets. */
	messageId: string;
	/** Where letters of this kind can be refused, without signing in and by one press (RFC 8058); null when they cannot. */
	refuseAt: string | null;
}

/** Hands one mail to who brings it; throws when that is not known to have succeeded, or when the signal says that it took too long. */
export type Post = (mail: Mail, signal: AbortSignal) => Promise<void>;

/** Over SMTP, a connection per letter. */
export function smtpPost({ url, from }: MailSettings): Post {
	// Letters hold links that let somebody in, so they go over a safe connection or not at all; a server on this machine needs none.
	const requireTLS = !isLoopback(new URL(url).hostname);
	const transport = createTransport({ url, requireTLS, connectionTimeout: 20_000, disableFileAccess: true, disableUrlAccess: true });
	const sender = senderIn(from);
	return async ({ to, refuseAt, ...mail }, signal) => {
		await transport.sendMail({
			...mail,
			from: sender,
			// As an object it is taken for one address, whatever signs stand in it.
			to: { name: '', address: to },
			signal,
			headers: {
				'Auto-Submitted': 'auto-generated',
				...(refuseAt === null ? {} : { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
			},
			...(refuseAt === null ? {} : { list: { unsubscribe: { url: refuseAt } } }),
		});
	};
}

/** Whether a server answered at all, so that it makes sense to offer it the next letter. */
export const hasAnswered = (error: unknown): boolean =>
	error instanceof Error && 'responseCode' in error && error.responseCode !== undefined;

const LONGEST_WORD = 30;
const LONGEST_REASON = 200;

/** Why a letter did not go, on one line. Servers quote letters in their refusals: what can be an address or a link is left out. */
export function reasonOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	const words = message.split(/\s+/).map((word) => (word.length > LONGEST_WORD || /[@/]/.test(word) ? '…' : word));
	return words.join(' ').slice(0, LONGEST_REASON);
}
