import { maySeeMeetings } from '#meetings/meeting.ts';
import { isInvented } from '#organisations/invented.server.ts';
import type { MessageKey } from '#platform/messages.ts';
import { type Member, maySeeMembers, maySeeSettings } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { openUntil } from '#projects/opening.server.ts';
import { maySeeRegisters } from '#registers/register.ts';
import { maySeeStakeholders } from '#stakeholders/stakeholder.ts';
import { ACCESS } from '../../access.ts';
import { signedIn } from '../../signing.server.ts';
import type { LayoutServerLoad } from './$types.ts';

/** The parts of a project, in the order of its menu, and for whom each is. */
const PAGES: { path: string; name: MessageKey; isFor?: (member: Member) => boolean }[] = [
	{ path: '', name: 'projects.front' },
	{ path: '/voortgang', name: 'projects.menuProgress' },
	{ path: '/logboek', name: 'logbook.logbook' },
	{ path: '/partijen', name: 'stakeholders.stakeholders', isFor: maySeeStakeholders },
	{ path: '/gesprekken', name: 'talks.talks' },
	{ path: '/registers', name: 'registers.registers', isFor: maySeeRegisters },
	{ path: '/documenten', name: 'documents.documents' },
	{ path: '/bijeenkomsten', name: 'meetings.meetings', isFor: maySeeMeetings },
	{ path: '/papier', name: 'projects.menuPaper' },
	{ path: '/leden', name: 'projects.members', isFor: maySeeMembers },
	{ path: '/journaal', name: 'projects.journal' },
	{ path: '/instellingen', name: 'projects.settings', isFor: maySeeSettings },
];

export const load: LayoutServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const member = await memberOf(house.db, signedIn(event), event.params.project);
	const until = await openUntil(house.db, member);
	const { id, name, organisation, isArchived } = member.project;
	const home = `/projecten/${id}`;
	const isHere = (at: string) => (at === home ? path === home : path === at || path.startsWith(`${at}/`));
	return {
		opened: until && { project: id, until: speech.moment(until), byMe: member.isOpener, name },
		frame: {
			name,
			isArchived,
			isSample: await isInvented(house.db, organisation),
			home: speech.href(home),
			pages: PAGES.filter((page) => Object.hasOwn(ACCESS, `/projecten/[project]${page.path}`) && (page.isFor?.(member) ?? true)).map(
				(page) => ({
					href: speech.href(home + page.path),
					name: page.name,
					here: home + page.path === path ? ('page' as const) : isHere(home + page.path) ? ('true' as const) : undefined,
				}),
			),
		},
	};
};
