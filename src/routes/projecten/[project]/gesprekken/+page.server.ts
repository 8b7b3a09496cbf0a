import { isFresh } from '#accounts/account.ts';
import { ITEM_KINDS, ITEM_TITLES } from '#talks/line.ts';
import { ambitionsOf } from '#talks/lines.server.ts';
import { sharedFor } from '#talks/shared.server.ts';
import { isAtWork, mayPlanTalk, maySeeShared, STAGE_NAMES } from '#talks/talk.ts';
import { partiesSpokenWith, talksFor } from '#talks/talks.server.ts';
import { proveAgainFor, signedIn } from '../../../signing.server.ts';
import { listedItem, listedLine, sidesTold, talksAsked } from '../../../talks.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home } = await talksAsked(event);
	const { say, day, href } = speech;
	const seesShared = maySeeShared(member);
	const items = seesShared ? await sharedFor(db, keys, member) : [];
	const parties = seesShared ? await partiesSpokenWith(db, keys, member) : null;
	return {
		home,
		seesShared,
		kinds: ITEM_KINDS.map((kind) => ({
			kind,
			title: say(ITEM_TITLES[kind]),
			items: items.filter((item) => item.kind === kind).map((item) => listedItem(item, member, speech)),
		})).filter((one) => one.items.length > 0),
		spokenWith: parties === null ? null : say('talks.spokenWith', { count: parties }),
		talks: (await talksFor(db, keys, member)).map((talk) => ({
			id: talk.id,
			href: href(`${home}/${talk.id}`),
			party: talk.plan.party,
			about: [sidesTold(talk, speech), talk.plan.on === null ? '' : day(talk.plan.on), say(STAGE_NAMES[talk.stage])]
				.filter(Boolean)
				.join(' · '),
		})),
		ambitions: (await ambitionsOf(db, keys, member)).map((line) => listedLine(line, home, speech)),
		mayPlan: mayPlanTalk(member),
		mayWrite: isAtWork(member),
		proveFirst: isFresh(signedIn(event)) ? null : proveAgainFor(home, speech),
	};
};
