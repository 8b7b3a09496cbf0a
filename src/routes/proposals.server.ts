import type { Edition } from '#guide/edition.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Speech } from '#platform/messages.ts';
import { standingsFor } from '#progress/changes.server.ts';
import { type Proposal, seqIn, statusIn } from '#progress/progress.ts';
import type { Member } from '#projects/member.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { junctionHrefs } from './progress.server.ts';

/** Proposals as a page shows them: beside each what holds now, and its number, so that nobody settles what they did not see. */
export async function proposalsTold(db: Database, member: Member, edition: Edition, proposals: Proposal[], speech: Speech) {
	const parts = await subprojectsFor(db, member);
	const standings = new Map(
		await Promise.all(
			[...new Set(proposals.map(({ part }) => part))].map(async (part) => [part, await standingsFor(db, member, part)] as const),
		),
	);
	const day = (one: string | null) => one && speech.day(one);
	return proposals.map((proposal) => {
		const junction = edition.junction(proposal.junction);
		const wording = junction && speech.wording(junction.texts);
		const now = standings.get(proposal.part) ?? new Map();
		return {
			id: proposal.id,
			title: {
				text: `${junction?.number ?? ''} ${wording?.text.title ?? proposal.junction}`.trim(),
				language: wording?.language ?? speech.language,
			},
			href: junctionHrefs(member, proposal.part, speech)(proposal.junction),
			part: parts.find(({ id }) => id === proposal.part)?.name ?? null,
			status: proposal.status,
			reason: proposal.reason,
			proposer: proposal.proposerName,
			owner: proposal.ownerName,
			on: speech.moment(proposal.proposedAt),
			happened: day(proposal.happenedOn),
			from: day(proposal.plannedFrom),
			until: day(proposal.plannedUntil),
			now: {
				status: statusIn(now, proposal.junction),
				seq: seqIn(now, proposal.junction),
				reason: now.get(proposal.junction)?.reason ?? null,
			},
			/** Something changed since it was proposed. */
			isOlder: (now.get(proposal.junction)?.madeAt ?? '') > proposal.proposedAt,
		};
	});
}

export type ProposalTold = Awaited<ReturnType<typeof proposalsTold>>[number];
