import type { Edition } from '#guide/edition.ts';
import { entriesFor } from '#logbook/entries.server.ts';
import { titleOf } from '#logbook/entry.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { speechIn } from '#platform/messages.ts';
import { standingsFor } from '#progress/changes.server.ts';
import { maySeeProgress } from '#progress/progress.ts';
import { isSettled } from '#progress/status.ts';
import type { Member } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { projectsFor, subprojectsFor } from '#projects/projects.server.ts';
import type { Fetched } from './agendas.server.ts';
import type { AgendaItem } from './icalendar.ts';

/** Where pages are, and which edition a project stands on: known to the caller. */
export interface Around {
	origin: string;
	editionOf: (member: Member) => Edition;
}

/** What somebody has to do on a day, and when the junctions they own are planned. What is above internal is not in it at all. */
export async function agendaItems(
	db: Database,
	keys: Keys,
	fetched: Fetched,
	around: Around,
	now: Date = new Date(),
): Promise<AgendaItem[]> {
	const items: AgendaItem[] = [];
	for (const { id } of await projectsFor(db, fetched.holder)) {
		const member = await memberOf(db, fetched.holder, id, now);
		items.push(...(await actionsOf(db, keys, member, around)), ...(await junctionsOf(db, member, fetched, around)));
	}
	return items;
}

async function actionsOf(db: Database, keys: Keys, member: Member, { origin }: Around): Promise<AgendaItem[]> {
	const entries = await entriesFor(db, keys, member, { isOpen: true, isLocked: false, person: member.pseudonym });
	return entries.flatMap((entry) => {
		const { owner, dueOn } = entry.action ?? {};
		if (owner !== member.account || !dueOn) return [];
		const url = `${origin}/projecten/${member.project.id}/logboek/${entry.id}`;
		return { id: entry.id, title: `${titleOf(entry)} (${member.project.name})`, from: dueOn, until: dueOn, url };
	});
}

async function junctionsOf(db: Database, member: Member, { language }: Fetched, { origin, editionOf }: Around): Promise<AgendaItem[]> {
	const { wording } = speechIn(language);
	const edition = editionOf(member);
	const { id: project, name } = member.project;
	const parts = (await subprojectsFor(db, member)).map(({ id }) => id);
	const items: AgendaItem[] = [];
	for (const part of [null, ...parts].filter((one) => maySeeProgress(member, one))) {
		for (const [id, { owner, status, plannedFrom, plannedUntil }] of await standingsFor(db, member, part)) {
			const [from, until] = [plannedFrom ?? plannedUntil, plannedUntil ?? plannedFrom];
			const junction = edition.junction(id);
			if (owner !== member.account || isSettled(status) || !junction || from === null || until === null) continue;
			const title = `${junction.number} ${wording(junction.texts).text.title} (${name})`;
			items.push({ id: `${part ?? project}-${id}`, title, from, until, url: `${origin}/projecten/${project}/knooppunten/${id}` });
		}
	}
	return items;
}
