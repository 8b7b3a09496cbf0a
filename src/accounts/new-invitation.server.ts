import type { Tx } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Language } from '#platform/languages.ts';
import { write } from '#platform/letters/letters.server.ts';
import { speechIn } from '#platform/messages.ts';
import { hashOfToken, newId, newToken } from '#platform/tokens.ts';

const VALID_FOR = 7 * 86_400;

export interface NewInvitation {
	name: string;
	address: string;
	addressKey: string;
	language: Language;
	organisation: string;
	asAdministrator: boolean;
	asOperator: boolean;
	/** The account of who invites, or null when it is the installation itself. */
	inviter: string | null;
	/** What the letter says of who invites. */
	invitedBy: string;
}

/**
 * Writes down an invitation and its letter; one still open for the same address makes place for it. Gives its id and where it is
 * accepted. What gives somebody the right to invite is decided by who calls this.
 */
export async function insertInvitation(
	tx: Tx,
	keys: Keys,
	invitation: NewInvitation,
	origin: string,
	now: Date,
): Promise<{ id: string; url: string }> {
	const { name, address, addressKey, language, organisation, inviter, invitedBy } = invitation;
	const token = newToken();
	const id = newId(now);
	const at = now.toISOString();
	const expires = new Date(now.getTime() + VALID_FOR * 1000);
	const speech = speechIn(language);
	const url = `${origin}${speech.href(`/uitnodiging/${token}`)}`;
	await tx
		.updateTable('invitations')
		.set({ withdrawn_at: at })
		.where('address_key', '=', addressKey)
		.where('organisation', '=', organisation)
		.where('accepted_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.execute();
	const { name: organisationName } = await tx
		.selectFrom('organisations')
		.select('name')
		.where('id', '=', organisation)
		.executeTakeFirstOrThrow();
	const letter = await write(
		tx,
		keys,
		{
			to: { account: null, address, language },
			kind: 'accounts.invitation',
			subject: speech.say('accounts.invitationSubject', { inviter: invitedBy, organisation: organisationName }),
			paragraphs: [
				speech.say('accounts.invitationGreeting', { name }),
				speech.say('accounts.invitationText', { inviter: invitedBy, organisation: organisationName }),
				speech.say('accounts.invitationUntil', { day: speech.day(expires.toISOString().slice(0, 10)) }),
			],
			action: { label: speech.say('accounts.invitationAction'), url, expires: expires.toISOString() },
		},
		now,
	);
	await tx
		.insertInto('invitations')
		.values({
			id,
			hash: hashOfToken(token),
			name,
			address,
			address_key: addressKey,
			language,
			organisation,
			as_administrator: invitation.asAdministrator ? 1 : 0,
			as_operator: invitation.asOperator ? 1 : 0,
			letter,
			inviter,
			invited_at: at,
			expires_at: expires.toISOString(),
			accepted_at: null,
			withdrawn_at: null,
		})
		.execute();
	return { id, url };
}
