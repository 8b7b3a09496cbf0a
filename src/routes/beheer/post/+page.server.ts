import { postFor, tryAgain } from '#operating/post.server.ts';
import { operator } from '../../signing.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { house, speech } = event.locals;
	const post = await postFor(house.db, await operator(event));
	const { say } = speech;
	const fact = (label: string, value: number) => ({ label, value: speech.number(value) });
	return {
		hasMail: house.settings.mail !== null,
		unread: post.unread,
		facts: [
			fact(say('operating.postWaiting'), post.waiting),
			fact(say('operating.postTried'), post.failing),
			fact(say('operating.postSent'), post.sentToday),
			fact(say('operating.postGivenUp'), post.givenUp),
			fact(say('operating.postUnread'), post.unread),
		],
		troubled: post.troubled.map(({ id, kind, address, writtenAt, givenUpAt, attempts, lastError }) => ({
			id,
			kind,
			address,
			when: say('operating.postAttempts', { written: speech.moment(writtenAt), attempts }),
			isGivenUp: givenUpAt !== null,
			lastError,
		})),
	};
};

export const actions: Actions = {
	default: async (event) => ({ again: await tryAgain(event.locals.house.db, await operator(event)) }),
};
