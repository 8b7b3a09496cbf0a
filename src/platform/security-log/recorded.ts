import type { SecurityAction, SecurityResult } from './event.ts';

interface Told {
	action: SecurityAction;
	result: SecurityResult;
}
const done = (action: SecurityAction): Told => ({ action, result: 'done' });

/** What the journal records and the security log tells as well. */
const RECORDED = new Map<string, Told>([
	['accounts.address-change-asked', done('address.change-asked')],
	['accounts.address-changed', done('address.changed')],
	['accounts.address-restored', done('address.restored')],
	['accounts.authenticator-added', done('factor.added')],
	['accounts.changed', done('account.changed')],
	['accounts.erased', done('account.erased')],
	['accounts.identity-linked', done('factor.added')],
	['accounts.identity-unlinked', done('factor.removed')],
	['accounts.invitation-accepted', done('invitation.accepted')],
	['accounts.invitation-withdrawn', done('invitation.withdrawn')],
	['accounts.invited', done('invitation.made')],
	['accounts.new-password-asked', done('password.reset-asked')],
	['accounts.operator-added', done('operator.added')],
	['accounts.passkey-added', done('factor.added')],
	['accounts.passkey-refused', { action: 'second-factor', result: 'refused' }],
	['accounts.passkey-removed', done('factor.removed')],
	['accounts.password-changed', done('password.changed')],
	['accounts.password-reset', done('password.reset')],
	['accounts.provider-removed', done('configuration.changed')],
	['accounts.provider-set', done('configuration.changed')],
	['accounts.second-factor-reset', done('second-factor.reset')],
	['accounts.second-factor-reset-confirmed', done('second-factor.reset-confirmed')],
	['accounts.second-factor-reset-started', done('second-factor.reset-started')],
	['accounts.second-factor-reset-stopped', done('second-factor.reset-stopped')],
	['accounts.second-factor-reset-withdrawn', done('second-factor.reset-stopped')],
	['accounts.set-up', done('installation.set-up')],
	['operating.limit-forgiven', done('limit.forgiven')],
	['operating.operator-removed', done('operator.removed')],
	['operating.organisation-founded', done('organisation.founded')],
	['operating.sign-ins-ended', done('sign-ins.ended')],
	['meetings.closed', done('meeting.closed')],
	['meetings.guest-joined', done('guest.joined')],
	['meetings.guest-sent-away', done('guest.sent-away')],
	['meetings.locked', done('meeting.locked')],
	['meetings.opened', done('meeting.opened')],
	['meetings.unlocked', done('meeting.unlocked')],
	['projects.member-added', done('membership.added')],
	['projects.membership-ended', done('membership.ended')],
	['projects.opened-from-outside', done('project.opened-from-outside')],
]);

/** What the security log says of something the journal recorded, or nothing when it does not concern it. */
export const toldOf = (recorded: string): Told | undefined => RECORDED.get(recorded);
