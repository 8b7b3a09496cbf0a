import { type RequestEvent, redirect } from '@sveltejs/kit';
import { contributionsFor, hide, show } from '#meetings/contributions.server.ts';
import { OF } from '#meetings/forms.ts';
import { guestsFor, sendAway } from '#meetings/guests.server.ts';
import { mayHost } from '#meetings/meeting.ts';
import { close, joinCodeFor, lock, meetingFor, unlock } from '#meetings/meetings.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import { readForm } from '#platform/forms.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Member } from '#projects/member.ts';
import { memberOf } from '#projects/members.server.ts';
import { signedIn } from '../../../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech, path } = event.locals;
	const { db, keys } = house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const meeting = await meetingFor(db, member, event.params.bijeenkomst);
	const contributions = await contributionsFor(db, member, meeting.id);
	const isHost = mayHost(member, meeting) && meeting.isOpen;
	return {
		path,
		project: member.project.id,
		...{ title: meeting.title, question: meeting.question, isOpen: meeting.isOpen, isLocked: meeting.isLocked },
		until: speech.moment(meeting.openUntil),
		contributions: contributions.map(({ sentAt, ...contribution }) => ({ ...contribution, sent: speech.moment(sentAt) })),
		hosted: isHost ? { code: await joinCodeFor(db, keys, member, meeting.id), guests: await guestsFor(db, member, meeting.id) } : null,
	};
};

type Deed = (db: Database, keys: Keys, member: Member, meeting: string, of: string) => Promise<void>;

/** Does something in this meeting, to the one thing the button stands beside, and shows the page again. */
const doing = (deed: Deed) => async (event: RequestEvent<{ project: string; bijeenkomst: string }>) => {
	const { db, keys } = event.locals.house;
	const member = await memberOf(db, signedIn(event), event.params.project);
	const form = await readForm(event.request, OF);
	await deed(db, keys, member, event.params.bijeenkomst, form.ok ? form.values.van : '');
	redirect(303, event.url.pathname);
};

export const actions: Actions = {
	tonen: doing(show),
	verbergen: doing(hide),
	wegsturen: doing(sendAway),
	vergrendelen: doing((db, keys, member, meeting) => lock(db, keys, member, meeting)),
	ontgrendelen: doing((db, keys, member, meeting) => unlock(db, keys, member, meeting)),
	sluiten: doing((db, keys, member, meeting) => close(db, keys, member, meeting)),
};
