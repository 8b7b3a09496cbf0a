import type { Factor, OwnData } from '#accounts/own-data.server.ts';
import type { OwnApiToken } from '#api-tokens/api-tokens.server.ts';
import { SCOPE_NAMES } from '#api-tokens/scope.ts';
import type { OwnDocuments } from '#documents/own-data.server.ts';
import { DUTY_NAMES, type Duty } from '#duties/duty.ts';
import { KIND_NAMES as ENTRY_KIND_NAMES } from '#logbook/entry.ts';
import type { OwnLogbook } from '#logbook/own-data.server.ts';
import type { OwnMeetings } from '#meetings/own-data.server.ts';
import { KIND_NAMES, type OrganisationKind } from '#organisations/organisation.ts';
import { WAY_NAMES } from '#platform/letters/kinds.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import type { OwnPrintouts } from '#printouts/own-data.server.ts';
import { FORM_NAMES } from '#printouts/printout.ts';
import type { OwnProgress } from '#progress/own-data.server.ts';
import { STATUS_NAMES } from '#progress/status.ts';
import { LEVEL_NAMES } from '#projects/level.ts';
import { ROLE_NAMES } from '#projects/member.ts';
import type { Answer, OwnProjectData } from '#projects/own-data.server.ts';
import { registerOf } from '#registers/all.ts';
import type { OwnRegisters } from '#registers/own-data.server.ts';
import { OUTCOME_NAMES, VERDICT_NAMES } from '#registers/pairs/pair.ts';
import { STATE_NAMES as INVOLVEMENT_STATES, wayTold, whenTold } from '#stakeholders/involvement/telling.ts';
import { GROUP_NAMES, type Group, type Place } from '#stakeholders/judgement.ts';
import type { OwnStakeholders } from '#stakeholders/own-data.server.ts';
import { AXES, stepName } from '#stakeholders/steps.ts';
import { LINE_NAMES } from '#talks/line.ts';
import type { OwnTalks } from '#talks/own-data.server.ts';
import { STATE_NAMES } from '#talks/shared.ts';
import { PRIVACY_NAMES, STAGE_NAMES } from '#talks/talk.ts';
import type { OwnTrialRequest } from '#trials/own-data.server.ts';
import { list, rowsIn, sheet } from './sheet.ts';

const FACTORS: Record<Factor['kind'], MessageKey> = {
	password: 'accounts.password',
	app: 'exports.ownApp',
	'recovery-code': 'accounts.recoveryCode',
	passkey: 'exports.ownPasskey',
	organisation: 'exports.ownSingleSignOn',
};

const FOLLOWED = { entry: 'logbook.entry', junction: 'logbook.junction', project: 'exports.ownProject' } as const satisfies Record<
	string,
	MessageKey
>;

const ANSWERS: Record<Answer, MessageKey> = {
	none: 'projects.answerNone',
	accepted: 'projects.answerAccepted',
	declined: 'projects.answerDeclined',
	withdrawn: 'projects.answerWithdrawn',
};

/** What somebody does for the installation, and what comes in for them. */
export interface OwnAccess {
	duties: { duty: Duty; since: string }[];
	apiTokens: OwnApiToken[];
	/** Since when their calendar program can fetch what they have to do. */
	agenda: { madeAt: string } | null;
	trialRequests: OwnTrialRequest[];
}

/** What is kept of a person as one page to read and print. Nothing in it runs, is fetched, or needs us. */
export function ownDataPage(
	data: OwnData &
		OwnProjectData &
		OwnMeetings &
		OwnDocuments &
		OwnPrintouts &
		OwnAccess & { logbook: OwnLogbook; progress: OwnProgress; register: OwnStakeholders; lists: OwnRegisters; inConfidence: OwnTalks },
	installation: string,
	speech: Speech,
): string {
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
	const listCalled = (id: string) => say(registerOf(id)?.title ?? 'registers.registers');
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
				[say('accounts.lastSignIn'), at(account.signedInAt)],
				[say('accounts.lastSignInBefore'), at(account.signedInBefore)],
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
		[
			'accounts.choices',
			rowsOf(
				['exports.ownWhat', 'exports.ownCalled', 'exports.ownWhen'],
				data.letterChoices.map(({ kind, way, chosenAt }) => [kind, say(WAY_NAMES[way]), at(chosenAt)]),
			),
		],
		[
			'accounts.addressTitle',
			rowsOf(
				['accounts.addressNew', 'exports.ownFormerAddress', 'exports.ownWhen', 'exports.ownConfirmed'],
				data.addressChanges.map((one) => [one.address, one.former ?? '–', at(one.askedAt), at(one.confirmedAt)]),
			),
		],
		[
			'accounts.resets',
			rowsOf(
				['exports.ownWhen', 'accounts.resetReason', 'exports.ownConfirmed', 'exports.ownUsed', 'exports.ownWithdrawn'],
				data.resets.map((one) => [
					at(one.startedAt),
					one.reason,
					at(one.confirmedAt),
					at(one.usedAt),
					at(one.stoppedAt ?? one.withdrawnAt),
				]),
			),
		],
		[
			'duties.yours',
			rowsOf(
				['duties.duty', 'exports.ownSince'],
				data.duties.map(({ duty, since }) => [say(DUTY_NAMES[duty]), at(since)]),
			),
		],
		[
			'api-tokens.tokens',
			rowsOf(
				['exports.ownCalled', 'api-tokens.scopes', 'exports.ownAdded', 'exports.ownUntil', 'exports.ownUsed'],
				data.apiTokens.map(({ name, scopes, madeAt, expiresAt, uses }) => [
					name,
					scopes.map((scope) => say(SCOPE_NAMES[scope])).join('\n'),
					at(madeAt),
					at(expiresAt),
					uses.map(({ day, place }) => `${speech.day(day)}, ${place}`).join('\n') || '–',
				]),
			),
		],
		['exports.ownAgenda', rowsOf(['exports.ownSince'], data.agenda === null ? [] : [[at(data.agenda.madeAt)]])],
		[
			'exports.ownTrials',
			rowsOf(
				['exports.ownWhen', 'exports.ownUntil', 'accounts.organisation', 'exports.ownWhat'],
				data.trialRequests.map((one) => [at(one.askedAt), at(one.until), one.organisation, one.purpose]),
			),
		],
		['exports.ownInvitationsGot', invitations(data.invitationsGot)],
		['exports.ownInvitationsMade', invitations(data.invitationsMade)],
		[
			'exports.ownMemberships',
			rowsOf(
				['exports.ownProject', 'projects.role', 'projects.part', 'exports.ownFrom', 'exports.ownUntil'],
				data.memberships.map((one) => [one.project, say(ROLE_NAMES[one.role]), one.part ?? '–', at(one.from), at(one.to)]),
			),
		],
		[
			'exports.ownProjectInvitations',
			rowsOf(
				['exports.ownProject', 'projects.role', 'projects.invitedBy', 'exports.ownWhen', 'exports.ownUntil', 'projects.answer'],
				data.projectInvitations.map((one) => [
					...[one.project, say(ROLE_NAMES[one.role]), one.by ?? '–', at(one.at), at(one.until), say(ANSWERS[one.answer])],
				]),
			),
		],
		[
			'logbook.logbook',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'projects.part', 'logbook.kind', 'projects.level', 'logbook.text'],
				data.logbook.entries.map((one) => [
					at(one.writtenAt),
					one.project,
					one.part ?? '–',
					say(ENTRY_KIND_NAMES[one.kind]),
					say(LEVEL_NAMES[one.level]),
					one.text || '–',
				]),
			),
		],
		[
			'logbook.reactions',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'logbook.text'],
				data.logbook.reactions.map((one) => [at(one.writtenAt), one.project, one.text || '–']),
			),
		],
		[
			'logbook.myActions',
			rowsOf(
				['exports.ownProject', 'logbook.due', 'logbook.doneOn'],
				data.logbook.actions.map((one) => [one.project, one.dueOn ?? '–', one.doneOn ?? '–']),
			),
		],
		[
			'logbook.following',
			rowsOf(
				['exports.ownProject', 'logbook.kind', 'exports.ownSince'],
				data.logbook.follows.map((one) => [one.project, say(FOLLOWED[one.kind as keyof typeof FOLLOWED]), at(one.since)]),
			),
		],
		[
			'progress.progress',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'projects.part', 'progress.junction', 'progress.status', 'progress.columnWhy'],
				[...data.progress.changes, ...data.progress.proposals].map((one) => [
					...[at(one.at), one.project, one.part ?? '–', one.junction, say(STATUS_NAMES[one.status]), one.reason || '–'],
				]),
			),
		],
		[
			'exports.ownProgress',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'progress.junction', 'progress.columnWhy'],
				[...data.progress.sensitivities, ...data.progress.waits, ...data.progress.declined].map((one) => [
					...[at(one.at), one.project, one.junction, one.reason],
				]),
			),
		],
		[
			'stakeholders.own',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'stakeholders.party'],
				data.register.stakeholders.map((one) => [at(one.addedAt), one.project, one.name || '–']),
			),
		],
		[
			'stakeholders.ownJudgements',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'stakeholders.party', 'stakeholders.judged'],
				data.register.judgements.map((one) => [at(one.madeAt), one.project, one.name, judgedTold(one.judged, speech)]),
			),
		],
		[
			'registers.own',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'registers.register', 'registers.what'],
				data.lists.items.map((one) => [at(one.addedAt), one.project, listCalled(one.register), one.called || '–']),
			),
		],
		[
			'registers.ownRemarks',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'registers.register', 'registers.measured', 'registers.remark'],
				data.lists.remarks.map((one) => [
					...[at(one.madeAt), one.project, listCalled(one.register)],
					...[String(one.measured ?? '–'), one.text || '–'],
				]),
			),
		],
		[
			'registers.ownPairs',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'registers.outcome', 'registers.pairVerdict', 'registers.remark'],
				data.lists.pairs.map((one) => [
					...[at(one.madeAt), one.project, say(OUTCOME_NAMES[one.outcome])],
					...[say(VERDICT_NAMES[one.verdict]), one.text || '–'],
				]),
			),
		],
		[
			'talks.yours',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'talks.party', 'talks.stage', 'talks.place', 'talks.privacy'],
				data.inConfidence.talks.map(({ plannedAt, project, stage, plan }) => [
					...[at(plannedAt), project, plan.party, say(STAGE_NAMES[stage]), plan.place],
					[say(PRIVACY_NAMES[plan.privacy]), plan.agreed].filter(Boolean).join('. '),
				]),
			),
		],
		[
			'talks.said',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'talks.party', 'talks.kind', 'talks.ownWords'],
				data.inConfidence.lines.map((one) => [...[at(one.writtenAt), one.project, one.party ?? '–', say(LINE_NAMES[one.kind]), one.words]]),
			),
		],
		[
			'talks.shared',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'talks.wording'],
				data.inConfidence.shared.map((one) => [at(one.sharedAt), one.project, one.text]),
			),
		],
		[
			'talks.followUp',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'talks.state', 'talks.remark'],
				data.inConfidence.remarks.map((one) => [at(one.madeAt), one.project, say(STATE_NAMES[one.state]), one.text]),
			),
		],
		[
			'stakeholders.ownLinks',
			rowsOf(
				['exports.ownFrom', 'exports.ownUntil', 'exports.ownProject', 'stakeholders.question'],
				data.register.links.map((one) => [at(one.madeAt), at(one.openUntil), one.project, one.question]),
			),
		],
		[
			'stakeholders.ownSeats',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'stakeholders.party'],
				data.register.seats.map((one) => [at(one.addedAt), one.project, one.name]),
			),
		],
		[
			'stakeholders.ownVoices',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'accounts.name', 'stakeholders.speaksYourself'],
				data.register.voices.map((one) => [at(one.addedAt), one.project, one.name, yes(one.isSpokesperson)]),
			),
		],
		[
			'stakeholders.ownThoughts',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'accounts.name'],
				data.register.thoughts.map((one) => [at(one.thoughtAt), one.project, one.name]),
			),
		],
		[
			'stakeholders.ownInvolvements',
			rowsOf(
				[
					...(['exports.ownWhen', 'exports.ownProject', 'stakeholders.party'] as const),
					...(['stakeholders.involveTitle', 'stakeholders.state', 'stakeholders.outcome'] as const),
				],
				data.register.involvements.map((one) => [
					...[at(one.madeAt), one.project, one.name],
					[whenTold(one.plan, speech), wayTold(one.plan, speech), one.plan.purpose].join('\n'),
					...[say(INVOLVEMENT_STATES[one.state]), one.note || '–'],
				]),
			),
		],
		[
			'stakeholders.ownBase',
			rowsOf(
				['exports.ownWhen', 'stakeholders.party', 'stakeholders.contacts', 'stakeholders.source'],
				data.register.base.map(({ madeAt, facts }) => [at(madeAt), facts?.name ?? '–', facts?.contacts || '–', facts?.source || '–']),
			),
		],
		[
			'exports.ownMeetings',
			rowsOf(
				['meetings.title', 'meetings.question', 'exports.ownFrom', 'exports.ownUntil'],
				data.meetings.map((one) => [one.title, one.question, at(one.from), at(one.to)]),
			),
		],
		[
			'documents.sent',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'documents.fileName', 'documents.size', 'documents.hash'],
				data.files.map(({ addedAt, project, name, bytes, hash }) => [at(addedAt), project, name, String(bytes), hash]),
			),
		],
		[
			'printouts.printouts',
			rowsOf(
				['exports.ownWhen', 'exports.ownProject', 'printouts.form', 'exports.ownUntil'],
				data.printouts.map(({ askedAt, project, form, expiresAt }) => [at(askedAt), project, say(FORM_NAMES[form]), at(expiresAt)]),
			),
		],
		[
			'exports.ownJournal',
			rowsOf(
				['exports.ownWhen', 'exports.ownWhat', 'exports.ownAbout', 'exports.ownChain'],
				data.journal.map(({ at: when, action, object, chain, seq }) => [at(when), action, object, `${chain} ${seq}`]),
			),
		],
	];
	return sheet(
		{
			title: say('exports.ownTitle', { installation }),
			lead: say('exports.ownLead', { moment: speech.moment(data.madeAt) }),
			language: speech.language,
		},
		sections.map(([heading, body]) => [say(heading), body]),
	);
}

const judgedTold = (judged: Place | { group: Group; reason: string }, { say }: Speech): string =>
	'group' in judged
		? `${say(GROUP_NAMES[judged.group])}: ${judged.reason}`
		: AXES.map((axis) => `${say(stepName(axis, judged[axis].step))}: ${judged[axis].reason}`).join('\n');
