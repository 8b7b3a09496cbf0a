import { ordersBlocks } from '#ambitions/orders.chapter.ts';
import { ordersIn } from '#ambitions/orders.ts';
import { pairBlocks } from '#ambitions/pairs.chapter.ts';
import { pairsFor } from '#ambitions/pairs.server.ts';
import { wantsFor } from '#ambitions/wants.server.ts';
import { keptAt } from '#documents/documents.chapter.ts';
import type { Edition } from '#guide/edition.ts';
import { entriesFor } from '#logbook/entries.server.ts';
import { type Entry, KIND_NAMES, KINDS } from '#logbook/entry.ts';
import { logbookChapter } from '#logbook/logbook.chapter.ts';
import { dayOf } from '#logbook/question.ts';
import { relationsFor } from '#logbook/relating.server.ts';
import { type Block, type Chapter, fact, type Paper, words } from '#paper/blocks.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Speech, speechIn } from '#platform/messages.ts';
import { progressChapter } from '#progress/progress.chapter.ts';
import { fingerprintChapter, journalChapter } from '#projects/journal.chapter.ts';
import type { Level } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';
import type { Municipalities } from '#projects/municipality.ts';
import { aboutChapter, membersChapter } from '#projects/projects.chapter.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { REGISTERS } from '#registers/all.ts';
import { decisionTitles } from '#registers/decisions.server.ts';
import { WISHES } from '#registers/definitions/ambitions.ts';
import { itemsFor } from '#registers/items.server.ts';
import { maySeeRegisters, inSight as registered } from '#registers/register.ts';
import { type OnPaper, registersChapter } from '#registers/registers.chapter.ts';
import { remarksOn } from '#registers/remarks.server.ts';
import { absentChapter } from '#stakeholders/absent/absent.chapter.ts';
import { type Considered, consideredFor } from '#stakeholders/absent/thinking.server.ts';
import { voicesFor } from '#stakeholders/absent/voices.server.ts';
import { contactsFor } from '#stakeholders/involvement/involvements.server.ts';
import { judgementsFor } from '#stakeholders/judgements.server.ts';
import { type Standing, standingOf } from '#stakeholders/matrix.ts';
import { inSight, maySeeStakeholders } from '#stakeholders/stakeholder.ts';
import { stakeholdersChapter } from '#stakeholders/stakeholders.chapter.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { teamChapter } from '#stakeholders/team/team.chapter.ts';
import { teamFor } from '#stakeholders/team/team.server.ts';
import { sharedChapter } from '#talks/shared.chapter.ts';
import { remarksOn as remarksOfShared, sharedFor } from '#talks/shared.server.ts';
import { maySeeShared } from '#talks/talk.ts';
import { CHAPTER_NAMES, type Choice } from './printout.ts';

/** What the papers of an installation are made of. */
export interface Sources {
	db: Database;
	keys: Keys;
	municipalities: Municipalities;
	edition: Edition;
}

/** What somebody chose, read as them and as it stands now. What they may not read is not there, whatever was chosen. */
export async function compose({ db, keys, municipalities, edition }: Sources, member: Member, choice: Choice, now: Date): Promise<Paper> {
	const speech = speechIn(member.language);
	const { say } = speech;
	const parts = await partsOf(db, member, speech);
	const isChosen = (name: Choice['chapters'][number]) => choice.chapters.includes(name);
	const chapters: (Chapter | null)[] = [];
	if (isChosen('about')) chapters.push(await aboutChapter(db, municipalities, member, edition, speech));
	if (isChosen('members')) chapters.push(await membersChapter(db, member, speech));
	if (isChosen('stakeholders') && maySeeStakeholders(member)) {
		const standings = await standingsChosen(db, keys, member, choice);
		const there = standings.map(({ stakeholder }) => stakeholder);
		const contacts = await contactsFor(db, keys, member, there, now);
		chapters.push(stakeholdersChapter(standings, contacts, edition, speech, dayOf(now)));
		const team = await teamFor(db, keys, member, ['internal', ...choice.levels.filter((one) => one === 'core')]);
		chapters.push(teamChapter(team, dayOf(now), speech));
		chapters.push(absentChapter(await voicesFor(db, member), await decisionsChosen(db, keys, member, choice), speech));
	}
	if (isChosen('shared') && maySeeShared(member)) {
		const items = (await sharedFor(db, keys, member)).filter(({ level }) => level === 'internal' || choice.levels.includes(level));
		chapters.push(sharedChapter(items, await remarksOfShared(db, keys, member, items), speech));
	}
	if (isChosen('registers') && maySeeRegisters(member)) {
		// Wishes name decisions, as some other registers do; each decision is called the same in all of them.
		const titleOf = await decisionTitles(db, keys, member, WISHES);
		const chapter = registersChapter(await registersChosen(db, keys, member, choice), titleOf, speech, dayOf(now));
		const beside = await besideEachOther(db, keys, member, choice, speech);
		chapters.push({ ...chapter, blocks: [...chapter.blocks, ...beside] });
	}
	if (isChosen('progress') || isChosen('history')) {
		const places = parts.filter(({ part }) => choice.parts.includes(part));
		const chosen = { places, phases: choice.phases, withHistory: isChosen('history') };
		chapters.push(await progressChapter(db, member, edition, chosen, speech));
	}
	if (isChosen('logbook')) {
		const entries = await entriesChosen(db, keys, member, edition, choice);
		const relations = await relationsFor(db, member);
		const files = await keptAt(db, keys, member, entries, speech);
		const names = new Map(parts.flatMap(({ part, name }) => (part === null ? [] : [[part, name] as const])));
		chapters.push(logbookChapter({ entries, relations, parts: names, files }, edition, speech));
	}
	if (isChosen('journal')) chapters.push(await journalChapter(db, member, speech));
	chapters.push(await fingerprintChapter(db, member, speech));
	const leading = db.selectFrom('organisations').select('name').where('id', '=', member.project.organisation);
	return {
		title: member.project.name,
		author: member.name,
		language: member.language,
		above: (await leading.executeTakeFirst())?.name ?? '',
		lead: say('printouts.lead'),
		madeAt: now.toISOString(),
		front: frontOf(member, edition, choice, parts, speech, now),
		chapters: chapters.filter((one) => one !== null),
	};
}

/** The places this member sees, the whole first. */
async function partsOf(db: Database, member: Member, { say }: Speech): Promise<{ part: string | null; name: string }[]> {
	const parts = (await subprojectsFor(db, member)).map(({ id, name }) => ({ part: id, name }));
	return member.role === 'subproject' ? parts : [{ part: null, name: say('printouts.whole') }, ...parts];
}

async function entriesChosen(db: Database, keys: Keys, member: Member, edition: Edition, choice: Choice): Promise<Entry[]> {
	const { from, until, kinds, parts, levels, phases } = choice;
	const entries = await entriesFor(db, keys, member, { from: from ?? undefined, until: until ?? undefined });
	const all = phases.length === edition.phases.length;
	const isOfPhase = (junction: string) => phases.includes(edition.junction(junction)?.phase ?? 0);
	return entries.filter(
		({ kind, subproject, level, junctions }) =>
			kinds.includes(kind) &&
			parts.includes(subproject) &&
			(level === 'internal' || levels.includes(level)) &&
			(all || junctions.length === 0 || junctions.some(isOfPhase)),
	);
}

/** What is for the core team only goes along where somebody asked for that. */
async function standingsChosen(db: Database, keys: Keys, member: Member, { levels }: Choice): Promise<Standing[]> {
	const there = inSight(await stakeholdersFor(db, keys, member)).filter(({ level }) => level === 'internal' || levels.includes(level));
	const judged = await judgementsFor(db, keys, member, there);
	return there.map((one) => standingOf(one, judged.get(one.id)));
}

async function registersChosen(db: Database, keys: Keys, member: Member, { levels }: Choice): Promise<OnPaper[]> {
	return Promise.all(
		REGISTERS.map(async (register) => {
			const there = registered(await itemsFor(db, keys, member, register));
			const items = there.filter(({ level }) => level === 'internal' || levels.includes(level));
			return { register, items, remarks: await remarksOn(db, keys, member, items) };
		}),
	);
}
/** The decisions at which somebody was thought of, of the levels that go along. */
const decisionsChosen = async (db: Database, keys: Keys, member: Member, { levels }: Choice): Promise<Considered[]> =>
	(await consideredFor(db, keys, member)).filter(({ decision: { level } }) => level === 'internal' || levels.includes(level));

/** What parties want, laid beside each other: their orders, and what was confirmed to clash or reinforce. */
async function besideEachOther(db: Database, keys: Keys, member: Member, { levels }: Choice, speech: Speech): Promise<Block[]> {
	const isChosen = ({ level }: { level: Level }) => level === 'internal' || levels.some((one) => one === level);
	const wants = (await wantsFor(db, keys, member)).filter(({ item }) => isChosen(item));
	const pairs = (await pairsFor(db, keys, member)).filter(isChosen);
	return [...ordersBlocks(ordersIn(wants), speech), ...pairBlocks(pairs, speech)];
}

/** What stands in it, so that who gets it knows what does not; and, for nobody to overlook, what is not for everybody. */
function frontOf(
	member: Member,
	edition: Edition,
	choice: Choice,
	places: { part: string | null; name: string }[],
	speech: Speech,
	now: Date,
): Block[] {
	const { say, day, moment } = speech;
	const { chapters, kinds, parts, phases, levels, from, until } = choice;
	const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
	const listed = (names: string[]) => capital(names.join(', '));
	const chosenPlaces = places.filter(({ part }) => parts.includes(part));
	const facts = [
		fact(say('printouts.madeOn'), moment(now.toISOString())),
		fact(say('printouts.madeFor'), member.name),
		fact(say('printouts.inIt'), listed(chapters.map((one) => say(CHAPTER_NAMES[one])))),
		...(phases.length < edition.phases.length && phases.length > 0 ? [fact(say('guide.phases'), phases.join(', '))] : []),
		...(chapters.includes('logbook') && kinds.length < KINDS.length
			? [fact(say('printouts.kinds'), listed(kinds.map((one) => say(KIND_NAMES[one]))))]
			: []),
		...(chosenPlaces.length < places.length ? [fact(say('projects.part'), listed(chosenPlaces.map(({ name }) => name)))] : []),
		...(from === null && until === null
			? []
			: [fact(say('printouts.period'), `${from === null ? '…' : day(from)} – ${until === null ? '…' : day(until)}`)]),
	];
	const notices = levels.map((level): Block => ({ kind: 'notice', text: words(say(NOTICES[level])) }));
	return [...notices, { kind: 'facts', facts }];
}

const NOTICES = { core: 'printouts.noticeCore', personal: 'printouts.noticePersonal' } as const;
