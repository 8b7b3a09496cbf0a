import { mayOpenMeeting } from '#meetings/meeting.ts';
import { meetingsFor } from '#meetings/meetings.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../../signing.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const member = await memberOf(house.db, signedIn(event), event.params.project);
	const meetings = await meetingsFor(house.db, member);
	return {
		id: member.project.id,
		project: member.project.name,
		meetings: meetings.map(({ id, title, isOpen, openUntil }) => ({ id, title, isOpen, until: speech.moment(openUntil) })),
		mayOpen: mayOpenMeeting(member),
	};
};
