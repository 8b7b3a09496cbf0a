/** Everything the security log tells of. Whoever reads it by program can count on no other word. */
export const SECURITY_ACTIONS = [
	'access',
	'account.changed',
	'account.deactivated',
	'account.erased',
	'account.exported',
	'account.reactivated',
	'administrator.added',
	'administrator.removed',
	'address.change-asked',
	'address.changed',
	'address.restored',
	'agenda',
	'agenda.made',
	'agenda.ended',
	'api-token',
	'api-token.made',
	'api-token.new-place',
	'api-token.revoked',
	'colleague-link',
	'colleague-link.ended',
	'colleague-link.made',
	'configuration.changed',
	'daily.failed',
	'duty.ended',
	'duty.given',
	'factor.added',
	'factor.removed',
	'guest.joined',
	'guest.sent-away',
	'installation.set-up',
	'installation.started',
	'installation.stopped',
	'invitation.accepted',
	'invitation.made',
	'invitation.withdrawn',
	'journal.broken',
	'join-code',
	'journal.exported',
	'limit',
	'meeting.closed',
	'meeting.locked',
	'meeting.opened',
	'meeting.unlocked',
	'limit.forgiven',
	'logbook.exported',
	'members.exported',
	'membership.added',
	'membership.changed',
	'membership.ended',
	'operator.added',
	'operator.removed',
	'organisation.founded',
	'password.changed',
	'password.reset',
	'password.reset-asked',
	'printout.taken',
	'project.brought-in',
	'project.exported',
	'project.closed-from-outside',
	'project.opened-from-outside',
	'project.printed',
	'project.removed',
	'recovery-code',
	'sample.begun',
	'sample.removed',
	'second-factor',
	'second-factor.reset',
	'second-factor.reset-confirmed',
	'second-factor.reset-started',
	'second-factor.reset-stopped',
	'shared-item.released',
	'shared-item.taken-back',
	'shared-items.exported',
	'sign-in',
	'sign-ins.ended',
	'sign-out',
	'single-sign-on',
	'registers.exported',
	'stakeholders.exported',
	'trial.asked',
	'trial.begun',
	'trial.ended',
	'trial.exported',
	'trial.extended',
	'trial.made-lasting',
	'trial.removed',
	'upload',
	'upload.infected',
] as const;
export type SecurityAction = (typeof SECURITY_ACTIONS)[number];

export const SECURITY_RESULTS = ['done', 'refused', 'limited'] as const;
export type SecurityResult = (typeof SECURITY_RESULTS)[number];

/** Who is not signed in, or says to be somebody without having proven it. */
export const NOBODY = 'nobody';

/** The six fields that BIO2 asks for, and the request they belong to. */
export interface SecurityEvent {
	/** UTC, in milliseconds. */
	at: string;
	action: SecurityAction;
	/** What it was done to: a pseudonym, an id, the pattern of an address, the name of a limit. */
	object: string;
	result: SecurityResult;
	/** The house at the address, as `whoIsAt` tells it, or the program. */
	origin: string;
	/** A pseudonym, or `nobody`. */
	actor: string;
	/** What the lines of one request have in common. */
	request: string;
}

/** What ids, pseudonyms, patterns and places are made of. A mail address has a sign that is not in it, and so has a second line. */
const PLAIN = /^[\w.:/[\]= -]{1,120}$/;
const UNTOLD = '?';

/** The event as one line. What is not made of plain signs is not told, whoever put it there. */
export function lineOf({ at, action, object, result, origin, actor, request }: SecurityEvent): string {
	const plain = (text: string) => (PLAIN.test(text) ? text : UNTOLD);
	const told = { at, action, object: plain(object), result, origin: plain(origin), actor: plain(actor), request: plain(request) };
	return `${JSON.stringify(told)}\n`;
}
