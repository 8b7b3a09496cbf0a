import { summaryOf } from '#progress/progress.ts';
import { proposalsFor } from '#progress/proposing.server.ts';
import { tasksOf } from '#progress/tasks.ts';
import { frameOf, junctionHrefs, standAsked, suggested } from '../../../progress.server.ts';
import type { PageServerLoad } from './$types.ts';

const SUGGESTED = 3;

export const load: PageServerLoad = async (event) => {
	const { speech } = event.locals;
	const asked = await standAsked(event);
	const { db, member, edition, stand } = asked;
	const { standings, sensitivities } = stand;
	const proposals = await proposalsFor(db, member);
	return {
		frame: frameOf(asked, speech),
		summary: summaryOf(edition, standings),
		proposals: proposals.length,
		suggestions: suggested(stand, member, speech, SUGGESTED),
		phases: tasksOf(edition, standings, sensitivities, speech, junctionHrefs(member, stand.part, speech)),
	};
};
