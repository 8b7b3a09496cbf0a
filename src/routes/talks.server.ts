import type { RequestEvent } from '@sveltejs/kit';
import type { Speech } from '#platform/messages.ts';
import { LEVEL_NAMES } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import type { Publication } from '#publishing/publication.ts';
import { inSight, maySeeStakeholders } from '#stakeholders/stakeholder.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { LINE_NAMES, type Line, WAYS } from '#talks/line.ts';
import { possiblePersons } from '#talks/planning.server.ts';
import { AGREEMENT_NAMES, SHARED_LEVELS, type SharedItem, STATE_NAMES } from '#talks/shared.ts';
import { PRIVACIES, PRIVACY_NAMES, type Talk } from '#talks/talk.ts';
import { signedIn } from './signing.server.ts';

/** Who asks for a page about talks. */
export async function talksAsked(event: Pick<RequestEvent, 'locals' | 'url'> & { params: { project: string } }) {
	const { house, speech } = event.locals;
	const { db, keys, publication } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	return { db, keys, publication, member, speech, home: `/projecten/${member.project.id}/gesprekken` };
}
export type TalksAsked = Awaited<ReturnType<typeof talksAsked>>;

/** What there is to choose from when a talk is prepared, and what of it the domain checks against. */
export async function choicesFor({ db, keys, publication, member, speech }: TalksAsked, there?: Talk) {
	const { say, wording } = speech;
	// A party that only the core knows of is not told to whoever speaks for it.
	const parties = maySeeStakeholders(member)
		? inSight(await stakeholdersFor(db, keys, member)).filter(({ level }) => level === 'internal')
		: [];
	const persons = (await possiblePersons(db, member)).map(({ account, name, organisation }) => ({
		value: account,
		label: `${name} (${organisation})`,
	}));
	// Who speaks for the party may have left since; then they still stand there.
	if (there?.person && !persons.some(({ value }) => value === there.person)) persons.push({ value: there.person, label: there.personName });
	const { cards } = publication.parts;
	return {
		known: { parties: parties.map(({ id, facts }) => ({ id, name: facts.name })), cards: cards.map(({ id }) => id) },
		offered: {
			parties: parties.map(({ facts }) => facts.name),
			persons: [{ value: '', label: say('talks.nobodyHere') }, ...persons],
			privacies: PRIVACIES.map((one) => ({ value: one, label: say(PRIVACY_NAMES[one]) })),
			cards: [
				{ value: '', label: say('talks.noCard') },
				...cards.map(({ id, texts }) => ({ value: id, label: wording(texts).text.title })),
			],
		},
	};
}
export type Offered = Awaited<ReturnType<typeof choicesFor>>['offered'];

/** The method card a talk is held by, where the guide has it. */
export function cardOf(publication: Publication, { plan }: Talk, { href, wording }: Speech) {
	const card = publication.card(plan.card);
	return card ? { href: href(`/werkvormen/${card.address}`), title: wording(card.texts).text.title } : null;
}

/** Who sits at the table, in words. */
export const sidesTold = (talk: Talk, { say }: Speech): string =>
	say('talks.between', {
		interviewer: talk.interviewerName || say('logbook.somebodyGone'),
		person: talk.person === null ? say('talks.someoneOf', { party: talk.plan.party }) : talk.personName,
	});

/** A line as it stands in a list that only its two sides see. */
export const listedLine = (line: Line, home: string, { say, day, href }: Speech) => ({
	id: line.id,
	href: href(`${home}/regels/${line.id}`),
	kind: say(LINE_NAMES[line.kind]),
	words: line.words,
	about: [
		line.authorName || say('logbook.somebodyGone'),
		day(line.writtenAt.slice(0, 10)),
		line.channel === 'screen' ? '' : say(WAYS[line.channel]),
	]
		.filter(Boolean)
		.join(' · '),
	isShared: line.shared !== null,
});

/** A shared item as it stands in a list. */
export const listedItem = (item: SharedItem, member: Member, { say, href }: Speech) => ({
	id: item.id,
	href: href(`/projecten/${member.project.id}/gesprekken/gedeeld/${item.id}`),
	kind: item.kind,
	party: item.party,
	text: item.text,
	state: say(STATE_NAMES[item.state]),
	isOpen: item.state === 'open',
	about: [
		item.ownerName ? say('talks.seenToBy', { name: item.ownerName }) : say('talks.seenToByNobody'),
		item.level === 'core' ? say('talks.forCore') : '',
	]
		.filter(Boolean)
		.join(' · '),
});

/** What is known of a shared item, a line each. */
export const factsOf = (item: SharedItem, { say, day }: Speech) =>
	[
		{ label: say('talks.party'), text: item.party },
		{
			label: say('talks.sharedOn'),
			text: say('talks.sharedBy', { day: day(item.sharedAt.slice(0, 10)), name: item.sharerName || say('logbook.somebodyGone') }),
		},
		{ label: say('talks.agreement'), text: item.agreement === null ? '' : say(AGREEMENT_NAMES[item.agreement]) },
		{ label: say('logbook.way'), text: say(WAYS[item.channel]) },
		{ label: say('projects.level'), text: say(LEVEL_NAMES[item.level]) },
	].filter(({ text }) => text !== '');

export const levelOptions = ({ say }: Speech) => SHARED_LEVELS.map((level) => ({ value: level, label: say(LEVEL_NAMES[level]) }));
export const agreementOptions = ({ say }: Speech) => Object.entries(AGREEMENT_NAMES).map(([value, name]) => ({ value, label: say(name) }));
