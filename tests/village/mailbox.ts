import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real mail server on this machine, for letters to everybody in the village. */
export interface Mailbox {
	url: string;
	port: number;
	/** What arrived, in order; a letter that came twice stands here twice. */
	mails: Email[];
	close(): Promise<void>;
}

export interface MailboxHabits {
	/** The port to listen on, so that a mailbox can come back where it was; 0 takes a free one. */
	port?: number;
	/** Whether this mail is refused, as a server does that is too busy. */
	refuses?: () => boolean;
	/** Awaited between the arrival of a mail and the answer that it arrived. */
	beforeAnswer?: (arrived: number) => Promise<void> | void;
}

export async function openMailbox({ port = 0, refuses = () => false, beforeAnswer = () => {} }: MailboxHabits = {}): Promise<Mailbox> {
	const mails: Email[] = [];
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		disableReverseLookup: true,
		closeTimeout: 100,
		onRcptTo: (_address, _session, answer) =>
			answer(refuses() ? Object.assign(new Error('Try again later, <noor@gemeente.example>.'), { responseCode: 451 }) : null),
		onData(stream, _session, answer) {
			const receive = async () => {
				mails.push(await PostalMime.parse(Buffer.concat(await stream.toArray())));
				await beforeAnswer(mails.length);
			};
			receive().then(() => answer(), answer);
		},
	});
	// Who is killed while it sends breaks its connection; that is no trouble of the mailbox.
	server.on('error', () => {});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	const { port: taken } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${taken}`,
		port: taken,
		mails,
		close: () => new Promise((resolve) => server.close(resolve)),
	};
}

/** A port on which nobody listens, until somebody opens a mailbox there. */
export async function quietPort(): Promise<number> {
	const mailbox = await openMailbox();
	await mailbox.close();
	return mailbox.port;
}
