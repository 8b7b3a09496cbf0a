import type { Database } from '#platform/database/database.server.ts';
import { newId } from '#platform/tokens.ts';
import { changesFor, standingsFor } from '#progress/changes.server.ts';
import { changeProgress } from '#progress/changing.server.ts';
import { accept, decline, propose } from '#progress/proposing.server.ts';
import { changeSensitivity } from '#progress/sensitivity.server.ts';
import { addWait } from '#progress/waits.server.ts';
import { aManuscript, published } from '../../village/method.ts';
import { keys } from '../../village/people.ts';
import { type Action, asMember } from './trying.ts';

const METHOD = published(aManuscript()).current;
const A_WISH = {
	...{ junction: 'kennismaken', status: 'started' as const, reason: 'x' },
	...{ happenedOn: null, plannedFrom: null, plannedUntil: null, owner: null },
};

/** A proposal for the whole project that waits, of nobody. */
async function aProposalIn(db: Database, project: string): Promise<string> {
	const row = { id: newId(), project, subproject: null, junction: A_WISH.junction, status: 'started', reason: 'x' };
	const open = { happened_on: null, planned_from: null, planned_until: null, owner: null, proposer: null };
	const settled = { settled_at: null, settled_by: null, change: null, decline_reason: null };
	await db
		.insertInto('progress_proposals')
		.values({ ...row, ...open, ...settled, proposed_at: new Date().toISOString() })
		.execute();
	return row.id;
}

/** What is done with how far a project is. */
export const OF_THE_PROGRESS: Record<string, Action> = {
	'see the progress of the project': asMember((db, member) => standingsFor(db, member, null)),
	'see the progress of a part': asMember((db, member, { part }) => standingsFor(db, member, part)),
	'see the progress of another part': asMember((db, member, { otherPart }) => changesFor(db, member, otherPart)),
	'change the progress': asMember((db, member) => {
		const wishes = [{ ...A_WISH, seen: 0 }];
		return changeProgress(db, keys, member, METHOD, { part: null, wishes, channel: 'screen' });
	}),
	'propose a change of the progress': asMember((db, member) => propose(db, keys, member, METHOD, { part: null, wish: A_WISH })),
	'propose a change of the progress of a part': asMember((db, member, { part }) =>
		propose(db, keys, member, METHOD, { part, wish: A_WISH }),
	),
	'accept a proposal': asMember(async (db, member) => {
		const proposal = await aProposalIn(db, member.project.id);
		return accept(db, keys, member, METHOD, { proposal, seen: 0 });
	}),
	'decline a proposal': asMember(async (db, member) => {
		const proposal = await aProposalIn(db, member.project.id);
		return decline(db, keys, member, METHOD, { proposal, reason: 'x' });
	}),
	'say that a junction is sensitive': asMember((db, member) => {
		const timing = { on: null, unneeded: null };
		const given = { junction: A_WISH.junction, isSensitive: true, reason: 'x', college: timing, council: timing, seen: 0 };
		return changeSensitivity(db, keys, member, METHOD, given);
	}),
	'say what waits on what': asMember((db, member) =>
		addWait(db, keys, member, METHOD, { junction: 'afspreken', waitsFor: 'kennismaken', reason: 'x' }),
	),
};
