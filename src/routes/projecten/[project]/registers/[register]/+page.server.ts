import { isFresh } from '#accounts/account.ts';
import { isWanted } from '#ambitions/want.ts';
import { crossedIn, groupsOf, withWords } from '#registers/arranging.ts';
import { COSTS } from '#registers/definitions/goals.ts';
import { itemsFor } from '#registers/items.server.ts';
import { type Item, inSight, mayAddItem } from '#registers/register.ts';
import { remarksOn } from '#registers/remarks.server.ts';
import { hrefOfItem, listedItem, registerAsked } from '../../../../registers.server.ts';
import { proveAgainFor, signedIn } from '../../../../signing.server.ts';
import { viewsTold } from '../../../../wants.server.ts';
import type { PageServerLoad } from './$types.ts';

const LONGEST_WORDS = 100;

/** The words by which somebody narrows the list. */
const wordsIn = (query: URLSearchParams) => (query.get('q') ?? '').replaceAll('\u0000', '').toWellFormed().slice(0, LONGEST_WORDS).trim();

export const load: PageServerLoad = async (event) => {
	const { db, keys, member, speech, home, list, register, edition } = await registerAsked(event);
	const { say, day, href, wording } = speech;
	const items = await itemsFor(db, keys, member, register);
	const there = inSight(items);
	const words = wordsIn(event.url.searchParams);
	const chosen = withWords(register, there, words, speech);
	// Of what is not measured, no remark shows in a list.
	const remarks = register.measures ? await remarksOn(db, keys, member, chosen) : undefined;
	const listed = (item: Item) => listedItem(member, speech, register, item, remarks?.get(item.id) ?? []);
	const crossed = register.crossed && crossedIn(register.crossed, chosen);
	return {
		home,
		list,
		title: say(register.title),
		lead: say(register.lead),
		add: say(register.add),
		count: there.length,
		words,
		isNothingFound: chosen.length === 0 && words !== '',
		crossed: crossed &&
			register.crossed && {
				...{ dots: crossed.dots, placed: crossed.placed.map(listed), others: crossed.others.map(listed) },
				...{ along: say(register.crossed.alongName), up: say(register.crossed.upName), label: say(register.crossed.drawn) },
				square: register.crossed.square ? say(register.crossed.square.told) : '',
			},
		groups: crossed
			? []
			: groupsOf(register, chosen).map((group) => ({
					...{ id: group.word || 'overig', title: group.title && say(group.title) },
					items: group.items.map(listed),
				})),
		beside: register.id === COSTS.id && there.length > 0 ? href(`${list}/naast-elkaar`) : null,
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
