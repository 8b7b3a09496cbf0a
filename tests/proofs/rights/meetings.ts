import { contribute, contributionsFor, show, shownTo } from '#meetings/contributions.server.ts';
import { guestsFor, sendAway } from '#meetings/guests.server.ts';
import { guestOf } from '#meetings/joining.server.ts';
import { close, lock, meetingsFor, openMeeting } from '#meetings/meetings.server.ts';
import { keys } from '../../village/people.ts';
import { type Action, asMember, type GuestAction } from './trying.ts';

/** What is done at a meeting. */
export const AT_MEETINGS: Record<string, Action> = {
	'open a meeting': asMember((db, member) => openMeeting(db, keys, member, { title: 'x', question: 'x', hours: 1 })),
	'see the meetings': asMember((db, member) => meetingsFor(db, member)),
	'read a meeting of another project': asMember((db, member, { meetingElsewhere }) => contributionsFor(db, member, meetingElsewhere.id)),
	'read the contributions to a meeting': asMember((db, member, { meeting }) => contributionsFor(db, member, meeting.id)),
	'see the guests of a meeting': asMember((db, member, { meeting }) => guestsFor(db, member, meeting.id)),
	'show a contribution to the room': asMember((db, member, { meeting }) => show(db, keys, member, meeting.id, meeting.waiting)),
	'lock a meeting': asMember((db, member, { meeting }) => lock(db, keys, member, meeting.id)),
	'close a meeting': asMember((db, member, { meeting }) => close(db, keys, member, meeting.id)),
	'send the guest away': asMember((db, member, { meeting }) => sendAway(db, keys, member, meeting.id, meeting.guest)),
};
/** What guests do there. */
export const OF_GUESTS: Record<string, GuestAction> = {
	'take part in a meeting by a sign': (db, sign, { meeting }) => guestOf(db, sign, meeting.id),
	'see what the room sees of a meeting': async (db, sign, { meeting }) => shownTo(db, await guestOf(db, sign, meeting.id)),
	'hand in a contribution': async (db, sign, { meeting }) => contribute(db, keys, await guestOf(db, sign, meeting.id), 'x'),
	'take part in another meeting by the sign': (db, sign, { meetingElsewhere }) => guestOf(db, sign, meetingElsewhere.id),
};
