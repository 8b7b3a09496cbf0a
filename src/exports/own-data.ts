import type { Factor, OwnData } from '#accounts/own-data.server.ts';
import { KIND_NAMES, type OrganisationKind } from '#organisations/organisation.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import { escapeXml } from '#platform/xml.ts';

const FACTORS: Record<Factor['kind'], MessageKey> = {
	password: 'accounts.password',
	app: 'exports.ownApp',
	'recovery-code': 'accounts.recoveryCode',
	passkey: 'exports.ownPasskey',
	organisation: 'exports.ownSingleSignOn',
};

/** What is kept of a person as one page to read and print. Nothing in it runs, is fetched, or needs us. */
export function ownDataPage(data: OwnData, installation: string, speech: Speech): string {
	const { say } = speech;
	const { account, organisation } = data;
	const at = (moment: string | null) => (moment === null ? '–' : speech.moment(moment));
	const yes = (is: boolean) => say(is ? 'platform.yes' : 'platform.no');
	const rowsOf = rowsIn(say);
	const invitations = (rows: OwnData['invitationsMade']) =>
		rowsOf(
			['accounts.name', 'accounts.address', 'exports.ownWhen', 'exports.ownUntil', 'exports.ownAccepted', 'exports.ownWithdrawn'],
			rows.map((one) => [one.name, one.address, at(one.invitedAt), at(one.expiresAt), at(one.acceptedAt), at(one.withdrawnAt)]),
		);
	const sections: [MessageKey, string][] = [
		[
			'exports.ownAccount',
			list([
				[say('accounts.name'), account.name],
				[say('accounts.address'), account.address],
				[say('accounts.language'), account.language],
				[say('accounts.organisation'), `${organisation.name} (${say(KIND_NAMES[organisation.kind as OrganisationKind])})`],
				[say('exports.ownSince'), at(account.since)],
				[say('exports.ownPseudonym'), account.pseudonym],
				[say('exports.ownIsOperator'), yes(account.isOperator)],
				[say('exports.ownIsAdministrator'), yes(account.isAdministrator)],
			]),
		],
		[
			'accounts.signIns',
			rowsOf(
				['exports.ownDevice', 'exports.ownWhen', 'exports.ownSeen'],
				data.signIns.map(({ device, beganAt, seenAt }) => [device, at(beganAt), at(seenAt)]),
			),
		],
		[
			'exports.ownDevices',
			rowsOf(
				['exports.ownSince'],
				data.devices.map(({ since }) => [at(since)]),
			),
		],
		[
			'exports.ownFactors',
			rowsOf(
				['exports.ownWhat', 'exports.ownCalled', 'exports.ownAdded', 'exports.ownUsed'],
				data.factors.map(({ kind, name, addedAt, usedAt }) => [say(FACTORS[kind]), name ?? '–', at(addedAt), at(usedAt)]),
			),
		],
		[
			'accounts.letters',
			rowsOf(
				['exports.ownWhen', 'exports.ownSubject', 'exports.ownText', 'exports.ownRead', 'exports.ownSent'],
				data.letters.map((one) => [at(one.writtenAt), one.subject, one.paragraphs.join('\n'), at(one.readAt), at(one.sentAt)]),
			),
		],
		['exports.ownInvitationsGot', invitations(data.invitationsGot)],
		['exports.ownInvitationsMade', invitations(data.invitationsMade)],
		[
			'exports.ownJournal',
			rowsOf(
				['exports.ownWhen', 'exports.ownWhat', 'exports.ownAbout', 'exports.ownChain'],
				data.journal.map(({ at: when, action, object, chain, seq }) => [at(when), action, object, `${chain} ${seq}`]),
			),
		],
	];
	const title = escapeXml(say('exports.ownTitle', { installation }));
	return [
		'<!doctype html>',
		`<html lang="${speech.language}">`,
		`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>`,
		'<body>',
		'<main>',
		`<h1>${title}</h1>`,
		`<p>${escapeXml(say('exports.ownLead', { moment: speech.moment(data.madeAt) }))}</p>`,
		...sections.map(([heading, body]) => `<h2>${escapeXml(say(heading))}</h2>\n${body}`),
		'</main>',
		'</body>',
		'</html>',
		'',
	].join('\n');
}

const list = (rows: [string, string][]): string => `<ul>\n<li>${linesOf(rows)}</li>\n</ul>`;

/** A list and no table: without styles it fits a telephone, and who listens hears with each word what it is. */
const rowsIn = (say: Speech['say']) => (columns: MessageKey[], rows: string[][]) => {
	if (rows.length === 0) return `<p>${escapeXml(say('exports.ownNothing'))}</p>`;
	const items = rows.map((row) => `<li>${linesOf(row.map((cell, index) => [say(columns[index] ?? 'exports.ownWhat'), cell]))}</li>`);
	return `<ul>\n${items.join('\n')}\n</ul>`;
};

const linesOf = (rows: [string, string][]): string =>
	rows.map(([name, value]) => `<strong>${escapeXml(name)}</strong>: ${wrapping(value)}`).join('<br>\n');

/** Ids and addresses have no spaces to break at. */
const wrapping = (text: string): string =>
	escapeXml(text)
		.replace(/[@_/-]/g, '$&<wbr>')
		.replaceAll('\n', '<br>');
