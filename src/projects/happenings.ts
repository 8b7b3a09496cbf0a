import type { Kinds } from '#platform/journal/filter.ts';
import type { Field, Names, Telling } from '#platform/journal/telling.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import { LEVEL_NAMES, type Level } from './level.ts';
import { ROLE_NAMES, type Role } from './member.ts';

const called = (value: string, names: Names): string => names.get(value) ?? value;
const word =
	(words: Record<string, MessageKey>) =>
	(value: string, _: Names, { say }: Speech) => {
		const key = Object.hasOwn(words, value) ? words[value] : undefined;
		return key ? say(key) : value;
	};

const asDay = (value: string, _: Names, { day }: Speech) => day(value);

/** Progress lies above projects, so its words are named here by their keys. */
const PROGRESS: Record<string, MessageKey> = {
	untouched: 'progress.statusUntouched',
	started: 'progress.statusStarted',
	paused: 'progress.statusPaused',
	finished: 'progress.statusFinished',
	revise: 'progress.statusRevise',
	unneeded: 'progress.statusUnneeded',
};

/** So do stakeholders and registers. */
const STEP_WORDS = ['One', 'Two', 'Three', 'Four', 'Five'] as const;
const INTEREST: Record<string, MessageKey> = Object.fromEntries(
	STEP_WORDS.map((step, index) => [String(index + 1), `stakeholders.interest${step}` as const]),
);
const INFLUENCE: Record<string, MessageKey> = Object.fromEntries(
	STEP_WORDS.map((step, index) => [String(index + 1), `stakeholders.influence${step}` as const]),
);
const GROUPS: Record<string, MessageKey> = {
	deciding: 'stakeholders.deciding',
	thinking: 'stakeholders.thinking',
	working: 'stakeholders.working',
	informed: 'stakeholders.informed',
};

const REGISTERS: Record<string, MessageKey> = {
	ambitions: 'registers.ambitions',
	priorities: 'registers.priorities',
	conditions: 'registers.conditions',
	risks: 'registers.risks',
	concerns: 'registers.concerns',
	wishes: 'registers.wishes',
	opportunities: 'registers.opportunities',
	goals: 'registers.goals',
	criteria: 'registers.criteria',
	costs: 'registers.costs',
	deadlocks: 'registers.deadlocks',
};

const OUTCOMES: Record<string, MessageKey> = { clash: 'registers.clash', reinforcement: 'registers.reinforcement' };

/** What happens in a project, as its members read it. */
export const PROJECT_TELLING: Telling = {
	sentences: new Map<string, MessageKey>([
		['logbook.changed', 'logbook.didChange'],
		['logbook.confirmed', 'logbook.didConfirm'],
		['logbook.entered', 'logbook.didEnter'],
		['logbook.finished', 'logbook.didFinish'],
		['logbook.reacted', 'logbook.didReact'],
		['logbook.reaction-taken-back', 'logbook.didTakeBack'],
		['logbook.related', 'logbook.didRelate'],
		['logbook.removed', 'logbook.didRemove'],
		['logbook.taken-up-again', 'logbook.didTakeUpAgain'],
		['documents.added', 'documents.didAdd'],
		['documents.infected', 'documents.didFindInfected'],
		['meetings.closed', 'meetings.didClose'],
		['meetings.guest-sent-away', 'meetings.didSendAway'],
		['meetings.locked', 'meetings.didLock'],
		['meetings.opened', 'meetings.didOpen'],
		['meetings.unlocked', 'meetings.didUnlock'],
		['printouts.asked', 'printouts.didAsk'],
		['printouts.thrown-away', 'printouts.didThrowAway'],
		['progress.accepted', 'progress.didAccept'],
		['progress.changed', 'progress.didChange'],
		['progress.declined', 'progress.didDecline'],
		['progress.proposed', 'progress.didPropose'],
		['progress.sensitivity-changed', 'progress.didSensitive'],
		['progress.wait-added', 'progress.didWait'],
		['progress.wait-ended', 'progress.didEndWait'],
		['projects.archived', 'projects.didArchive'],
		['projects.begun', 'projects.didBegin'],
		['projects.changed', 'projects.didChange'],
		['projects.end-announced', 'projects.didAnnounceEnd'],
		['projects.informing-changed', 'projects.didChangeInforming'],
		['projects.invitation-accepted', 'projects.didAccept'],
		['projects.invitation-declined', 'projects.didDecline'],
		['projects.invitation-withdrawn', 'projects.didWithdrawInvitation'],
		['projects.invited', 'projects.didInvite'],
		['projects.leader-appointed', 'projects.didAppoint'],
		['projects.left', 'projects.didLeave'],
		['projects.member-added', 'projects.didAddMember'],
		['projects.membership-ended', 'projects.didEndMembership'],
		['projects.note-withdrawn', 'projects.didWithdrawNote'],
		['projects.note-written', 'projects.didWriteNote'],
		['projects.opened-from-outside', 'projects.didOpen'],
		['projects.opening-closed', 'projects.didClose'],
		['projects.reopened', 'projects.didReopen'],
		['projects.role-changed', 'projects.didChangeRole'],
		['projects.subproject-added', 'projects.didAddPart'],
		['projects.taken-along', 'projects.didTakeAlong'],
		['registers.added', 'registers.didAdd'],
		['registers.changed', 'registers.didChange'],
		['registers.remarked', 'registers.didRemark'],
		['registers.pair-confirmed', 'registers.didConfirmPair'],
		['registers.pair-resolved', 'registers.didResolvePair'],
		['registers.pair-set-aside', 'registers.didSetPairAside'],
		['registers.pair-taken-back', 'registers.didTakePairBack'],
		['registers.removed', 'registers.didRemove'],
		['stakeholders.added', 'stakeholders.didAdd'],
		['stakeholders.changed', 'stakeholders.didChange'],
		['stakeholders.grouped', 'stakeholders.didGroup'],
		['stakeholders.placed', 'stakeholders.didPlace'],
		['stakeholders.removed', 'stakeholders.didRemove'],
		['stakeholders.scored', 'stakeholders.didScore'],
	]),
	fields: new Map<string, Field>([
		['name', { label: 'accounts.name' }],
		['leader', { label: 'projects.leader', word: called }],
		['municipality', { label: 'projects.municipality' }],
		['codes', { label: 'projects.codes' }],
		['area', { label: 'projects.area' }],
		['archetype', { label: 'projects.archetype' }],
		['edition', { label: 'projects.edition' }],
		['plannedStart', { label: 'projects.plannedStart' }],
		['plannedEnd', { label: 'projects.plannedEnd' }],
		['keptYears', { label: 'projects.keptYears' }],
		['shown', { label: 'projects.isShown', word: (_value, _names, { say }) => say('platform.yes') }],
		['goes', { label: 'projects.goes', word: (value, _names, { day }) => day(value) }],
		['role', { label: 'projects.role', word: word(ROLE_NAMES satisfies Record<Role, MessageKey>) }],
		['subproject', { label: 'projects.part', word: called }],
		['withCore', { label: 'printouts.withCore', word: word({ yes: 'platform.yes', no: 'platform.no' }) }],
		['level', { label: 'projects.level', word: word(LEVEL_NAMES satisfies Record<Level, MessageKey>) }],
		['reason', { label: 'projects.reason' }],
		['title', { label: 'logbook.title' }],
		['text', { label: 'logbook.text' }],
		['url', { label: 'logbook.url' }],
		['why', { label: 'logbook.why' }],
		['by', { label: 'logbook.by' }],
		['ground', { label: 'logbook.ground' }],
		['alternatives', { label: 'logbook.alternatives' }],
		['consequences', { label: 'logbook.consequences' }],
		['happenedOn', { label: 'logbook.happenedOn', word: (day, _, speech) => speech.day(day) }],
		['note', { label: 'logbook.doneNote' }],
		['junctionTitle', { label: 'progress.junction' }],
		['waitsFor', { label: 'progress.waitsFor' }],
		['status', { label: 'progress.status', word: word(PROGRESS) }],
		['sensitive', { label: 'guide.sensitive', word: word({ yes: 'platform.yes', no: 'platform.no' }) }],
		['owner', { label: 'progress.owner', word: called }],
		['plannedFrom', { label: 'progress.plannedFrom', word: asDay }],
		['plannedUntil', { label: 'progress.plannedUntil', word: asDay }],
		['register', { label: 'registers.register', word: word(REGISTERS) }],
		['outcome', { label: 'registers.outcome', word: word(OUTCOMES) }],
		['measured', { label: 'registers.measured' }],
		['dwellings', { label: 'stakeholders.dwellings' }],
		['share', { label: 'stakeholders.share' }],
		['source', { label: 'stakeholders.source' }],
		['relationOwner', { label: 'stakeholders.owner', word: called }],
		['reviewOn', { label: 'stakeholders.reviewOn', word: asDay }],
		['interest', { label: 'stakeholders.interest', word: word(INTEREST) }],
		['influence', { label: 'stakeholders.influence', word: word(INFLUENCE) }],
		['group', { label: 'stakeholders.groupTitle', word: word(GROUPS) }],
	]),
};

export const PROJECT_KINDS: Kinds = {
	mensen: {
		name: 'projects.kindPeople',
		actions: [
			'projects.informing-changed',
			'projects.invitation-accepted',
			'projects.invitation-declined',
			'projects.invitation-withdrawn',
			'projects.invited',
			'projects.leader-appointed',
			'projects.left',
			'projects.member-added',
			'projects.membership-ended',
			'projects.role-changed',
		],
	},
	logboek: {
		name: 'logbook.logbook',
		actions: [
			'logbook.changed',
			'logbook.confirmed',
			'logbook.entered',
			'logbook.finished',
			'logbook.reacted',
			'logbook.reaction-taken-back',
			'logbook.related',
			'logbook.removed',
			'logbook.taken-up-again',
			// What there was before the logbook.
			'projects.note-withdrawn',
			'projects.note-written',
		],
	},
	voortgang: {
		name: 'progress.kindProgress',
		actions: [
			'progress.accepted',
			'progress.changed',
			'progress.declined',
			'progress.proposed',
			'progress.sensitivity-changed',
			'progress.wait-added',
			'progress.wait-ended',
		],
	},
	partijen: {
		name: 'stakeholders.kindStakeholders',
		actions: [
			'stakeholders.added',
			'stakeholders.changed',
			'stakeholders.grouped',
			'stakeholders.placed',
			'stakeholders.removed',
			'stakeholders.scored',
		],
	},
	lijsten: {
		name: 'registers.kindRegisters',
		actions: [
			'registers.added',
			'registers.changed',
			'registers.pair-confirmed',
			'registers.pair-resolved',
			'registers.pair-set-aside',
			'registers.pair-taken-back',
			'registers.remarked',
			'registers.removed',
		],
	},
	project: {
		name: 'projects.kindProject',
		actions: [
			'printouts.asked',
			'printouts.thrown-away',
			'projects.archived',
			'projects.begun',
			'projects.changed',
			'projects.end-announced',
			'projects.opened-from-outside',
			'projects.opening-closed',
			'projects.reopened',
			'projects.subproject-added',
			'projects.taken-along',
		],
	},
};
