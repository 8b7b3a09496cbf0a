import { isFresh } from '#accounts/account.ts';
import { baseBesideFor, mayTakeFromBase } from '#stakeholders/base-set/offers.server.ts';
import { inSight, isDecisive, mayAddStakeholder } from '#stakeholders/stakeholder.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { proveAgainFor, signedIn } from '../../../signing.server.ts';
import { hrefOfStakeholder, kindNamed, listedStakeholder, stakeholdersAsked } from '../../../stakeholders.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home, edition } = await stakeholdersAsked(event);
	const { say, day, number } = speech;
	const all = await stakeholdersFor(db, keys, member);
	const there = inSight(all);
	const sum = (of: 'dwellings' | 'share') => there.reduce((total, { facts }) => total + (facts[of] ?? 0), 0);
	const share = number(Math.round(sum('share') * 10) / 10);
	const kind = kindNamed(edition, speech);
	return {
		home,
		project: member.project.name,
		stakeholders: there.map((one) => listedStakeholder(member, speech, one, kind)),
		decisive: there.filter(isDecisive).map((one) => listedStakeholder(member, speech, one, kind)),
		property: sum('share') > 0 ? say('stakeholders.propertySum', { dwellings: sum('dwellings'), share }) : null,
		isTooMuch: sum('share') > 100 ? say('stakeholders.propertyTooMuch', { share }) : null,
		removed: all.flatMap(({ id, removed }) =>
			removed === null ? [] : [{ id, href: hrefOfStakeholder(member, speech, id), day: day(removed.at.slice(0, 10)) }],
		),
		base: (await mayTakeFromBase(db, member))
			? { offered: (await baseBesideFor(db, keys, member)).compared.filter((one) => one.isOffered).length }
			: null,
		mayAdd: mayAddStakeholder(member, 'internal'),
		proveFirst: isFresh(signedIn(event)) ? null : proveAgainFor(home, speech),
	};
};
