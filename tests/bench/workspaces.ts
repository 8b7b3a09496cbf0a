import { randomUUID } from 'node:crypto';
import { administratorOf } from '#accounts/sign-ins.server.ts';
import { lockText, lockTold } from '#documents/told.ts';
import { findByVersion } from '#documents/writing-down.server.ts';
import { enter, type NewEntry } from '#logbook/entering.server.ts';
import type { Kind } from '#logbook/entry.ts';
import { about } from '#logbook/recording.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Acting, act } from '#platform/journal/journal.server.ts';
import { newId } from '#platform/tokens.ts';
import { changeProgress } from '#progress/changing.server.ts';
import { projectKeys } from '#projects/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { addMember, memberOf } from '#projects/members.server.ts';
import { addSubproject, beginProject } from '#projects/projects.server.ts';
import { findablesOf } from '#publishing/findables.ts';
import type { Publication } from '#publishing/publication.ts';
import { anOrganisation, aPerson, type Inhabitant } from '../village/neighbourhood.ts';
import { keys, noorSetsUp } from '../village/people.ts';
import { manyFindables } from './many-findables.ts';
import { type Seeded, seeded } from './seeded.ts';

/** How much there is in the large project, and how many write in it at once. */
const ENTRIES = 10_000;
const DOCUMENTS = 2_000;
const WRITERS = 50;
const BESIDE = 20;

/** A project with somebody who leads it. */
export interface Workspace {
	project: string;
	leader: Inhabitant;
}

export interface Workspaces {
	/** One of twenty in a municipality, with one note in it. */
	small: Workspace;
	/** The only one of its municipality, with years of work in it. */
	large: Workspace;
	/** Members of the large project. */
	writers: Inhabitant[];
	/** Looks after the municipality of twenty projects. */
	comparing: Inhabitant;
	/** A junction that many entries of the large project are about, and a colleague who wrote many. */
	junction: string;
	colleague: string;
}

const SEED = 20261123;
const DAY = 86_400_000;
/** As many entries as one transaction takes. */
const TOGETHER = 100;

/**
 * Two municipalities: one with twenty projects in which hardly anything stands, and one with a single project of ten thousand entries.
 * Every entry is written by the verb that writes one for a person, many to a transaction: with its search words, its journal, who
 * follows it and what is sealed. Of the documents everything is there but the bytes on the shelf, which no list shows.
 */
export async function workspaces(db: Database, publication: Publication): Promise<Workspaces> {
	const now = new Date();
	const noor = await noorSetsUp(db, now);
	const comparing = await aPerson(db, 'Mila Jansen', noor.account.organisation, now, { administers: true });
	const small: Workspace[] = [];
	for (let number = 1; number <= BESIDE; number++) small.push(await aWorkspace(db, comparing, `Zonnedam ${number}`, now));
	const [first] = small as [Workspace];
	for (const { project, leader } of small)
		await writeAll(db, await memberOf(db, leader.account, project), [{ ...plainNote('Zo begonnen we.'), now }]);

	const elsewhere = await anOrganisation(db, 'Gemeente Waterdam', now);
	const administrator = await aPerson(db, 'Ada Peters', elsewhere, now, { administers: true });
	const large = await aWorkspace(db, administrator, 'Waterdam-Noord', now);
	const leading = () => memberOf(db, large.leader.account, large.project);
	const parts: string[] = [];
	for (const name of ['Hoogbouw', 'Rijtjes', 'Kade', 'School']) parts.push(await addSubproject(db, keys, await leading(), name));
	const writers: Inhabitant[] = [];
	for (let number = 1; number <= WRITERS; number++) {
		const writer = await aPerson(db, `Schrijver ${number}`, elsewhere, now);
		writers.push(writer);
		await addMember(db, keys, await leading(), {
			addressKey: writer.account.address,
			role: number % 5 === 0 ? 'core' : 'member',
			subproject: null,
		});
	}
	await goneAbout(db, await leading(), publication);
	const junctions = publication.current.junctions.map(({ id }) => id);
	await written(db, { large, writers, parts, junctions }, publication);
	const [junction = ''] = junctions;
	return { small: first, large, writers, comparing, junction, colleague: writers[0]?.account.pseudonym ?? '' };
}

async function aWorkspace(db: Database, by: Inhabitant, name: string, now: Date): Promise<Workspace> {
	const administrator = await administratorOf(db, by.account);
	if (!administrator) throw new Error(`${by.account.name} administers nothing.`);
	const leader = await aPerson(db, `Leider van ${name}`, by.account.organisation, now);
	const project = await beginProject(db, keys, administrator, { name, leader: leader.account.id }, now);
	// So that colleagues can compare it.
	await db.updateTable('projects').set({ shown_since: now.toISOString() }).where('id', '=', project).execute();
	return { project, leader };
}

/** The work at every junction began, and half of it is done. */
async function goneAbout(db: Database, leader: Member, { current }: Publication): Promise<void> {
	const wish = { happenedOn: null, owner: leader.account, plannedFrom: null, plannedUntil: null, reason: 'Zo ver zijn we.' };
	for (const [seen, status] of (['started', 'paused', 'finished'] as const).entries()) {
		const junctions = seen < 2 ? current.junctions : current.junctions.slice(0, current.junctions.length / 2);
		const wishes = junctions.map(({ id }) => ({ ...wish, junction: id, status, seen }));
		const changed = await changeProgress(db, keys, leader, current, { part: null, wishes, channel: 'screen' });
		if (!changed.ok) throw new Error('The progress of the large project could not be written.');
	}
}

interface Years {
	large: Workspace;
	writers: Inhabitant[];
	parts: string[];
	junctions: string[];
}

type Dated = NewEntry & { now: Date; page?: string };

async function written(db: Database, years: Years, publication: Publication): Promise<void> {
	const { large, writers } = years;
	const chance = seeded(SEED);
	const texts = manyFindables(findablesOf(publication), ENTRIES);
	const start = Date.now() - 6 * 365 * DAY;
	const all = texts.map(({ title, lead, body }, index): Dated => {
		const kind: Kind = index % (ENTRIES / DOCUMENTS) === 0 ? 'document' : chance.oneOf(['decision', 'action', 'note', 'link']);
		const words = wordsOf(kind, title.text, lead.text);
		const now = new Date(start + Math.floor((index * 6 * 365 * DAY) / ENTRIES));
		const page = kind === 'document' ? body.map(({ text }) => text).join('\n') : undefined;
		return {
			...placed(kind, words, years, chance),
			happenedOn: now.toISOString().slice(0, 10),
			now,
			...(page === undefined ? {} : { page }),
		};
	});
	const people = await Promise.all([large.leader, ...writers].map(({ account }) => memberOf(db, account, large.project)));
	const core = people.filter(({ role }) => role !== 'member');
	for (let from = 0; from < all.length; from += TOGETHER) {
		const some = all.slice(from, from + TOGETHER);
		// Everybody in turn; what is for the core by who is in it.
		const turn = from / TOGETHER;
		await writeAll(
			db,
			oneOf(people, turn),
			some.filter(({ level }) => level !== 'core'),
		);
		await writeAll(
			db,
			oneOf(core, turn),
			some.filter(({ level }) => level === 'core'),
		);
	}
}

const oneOf = (people: readonly Member[], turn: number): Member => people[turn % people.length] as Member;

const plainNote = (text: string): NewEntry => ({ kind: 'note', level: 'internal', subproject: null, words: { text } });

function wordsOf(kind: Kind, title: string, text: string): NewEntry['words'] {
	if (kind === 'note') return { text: `${title}\n${text}` };
	if (kind === 'link') return { title, url: 'https://www.zonnedam.example/nieuws', text };
	if (kind === 'decision') return { title, text, why: text, by: 'De stuurgroep', ground: 'Het mandaat van de stuurgroep' };
	return { title, text };
}

/** Most is for everybody in the project; one in twenty for the core team, and one in fifty for who wrote it. */
function placed(kind: Kind, words: NewEntry['words'], { parts, junctions }: Years, chance: Seeded): NewEntry {
	const dice = chance.below(100);
	return {
		kind,
		words,
		level: dice < 5 ? 'core' : dice < 7 ? 'personal' : 'internal',
		subproject: chance.below(3) === 0 ? chance.oneOf(parts) : null,
		channel: chance.oneOf(['screen', 'paper', 'phone', 'meeting']),
		junctions: [chance.oneOf(junctions), chance.oneOf(junctions)],
	};
}

/** Writes entries in one transaction. Three of four decisions are confirmed, and three of four actions done. */
async function writeAll(db: Database, member: Member, entries: readonly Dated[]): Promise<void> {
	if (entries.length === 0) return;
	await act(db, keys, async (acting) => {
		let recorded: Awaited<ReturnType<typeof enter>> | undefined;
		for (const [index, { now, page, ...entry }] of entries.entries()) {
			recorded = await enter(acting, keys, member, entry, now);
			const id = recorded.result;
			if (page !== undefined) await keepFile(acting, member, entry, id, page, now);
			if (index % 4 === 0) continue;
			if (entry.kind === 'decision') await confirmed(acting, member, entry, id, now);
			if (entry.kind === 'action')
				await acting.tx
					.updateTable('entry_actions')
					.set({ done_on: now.toISOString().slice(0, 10) })
					.where('entry', '=', id)
					.execute();
		}
		if (!recorded) throw new Error('There is nothing to write.');
		return recorded;
	});
}

async function confirmed({ tx, record }: Acting, member: Member, entry: NewEntry, id: string, now: Date): Promise<void> {
	await tx.insertInto('entry_confirmations').values({ entry: id, account: member.account, at: now.toISOString() }).execute();
	await record({ ...about(member, entry), action: 'logbook.confirmed', object: id });
}

/** What the database knows of a file that was sent. */
async function keepFile({ tx }: Acting, member: Member, { level }: NewEntry, entry: string, text: string, now: Date): Promise<void> {
	const own = await projectKeys(tx, keys, member.project.id);
	const [file, version, at] = [randomUUID(), newId(now), now.toISOString()];
	const pages = [{ page: 1, text }];
	await tx
		.insertInto('files')
		.values({
			...{ id: file, project: member.project.id, mark: file, bytes: text.length, type: 'application/pdf', scan: 'none', kept_at: at },
			...{ lock: own.seal(`file ${file}`, '{}'), scan_tried_at: null, picture: null },
		})
		.execute();
	const told = lockTold(own, level, version, { name: 'verslag.pdf', hash: file });
	await tx
		.insertInto('document_versions')
		.values({ id: version, entry, number: 1, file, told, author: member.account, added_at: at })
		.execute();
	await tx
		.insertInto('document_texts')
		.values(pages.map(({ page }) => ({ version, page, text: lockText(own, level, version, page, text) })))
		.execute();
	if (level === 'internal') await findByVersion(tx, { project: member.project.id, entry }, 'verslag.pdf', pages);
}
