import { entriesFor } from '#logbook/entries.server.ts';
import { organisationOf } from '#organisations/organisations.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { type Told, tell } from '#platform/journal/telling.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Speech } from '#platform/messages.ts';
import { PROJECT_TELLING } from '#projects/happenings.ts';
import { linesFor } from '#projects/journal.server.ts';
import { type Member, maySeeMembers, mayTakeAlong, type Role } from '#projects/member.ts';
import { membersFor } from '#projects/members.server.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { type EntryData, entryData, namedIn } from './entry-data.ts';

/** A project as far as one member may read it. Times are ISO-8601 in UTC. */
export interface ProjectData {
	madeAt: string;
	madeFor: { name: string; role: Role };
	project: { id: string; name: string; organisation: string };
	members: { name: string; organisation: string; role: Role; part: string | null; since: string; until: string | null }[];
	parts: string[];
	/** The logbook, by the day it happened; of what was removed only that it was there. */
	entries: EntryData[];
	/** From the first to the last; for who leads the project only. */
	journal: (Told & { action: string; object: string })[];
}

export async function projectDataFor(db: Database, keys: Keys, member: Member, speech: Speech, now: Date): Promise<ProjectData> {
	const { id, name } = member.project;
	const organisation = (await organisationOf(db, member.project.organisation)).name;
	const parts = await subprojectsFor(db, member);
	const partNamed = namedIn(parts);
	const members = maySeeMembers(member) ? await membersFor(db, member) : [];
	const entries = await entriesFor(db, keys, member);
	return {
		madeAt: now.toISOString(),
		madeFor: { name: member.name, role: member.role },
		project: { id, name, organisation },
		members: members.map((one) => ({
			...{ name: one.name, organisation: one.organisation, role: one.role, part: one.subproject },
			...{ since: one.since, until: one.until },
		})),
		parts: parts.map((one) => one.name),
		entries: entries.map((entry) => entryData(entry, partNamed)).toReversed(),
		journal: mayTakeAlong(member) ? await journalOf(db, keys, member, speech) : [],
	};
}

/** All of it, and not only what a page shows. */
async function journalOf(db: Database, keys: Keys, member: Member, speech: Speech): Promise<ProjectData['journal']> {
	const lines = await linesFor(db, keys, member, { limit: Number.MAX_SAFE_INTEGER });
	return lines.map((line) => ({ ...tell(line, PROJECT_TELLING, speech), action: line.action, object: line.object })).toReversed();
}
