import { FIELDS_OF, KIND_NAMES, type Kind, type Words } from '#logbook/entry.ts';
import { RELATION_NAMES, type Relation } from '#logbook/relation.ts';
import type { Body } from '#platform/journal/journal.ts';
import { type Line, tell } from '#platform/journal/telling.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import { STATUS_NAMES, type Status } from '#progress/status.ts';
import { PROJECT_TELLING } from '#projects/happenings.ts';
import { LEVEL_NAMES, type Level } from '#projects/level.ts';
import { ROLE_NAMES, ROLES, type Role } from '#projects/member.ts';
import type { Opened } from './content.server.ts';
import { type Content, nameOf, type PageName, type Row } from './dossier.ts';
import { HOW_TO_CHECK } from './manual.ts';
import { code, facts, link, type Markup, page, paragraphs, records, section } from './markup.ts';
import { registers } from './registers-page.ts';
import { shared } from './shared-page.ts';
import { stakeholders } from './stakeholders-page.ts';

const TITLES: Record<PageName, MessageKey> = {
	'index.html': 'dossiers.pageIndex',
	'partijen.html': 'stakeholders.stakeholders',
	'doelen-en-wensen.html': 'registers.registers',
	'gedeeld.html': 'talks.shared',
	'logboek.html': 'logbook.logbook',
	'documenten.html': 'dossiers.pageDocuments',
	'voortgang.html': 'dossiers.pageProgress',
	'bijeenkomsten.html': 'dossiers.pageMeetings',
	'journaal.html': 'projects.journal',
};

/** What a page needs to name people, parts and entries by. */
export interface Reading {
	content: Content;
	speech: Speech;
	person(pseudonym: unknown): string;
	part(id: unknown): string;
	on(moment: unknown): string;
	rows(list: string): Row[];
}

/** The pages of a dossier by their file names: made of what stands in `project.json` and the journal, and of nothing else. */
export function pagesOf(opened: Opened, journal: string, speech: Speech): Record<PageName, string> {
	const { content } = opened;
	const { say, day } = speech;
	const people = new Map(content.people.map(({ pseudonym, name }) => [pseudonym, name]));
	const parts = new Map((content.lists.subprojects ?? []).map(({ id, name }) => [id, String(name)]));
	const reading: Reading = {
		...{ content, speech },
		person: (pseudonym) => people.get(String(pseudonym)) ?? (pseudonym === null ? say('dossiers.nobodyAnyMore') : String(pseudonym)),
		part: (id) => parts.get(String(id)) ?? '',
		on: (moment) => (typeof moment === 'string' ? day(moment.slice(0, 10)) : ''),
		rows: (list) => content.lists[list] ?? [],
	};
	const bodies: Record<PageName, Markup> = {
		'index.html': about(reading, opened.waiting),
		'partijen.html': stakeholders(reading),
		'doelen-en-wensen.html': registers(reading),
		'gedeeld.html': shared(reading),
		'logboek.html': logbook(reading),
		'documenten.html': documents(reading),
		'voortgang.html': progress(reading),
		'bijeenkomsten.html': meetings(reading),
		'journaal.html': journalPage(reading, journal),
	};
	const name = String(content.project.name);
	const links = Object.entries(TITLES).map(([file, title]) => ({ file, title: say(title) }));
	return Object.fromEntries(
		Object.entries(bodies).map(([file, body]) => [
			file,
			page(
				{ name, title: say(TITLES[file as PageName]), language: speech.language, links, file, contents: say('dossiers.contents') },
				body,
			),
		]),
	) as Record<PageName, string>;
}

function about({ content, speech, person, part, on, rows }: Reading, waiting: number): Markup {
	const { say } = speech;
	const { project } = content;
	const members = rows('memberships')
		.toSorted((one, other) => rank(one) - rank(other))
		.map((one) => ({
			title: person(one.account),
			facts: [
				[say('accounts.organisation'), content.people.find(({ pseudonym }) => pseudonym === one.account)?.organisation ?? ''],
				[say('projects.role'), say(ROLE_NAMES[one.role as Role])],
				[say('projects.part'), part(one.subproject)],
				[say('exports.ownSince'), on(one.since)],
				[say('dossiers.until'), on(one.until)],
			] as [string, string][],
		}));
	return [
		facts([
			[say('dossiers.began'), on(project.began_at)],
			[say('dossiers.ended'), on(project.archived_at)],
			[say('dossiers.municipality'), String(project.municipality ?? '')],
			[
				say('dossiers.area'),
				[...rows('project_areas').map(({ code: one, year }) => `${one} (${year})`), project.area ?? ''].filter(Boolean).join(', '),
			],
			[
				say('projects.part'),
				rows('subprojects')
					.map(({ name }) => name)
					.join(', '),
			],
		]),
		section(say('projects.members'), records(members, say('exports.ownNothing'), 3)),
		section(say('dossiers.leftTitle'), [
			...paragraphs(say('dossiers.left')),
			...(waiting > 0 ? paragraphs(say('dossiers.leftWaiting', { count: waiting })) : []),
		]),
		section(say('dossiers.checkTitle'), [...paragraphs(say('dossiers.manualCheck')), code(HOW_TO_CHECK)]),
	].flat();
}

/** Who takes part before who did, and who leads before the others. */
const rank = ({ role, until }: Row): number => ROLES.indexOf(role as Role) + (until === null ? 0 : ROLES.length);

function logbook({ content, speech, person, part, on, rows }: Reading): Markup {
	const { say, day } = speech;
	const by = (list: string) => Map.groupBy(rows(list), ({ entry }) => entry);
	const [actions, junctions, confirmations, removals] = ['entry_actions', 'entry_junctions', 'entry_confirmations', 'entry_removals'].map(
		by,
	) as [Map<unknown, Row[]>, Map<unknown, Row[]>, Map<unknown, Row[]>, Map<unknown, Row[]>];
	const [reactions, relations, versions] = [by('entry_reactions'), by('entry_relations'), by('entry_versions')];
	const files = Map.groupBy(content.document_versions, ({ entry }) => entry);
	const titles = new Map(rows('entries').map((row) => [row.id, titleOf(row)]));
	const told = rows('entries')
		.toSorted((one, other) => (`${one.happened_on}${one.id}` < `${other.happened_on}${other.id}` ? -1 : 1))
		.map((row) => {
			const kind = row.kind as Kind;
			const [action] = actions.get(row.id) ?? [];
			const [confirmed] = confirmations.get(row.id) ?? [];
			const [removed] = removals.get(row.id) ?? [];
			const words = row.content as Words;
			return {
				id: String(row.id),
				title: `${day(String(row.happened_on))} · ${say(KIND_NAMES[kind])}${words.title ? `: ${words.title}` : ''}`,
				facts: [
					...FIELDS_OF[kind]
						.filter(({ name }) => name !== 'title')
						.map(({ name, label }): [string, string] => [say(label), words[name] ?? '']),
					[say('dossiers.by'), person(row.author)],
					[say('projects.level'), say(LEVEL_NAMES[row.level as Level])],
					[say('projects.part'), part(row.subproject)],
					[say('dossiers.junctions'), (junctions.get(row.id) ?? []).map(({ junction }) => junction).join(', ')],
					...(action
						? ([
								[say('dossiers.owner'), action.owner === null ? '' : person(action.owner)],
								[say('dossiers.due'), on(action.due_on)],
								[say('dossiers.done'), [on(action.done_on), action.done_note].filter(Boolean).join(': ')],
							] as [string, string][])
						: []),
					[say('dossiers.confirmed'), confirmed ? `${on(confirmed.at)}, ${person(confirmed.account)}` : ''],
					[say('dossiers.removed'), removed ? `${on(removed.at)}, ${person(removed.account)}: ${removed.reason}` : ''],
					...(relations.get(row.id) ?? []).map(({ kind, other }): [string, string] => [
						say(RELATION_NAMES[kind as Relation].to),
						titles.get(other) ?? String(other),
					]),
					...(reactions.get(row.id) ?? [])
						.filter(({ removed_at }) => removed_at === null)
						.map((one): [string, string] => [say('dossiers.reaction'), `${person(one.author)}, ${on(one.written_at)}: ${one.text}`]),
					...(versions.get(row.id) ?? []).map((one): [string, string] => [
						say('dossiers.before', { number: Number(one.version) }),
						Object.values(one.content as Words).join('\n'),
					]),
				] as [string, string][],
				links: (files.get(row.id) ?? []).map((file) => ({ href: nameOf(file as never), label: String(file.name) })),
			};
		});
	return records(told, say('exports.ownNothing'));
}

const titleOf = ({ content }: Row): string => {
	const { title, text: words = '' } = content as Words;
	return title ?? words.split('\n', 1)[0]?.slice(0, 80) ?? '';
};

function documents({ content, speech, person, on, rows }: Reading): Markup {
	const titles = new Map(rows('entries').map((row) => [row.id, titleOf(row)]));
	const bytes = new Map(content.documents.map((one) => [nameOf(one), one.bytes]));
	const told = content.document_versions.map((one) => ({
		title: titles.get(one.entry) || String(one.name),
		facts: [
			[speech.say('dossiers.version'), String(one.number)],
			[speech.say('dossiers.sentBy'), `${person(one.author)}, ${on(one.added_at)}`],
			[speech.say('dossiers.size'), speech.size(bytes.get(nameOf(one as never)) ?? 0)],
			['SHA-256', String(one.hash)],
		] as [string, string][],
		links: [{ href: nameOf(one as never), label: String(one.name) }],
	}));
	return records(told, speech.say('exports.ownNothing'));
}

function progress({ speech, person, part, on, rows }: Reading): Markup {
	const { say } = speech;
	const wished = (one: Row): [string, string][] => [
		[say('dossiers.status'), say(STATUS_NAMES[one.status as Status])],
		[say('dossiers.reason'), String(one.reason)],
		[say('projects.part'), part(one.subproject)],
		[say('dossiers.owner'), one.owner === null ? '' : person(one.owner)],
		[say('dossiers.happened'), on(one.happened_on)],
		[say('dossiers.planned'), [on(one.planned_from), on(one.planned_until)].filter(Boolean).join(' – ')],
	];
	const changes = rows('progress_changes').map((one) => ({
		title: `${on(one.made_at)} · ${one.junction}`,
		facts: [...wished(one), [say('dossiers.by'), person(one.author)]] as [string, string][],
	}));
	const proposals = rows('progress_proposals').map((one) => ({
		title: `${on(one.proposed_at)} · ${one.junction}`,
		facts: [
			...wished(one),
			[say('dossiers.by'), person(one.proposer)],
			[say('dossiers.settled'), one.settled_at === null ? '' : `${on(one.settled_at)}, ${person(one.settled_by)}`],
			[say('dossiers.declined'), String(one.decline_reason ?? '')],
		] as [string, string][],
	}));
	const sensitive = rows('sensitivity_changes').map((one) => ({
		title: `${on(one.made_at)} · ${one.junction}`,
		facts: [
			[say('dossiers.sensitive'), say(one.sensitive === 1 ? 'dossiers.yes' : 'dossiers.no')],
			[say('dossiers.reason'), String(one.reason)],
			[say('dossiers.college'), on(one.college_on) || String(one.college_unneeded ?? '')],
			[say('dossiers.council'), on(one.council_on) || String(one.council_unneeded ?? '')],
			[say('dossiers.by'), person(one.author)],
		] as [string, string][],
	}));
	const waits = rows('waits').map((one) => ({
		title: `${one.junction} → ${one.waits_for}`,
		facts: [
			[say('dossiers.reason'), String(one.reason)],
			[say('dossiers.by'), `${person(one.author)}, ${on(one.made_at)}`],
			[say('dossiers.ended'), on(one.ended_at)],
		] as [string, string][],
	}));
	const nothing = say('exports.ownNothing');
	return [
		section(say('dossiers.changes'), records(changes, nothing, 3)),
		section(say('dossiers.proposals'), records(proposals, nothing, 3)),
		section(say('dossiers.sensitivity'), records(sensitive, nothing, 3)),
		section(say('dossiers.waits'), records(waits, nothing, 3)),
	].flat();
}

function meetings({ speech, person, on, rows }: Reading): Markup {
	const { say } = speech;
	const said = Map.groupBy(rows('contributions'), ({ meeting }) => meeting);
	const told = rows('meetings').map((one) => ({
		title: `${on(one.opened_at)} · ${one.title}`,
		facts: [
			[say('dossiers.question'), String(one.question)],
			[say('dossiers.host'), person(one.host)],
			...(said.get(one.id) ?? []).map((contribution): [string, string] => [say('dossiers.contribution'), String(contribution.text)]),
		] as [string, string][],
	}));
	return records(told, say('exports.ownNothing'));
}

function journalPage({ content, speech, person }: Reading, journal: string): Markup {
	const details = new Map(content.journal_details.map((one) => [one.seq, one]));
	const names = new Map([
		...content.people.map(({ pseudonym, name }): [string, string] => [pseudonym, name]),
		...(content.lists.subprojects ?? []).map(({ id, name }): [string, string] => [String(id), String(name)]),
		[String(content.project.id), String(content.project.name)],
	]);
	const bodies: Body[] = journal
		.split('\n')
		.filter(Boolean)
		.map((one) => JSON.parse(one));
	const told = bodies.map(({ v: _, log: __, commit, ...body }) => {
		const detail = details.get(body.seq);
		const line: Line = {
			...body,
			...{ hash: commit, who: person(body.actor), names },
			detail: detail ? { state: 'kept', before: detail.before, after: detail.after } : { state: 'destroyed' },
		};
		const { at, sentence, changes } = tell(line, PROJECT_TELLING, speech);
		return {
			title: `${body.seq} · ${speech.moment(at)}`,
			facts: [['', sentence], ...changes.map(({ label, before, after }) => [label, [before, after].filter(Boolean).join(' → ')])] as [
				string,
				string,
			][],
		};
	});
	return [...paragraphs(speech.say('dossiers.journalLead')), ...records(told, speech.say('exports.ownNothing')), link('journal.ndjson')];
}
