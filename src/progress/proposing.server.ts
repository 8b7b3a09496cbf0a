import type { Edition } from '#guide/edition.ts';
import type { Database, Tx } from '#platform/database/database.server.ts';
import { act } from '#platform/journal/journal.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { found, Refusal } from '#platform/refusals.ts';
import { newId } from '#platform/tokens.ts';
import { type Hands, handsIn } from '#projects/hands.server.ts';
import { type Member, notAllowed } from '#projects/member.ts';
import { assertPart, standingsFor } from './changes.server.ts';
import { assertNotOvertaken, type Changed, happening, makeHold, orOvertaken, rowOf, titleOf } from './changing.server.ts';
import { assertMayChange, mayPropose, maySeeProgress, type Proposal, type Wish } from './progress.ts';
import { tellProposed, tellSettled } from './proposal-letters.server.ts';
import type { Status } from './status.ts';

/** Asks who may change the progress to do so; they hear of it. Gives the id of the proposal. */
export async function propose(
	db: Database,
	keys: Keys,
	member: Member,
	edition: Edition,
	given: { part: string | null; wish: Wish },
	now: Date = new Date(),
): Promise<string> {
	const { part, wish } = given;
	if (!mayPropose(member, part)) throw notAllowed(member);
	const junction = found(edition.junction(wish.junction));
	const id = newId(now);
	return act(
		db,
		keys,
		async ({ tx, record }) => {
			await assertPart(tx, member, part);
			// Who proposes may take it on, and names nobody else for it.
			const owner = wish.owner === member.account ? wish.owner : null;
			await tx
				.insertInto('progress_proposals')
				.values({
					...rowOf(member, part, { ...wish, owner }),
					id,
					proposer: member.account,
					proposed_at: now.toISOString(),
					settled_at: null,
					settled_by: null,
					change: null,
					decline_reason: null,
				})
				.execute();
			await tellProposed(tx, keys, member, junction, wish, now);
			const { status, reason } = wish;
			const after = { junctionTitle: titleOf(junction), junction: junction.id, status, reason };
			return record({ ...happening(member, part, 'proposed', id), after }, id);
		},
		now,
	);
}

/** What waits to be settled, the oldest first, as far as this member sees the progress. */
export async function proposalsFor(db: Database | Tx, member: Member): Promise<Proposal[]> {
	const rows = await waiting(db, member).orderBy('p.proposed_at').orderBy('p.id').execute();
	const hands = await handsIn(
		db,
		member.project.id,
		[LIST],
		rows.map(({ id }) => id),
	);
	return rows.map((row) => proposalIn(row, hands));
}

const LIST = 'progress_proposals';

const waiting = (db: Database | Tx, member: Member) =>
	db
		.selectFrom('progress_proposals as p')
		.leftJoin('accounts as o', 'o.id', 'p.owner')
		.leftJoin('accounts as a', 'a.id', 'p.proposer')
		.selectAll('p')
		.select(['o.name as owner_name', 'a.name as proposer_name'])
		.where('p.project', '=', member.project.id)
		.where('p.settled_at', 'is', null)
		.$if(!maySeeProgress(member, null), (query) => query.where('p.subproject', '=', member.subproject));

type ProposalRow = Awaited<ReturnType<ReturnType<typeof waiting>['executeTakeFirstOrThrow']>>;

const proposalIn = (row: ProposalRow, hands: Hands): Proposal => ({
	id: row.id,
	part: row.subproject,
	junction: row.junction,
	status: row.status as Status,
	reason: row.reason,
	happenedOn: row.happened_on,
	plannedFrom: row.planned_from,
	plannedUntil: row.planned_until,
	owner: row.owner,
	ownerName: row.owner_name ?? (hands(LIST, row.id, 'owner') || null),
	proposerName: row.proposer_name ?? (hands(LIST, row.id, 'proposer') || null),
	proposedAt: row.proposed_at,
});

/**
 * Makes a proposal hold; who proposed it hears so. `seen` is the number of the change that held when it was looked at: where another one
 * holds by now nothing is stored, and that one comes back.
 */
export async function accept(
	db: Database,
	keys: Keys,
	member: Member,
	edition: Edition,
	given: { proposal: string; seen: number },
	now: Date = new Date(),
): Promise<Changed> {
	assertMayChange(member);
	return orOvertaken(() =>
		act(
			db,
			keys,
			async (acting) => {
				const { tx } = acting;
				const row = await settled(tx, member, given.proposal, null, now);
				const proposal = proposalIn({ ...row, owner_name: null, proposer_name: null }, () => '');
				const junction = found(edition.junction(proposal.junction));
				const standings = await standingsFor(tx, member, proposal.part);
				assertNotOvertaken(standings, [{ ...proposal, seen: given.seen }]);
				const by = { author: row.proposer, acceptedBy: member.account, channel: 'screen' as const };
				// Who owned it goes on to, where the proposal names nobody.
				const wish = { ...proposal, owner: proposal.owner ?? standings.get(proposal.junction)?.owner ?? null };
				const recorded = await makeHold(acting, member, edition, standings, proposal.part, wish, by, now);
				await tx.updateTable('progress_proposals').set({ change: recorded.result }).where('id', '=', proposal.id).execute();
				await tellSettled(tx, keys, member, junction, row, null, now);
				return recorded;
			},
			now,
		),
	);
}

/** Lets a proposal go, with the reason why; who proposed it hears both. */
export async function decline(
	db: Database,
	keys: Keys,
	member: Member,
	edition: Edition,
	given: { proposal: string; reason: string },
	now: Date = new Date(),
): Promise<void> {
	assertMayChange(member);
	await act(
		db,
		keys,
		async ({ tx, record }) => {
			const row = await settled(tx, member, given.proposal, given.reason, now);
			const junction = found(edition.junction(row.junction));
			await tellSettled(tx, keys, member, junction, row, given.reason, now);
			return record({
				...happening(member, row.subproject, 'declined', row.id),
				before: { status: row.status },
				after: { junctionTitle: titleOf(junction), junction: row.junction, reason: given.reason },
			});
		},
		now,
	);
}

/** Marks a proposal as settled. One that was settled before is not there to be settled again. */
async function settled(tx: Tx, member: Member, id: string, declineReason: string | null, now: Date) {
	const row = await tx
		.updateTable('progress_proposals')
		.set({ settled_at: now.toISOString(), settled_by: member.account, decline_reason: declineReason })
		.where('id', '=', id)
		.where('project', '=', member.project.id)
		.where('settled_at', 'is', null)
		.returningAll()
		.executeTakeFirst();
	if (row) return row;
	const known = tx.selectFrom('progress_proposals').select('id').where('id', '=', id).where('project', '=', member.project.id);
	found(await known.executeTakeFirst());
	throw new Refusal('conflict', 'progress.settledBefore');
}
