import type { Edition } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { type Acting, act, type Recorded } from '#platform/journal/journal.server.ts';
import type { Happening } from '#platform/journal/journal.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import type { Member } from '#projects/member.ts';
import { placeOf, standingsFor } from './changes.server.ts';
import { assertMayChange, type Change, type Channel, type Seen, type Standings, seqIn, type Wish } from './progress.ts';

export type Changed = { ok: true } | { ok: false; overtaken: Change[] };

/** Thrown to undo what was begun; caught where it began. */
class Overtaken extends Error {
	readonly changes: Change[];
	constructor(changes: Change[]) {
		super('Somebody else was earlier.');
		this.changes = changes;
	}
}

/**
 * Changes how far one junction is, or many at once: all of it, or nothing. Where somebody else was earlier nothing is stored, and what
 * they made of it comes back, to be seen beside one's own.
 */
export async function changeProgress(
	db: Database,
	keys: Keys,
	member: Member,
	edition: Edition,
	given: { part: string | null; wishes: Seen[]; channel: Channel },
	now: Date = new Date(),
): Promise<Changed> {
	assertMayChange(member);
	const [first, ...others] = given.wishes;
	const { part, channel } = given;
	return orOvertaken(() =>
		act(
			db,
			keys,
			async (acting) => {
				const standings = await standingsFor(acting.tx, member, part);
				assertNotOvertaken(standings, given.wishes);
				const by = { author: member.account, acceptedBy: null, channel };
				let recorded = await makeHold(acting, member, edition, standings, part, found(first), by, now);
				for (const wish of others) recorded = await makeHold(acting, member, edition, standings, part, wish, by, now);
				return recorded;
			},
			now,
		),
	);
}

/** Does it, or gives what somebody else made of it in the meantime. */
export async function orOvertaken(work: () => Promise<unknown>): Promise<Changed> {
	try {
		await work();
		return { ok: true };
	} catch (error) {
		if (error instanceof Overtaken) return { ok: false, overtaken: error.changes };
		throw error;
	}
}

export function assertNotOvertaken(standings: Standings, wishes: Pick<Seen, 'junction' | 'seen'>[]): void {
	const overtaken = wishes.filter(({ junction, seen }) => seqIn(standings, junction) !== seen);
	if (overtaken.length > 0) throw new Overtaken(overtaken.flatMap(({ junction }) => standings.get(junction) ?? []));
}

interface By {
	author: string | null;
	acceptedBy: string | null;
	channel: Channel;
}

/** Adds the change that holds from here on, and tells of it. Gives its id. */
export async function makeHold(
	{ tx, record }: Acting,
	member: Member,
	edition: Edition,
	standings: Standings,
	part: string | null,
	wish: Wish,
	by: By,
	now: Date,
): Promise<Recorded<string>> {
	const junction = found(edition.junction(wish.junction));
	const before = standings.get(wish.junction);
	const id = newId(now);
	const owner = await pseudonymOf(tx, member, wish.owner, before?.owner ?? null);
	await tx
		.insertInto('progress_changes')
		.values({
			...rowOf(member, part, wish),
			id,
			place: placeOf(member, part),
			seq: seqIn(standings, wish.junction) + 1,
			author: by.author,
			accepted_by: by.acceptedBy,
			made_at: now.toISOString(),
			channel: by.channel,
		})
		.execute();
	return record(
		{
			...happening(member, part, by.acceptedBy === null ? 'changed' : 'accepted', id),
			channel: by.channel,
			...(before && { before: { status: before.status, ...planned(before) } }),
			after: {
				...{ junctionTitle: titleOf(junction), junction: junction.id, status: wish.status, reason: wish.reason },
				...(wish.happenedOn !== null && { happenedOn: wish.happenedOn }),
				...planned(wish),
				...(owner !== null && { owner }),
			},
		},
		id,
	);
}

/** A junction as the journal names it: as it was called then, in Dutch. */
export const titleOf = ({ number, texts }: Junction): string => `${number} ${texts.nl.title}`;

/** What a wish is in a row, whether it holds or is proposed. */
export const rowOf = ({ project }: Member, part: string | null, wish: Wish) => ({
	project: project.id,
	subproject: part,
	junction: wish.junction,
	status: wish.status,
	reason: wish.reason,
	happened_on: wish.happenedOn,
	planned_from: wish.plannedFrom,
	planned_until: wish.plannedUntil,
	owner: wish.owner,
});

/** What the journal says of progress; who is in one part only reads of that part. */
export const happening = (member: Member, part: string | null, what: string, object: string): Happening => ({
	chain: member.project.id,
	actor: member.pseudonym,
	action: `progress.${what}`,
	object,
	channel: 'screen',
	...(part !== null && { place: { level: 'internal', part } }),
});

const planned = ({ plannedFrom, plannedUntil }: Wish) => ({
	...(plannedFrom !== null && { plannedFrom }),
	...(plannedUntil !== null && { plannedUntil }),
});

/** Only who takes part can be given something to do. Who stopped since stays where they stood until somebody changes it. */
async function pseudonymOf(tx: Tx, { project }: Member, owner: string | null, before: string | null): Promise<string | null> {
	if (owner === null) return null;
	const row = await tx
		.selectFrom('accounts as a')
		.select('a.pseudonym')
		.where('a.id', '=', owner)
		.$if(owner !== before, (query) =>
			query.where(
				'a.id',
				'in',
				tx.selectFrom('memberships').select('account').where('project', '=', project.id).where('until', 'is', null),
			),
		)
		.executeTakeFirst();
	return found(row).pseudonym;
}
