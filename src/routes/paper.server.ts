import type { RequestEvent } from '@sveltejs/kit';
import type { Speech } from '#platform/messages.ts';
import { type Offer, offerFor } from '#printouts/offer.ts';
import { mayPrint, type State } from '#printouts/printout.ts';
import { notAllowed } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { subprojectsFor } from '#projects/projects.server.ts';
import { editionOf } from './progress.server.ts';
import { signedIn } from './signing.server.ts';

/** Who asks for a page about paper, and the address of these pages. */
export async function paperAsked(event: Pick<RequestEvent, 'locals' | 'url'> & { params: { project: string } }) {
	const { house, speech } = event.locals;
	const account = signedIn(event);
	const member = await memberOf(house.db, account, event.params.project);
	if (!mayPrint(member)) throw notAllowed(member);
	return { house, db: house.db, account, member, speech, home: `/projecten/${member.project.id}/papier` };
}

export async function offerAsked({ house, db, member, speech }: Awaited<ReturnType<typeof paperAsked>>): Promise<Offer> {
	const parts = await subprojectsFor(db, member);
	return offerFor(member, editionOf(house.publication, member), parts, speech.say('printouts.whole'));
}

/** In a word or two. */
export const stateTold = ({ kind }: State, { say }: Speech): string =>
	say(
		(
			{
				waiting: 'printouts.stateWaiting',
				busy: 'printouts.stateBusy',
				made: 'printouts.stateMade',
				failed: 'printouts.stateFailed',
			} as const
		)[kind],
	);
