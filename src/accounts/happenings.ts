import type { Kinds } from '#platform/journal/filter.ts';
import type { Telling } from '#platform/journal/telling.ts';
import type { MessageKey } from '#platform/messages.ts';

/** What happens to an installation, as its operators read it. */
export const INSTALLATION_TELLING: Telling = {
	sentences: new Map<string, MessageKey>([
		['accounts.authenticator-added', 'accounts.didAddAuthenticator'],
		['accounts.changed', 'accounts.didChange'],
		['accounts.erased', 'accounts.didErase'],
		['accounts.identity-linked', 'accounts.didLink'],
		['accounts.identity-unlinked', 'accounts.didUnlink'],
		['accounts.invitation-accepted', 'accounts.didAccept'],
		['accounts.invitation-withdrawn', 'accounts.didWithdraw'],
		['accounts.invited', 'accounts.didInvite'],
		['accounts.new-password-asked', 'accounts.didAskPassword'],
		['accounts.operator-added', 'accounts.didAddOperator'],
		['accounts.passkey-added', 'accounts.didAddPasskey'],
		['accounts.passkey-refused', 'accounts.didRefusePasskey'],
		['accounts.passkey-removed', 'accounts.didRemovePasskey'],
		['accounts.password-changed', 'accounts.didChangePassword'],
		['accounts.password-reset', 'accounts.didResetPassword'],
		['accounts.provider-removed', 'accounts.didRemoveProvider'],
		['accounts.provider-set', 'accounts.didSetProvider'],
		['accounts.set-up', 'accounts.didSetUp'],
		['projects.brought-in', 'accounts.didBringProject'],
		['projects.taken-along', 'accounts.didTakeProject'],
		['stakeholders.base-added', 'stakeholders.didAddBase'],
		['stakeholders.base-changed', 'stakeholders.didChangeBase'],
		['stakeholders.base-removed', 'stakeholders.didRemoveBase'],
	]),
	fields: new Map([
		['name', { label: 'accounts.name' }],
		['language', { label: 'accounts.language' }],
	]),
};

export const INSTALLATION_KINDS: Kinds = {
	mensen: {
		name: 'accounts.kindPeople',
		actions: [
			'accounts.changed',
			'accounts.erased',
			'accounts.invitation-accepted',
			'accounts.invitation-withdrawn',
			'accounts.invited',
			'accounts.operator-added',
		],
	},
	toegang: {
		name: 'accounts.kindAccess',
		actions: [
			'accounts.authenticator-added',
			'accounts.identity-linked',
			'accounts.identity-unlinked',
			'accounts.new-password-asked',
			'accounts.passkey-added',
			'accounts.passkey-refused',
			'accounts.passkey-removed',
			'accounts.password-changed',
			'accounts.password-reset',
		],
	},
	instellingen: {
		name: 'accounts.kindSettings',
		actions: [
			'accounts.provider-removed',
			'accounts.provider-set',
			'accounts.set-up',
			'stakeholders.base-added',
			'stakeholders.base-changed',
			'stakeholders.base-removed',
		],
	},
};
