import { isFresh } from '#accounts/account.ts';
import { isWanted } from '#ambitions/want.ts';
import { itemsFor } from '#registers/items.server.ts';
import { inSight, mayAddItem } from '#registers/register.ts';
import { hrefOfItem, listedItem, registerAsked } from '../../../../registers.server.ts';
import { proveAgainFor, signedIn } from '../../../../signing.server.ts';
import { viewsTold } from '../../../../wants.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home, list, register, edition } = await registerAsked(event);
	const { say, day, href, wording } = speech;
	const items = await itemsFor(db, keys, member, register);
	return {
		home,
		list,
		title: say(register.title),
		lead: say(register.lead),
		add: say(register.add),
		items: inSight(items).map((item) => listedItem(member, speech, register, item)),
		removed: items.flatMap(({ id, removed }) =>
			removed === null ? [] : [{ id, href: hrefOfItem(member, speech, register, id), day: day(removed.at.slice(0, 10)) }],
		),
		views: isWanted(register) ? viewsTold(home, speech) : [],
		junctions: register.junctions.flatMap((id) => {
			const junction = edition.junctions.find((one) => one.id === id);
			if (!junction) return [];
			const { text, language } = wording(junction.texts);
			const at = href(`/projecten/${member.project.id}/knooppunten/${id}`);
			return [{ id, href: at, title: `${junction.number} ${text.title}`, language }];
		}),
		mayAdd: mayAddItem(member, 'internal'),
		proveFirst: isFresh(signedIn(event)) ? null : proveAgainFor(list, speech),
	};
};
