import { idIn } from '#platform/forms.ts';
import { lettersFor, markAllRead, markRead, unreadOf } from '#platform/letters/letters.server.ts';
import { signedIn } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const account = signedIn(event);
	const unreadOnly = event.url.searchParams.get('toon') === 'nieuw';
	const letters = await lettersFor(house.db, house.keys, account.id, new Date(), { unreadOnly });
	return {
		unreadOnly,
		unread: await unreadOf(house.db, account.id),
		letters: letters.map(({ id, language, subject, paragraphs, link, writtenAt, readAt }) => ({
			id,
			lang: speech.foreign({ language }),
			subject,
			paragraphs,
			link,
			written: speech.moment(writtenAt),
			isRead: readAt !== null,
		})),
	};
};

export const actions: Actions = {
	lezen: async (event) => {
		const id = await idIn(event.request, 'bericht');
		await markRead(event.locals.house.db, signedIn(event).id, id);
	},
	alles: async (event) => ({ marked: await markAllRead(event.locals.house.db, signedIn(event).id) }),
};
