import { memberOf } from '#projects/members.server.ts';
import { openUntil } from '#projects/opening.server.ts';
import { signedIn } from '../../signing.server.ts';
import type { LayoutServerLoad } from './$types.ts';

export const load: LayoutServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const member = await memberOf(house.db, signedIn(event), event.params.project);
	const until = await openUntil(house.db, member);
	return { opened: until && { project: member.project.id, until: speech.moment(until), byMe: member.isOpener, name: member.project.name } };
};
