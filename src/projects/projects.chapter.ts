import type { Edition } from '#guide/edition.ts';
import { type Block, type Chapter, type Fact, fact, paragraph, words, wordsIn } from '#paper/blocks.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Speech } from '#platform/messages.ts';
import { factsFor } from './facts.server.ts';
import { codesTold, type Facts } from './facts.ts';
import { type Member, maySeeMembers, ROLE_NAMES } from './member.ts';
import { type MemberRow, membersFor } from './members.server.ts';
import type { Municipalities } from './municipality.ts';
import { planned } from './planned.ts';
import { subprojectsFor } from './projects.server.ts';

/** What the project is about, on paper. */
export async function aboutChapter(
	db: Database,
	municipalities: Municipalities,
	member: Member,
	edition: Edition,
	speech: Speech,
): Promise<Chapter> {
	const [facts, parts] = await Promise.all([factsFor(db, municipalities, member), subprojectsFor(db, member)]);
	const names = parts.map(({ name }) => name).join(', ');
	return {
		title: words(speech.say('projects.about')),
		blocks: [
			{
				kind: 'facts',
				facts: [...factsTold(facts, edition, speech), ...(names === '' ? [] : [fact(speech.say('projects.parts'), names)])],
			},
		],
	};
}

function factsTold({ municipality, codes, area, archetype, plannedStart, plannedEnd }: Facts, edition: Edition, speech: Speech): Fact[] {
	const { say, wording } = speech;
	const kind = edition.parts.archetypes.find(({ id }) => id === archetype);
	const told: [string, Fact['text'] | null][] = [
		[say('projects.municipality'), municipality && words(municipality.name)],
		[say('projects.codes'), codes.length === 0 ? null : words(codesTold(codes))],
		[say('projects.area'), area === null ? null : words(area)],
		[say('projects.archetype'), kind ? wordsIn(nameOf(wording(kind.texts)), speech.language) : null],
		[say('projects.planned'), wordsOrNull(planned(plannedStart, plannedEnd, speech))],
		[say('projects.edition'), wordsIn(wording(edition.parts.name), speech.language)],
	];
	return told.flatMap(([label, text]) => (text === null ? [] : [{ label: words(label), text }]));
}

const wordsOrNull = (text: string | null) => (text === null ? null : words(text));
const nameOf = <L>({ text, language }: { text: { name: string }; language: L }) => ({ text: text.name, language });

/** Who takes and took part, with their role and from when until when. Who sees nobody of it has no such chapter. */
export async function membersChapter(db: Database, member: Member, { say, day }: Speech): Promise<Chapter | null> {
	if (!maySeeMembers(member)) return null;
	const on = (at: string) => day(at.slice(0, 10));
	const period = ({ since, until }: MemberRow) =>
		until === null ? say('projects.since', { day: on(since) }) : say('projects.fromTo', { start: on(since), end: on(until) });
	const role = (row: MemberRow) => [say(ROLE_NAMES[row.role]), ...(row.subproject === null ? [] : [row.subproject])].join(', ');
	const rows = (await membersFor(db, member)).map((row) =>
		[row.name || say('projects.erasedMember'), row.organisation, role(row), period(row)].map(words),
	);
	const table: Block = {
		kind: 'table',
		widths: [4, 4, 4, 5],
		head: [say('accounts.name'), say('accounts.organisation'), say('projects.role'), say('projects.period')].map(words),
		rows,
	};
	return {
		title: words(say('projects.members')),
		blocks: rows.length === 0 ? [paragraph(say('projects.nobody'))] : [table],
		follows: true,
	};
}
