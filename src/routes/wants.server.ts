import type { Order, Standing } from '#ambitions/orders.ts';
import type { Pair } from '#ambitions/pairs.ts';
import { pairTold, reasonTold, SIGNS, sideTold } from '#ambitions/told.ts';
import { VIEWS } from '#ambitions/views.ts';
import { partyTold, themeTold, type Want } from '#ambitions/want.ts';
import type { Speech } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import { registerOf } from '#registers/all.ts';
import { PRIORITIES } from '#registers/definitions/ambitions.ts';
import { type Judgement, VERDICT_NAMES } from '#registers/pairs/pair.ts';
import type { Item } from '#registers/register.ts';
import { hrefOfItem } from './registers.server.ts';

/** The pages on which the registers are laid beside each other. */
export const viewsTold = (home: string, { say, href }: Speech) =>
	VIEWS.map(({ address, title, lead }) => ({ address, href: href(`${home}/overzicht/${address}`), title: say(title), lead: say(lead) }));

/** Where an item is on its own. */
export function hrefOfWant(member: Member, speech: Speech, { register, id }: Pick<Item, 'register' | 'id'>): string {
	return hrefOfItem(member, speech, registerOf(register) ?? PRIORITIES, id);
}

/** Who ranked, or wants something, with a way to what they said. */
export const partyLinked = (member: Member, speech: Speech, { party, item }: Want) => ({
	name: partyTold(party, speech),
	href: hrefOfWant(member, speech, item),
});

/** How far apart parties put a theme, as one sentence. */
export function apartTold({ theme, places }: Standing, orders: readonly Order[], speech: Speech): { theme: string; text: string } {
	const sorted = places.toSorted((one, other) => one.height - other.height);
	const [first, last] = [sorted.at(0), sorted.at(-1)];
	const nameOf = (place: typeof first) => {
		const order = orders[place?.order ?? 0];
		return order ? partyTold(order.party, speech) : '';
	};
	const values = { one: nameOf(first), rank: first?.rank ?? 0, other: nameOf(last), otherRank: last?.rank ?? 0 };
	return { theme, text: speech.say('ambitions.apartTold', { theme: themeTold(theme, speech), ...values }) };
}

/** What somebody said of a pair. */
export function judgementTold({ verdict, text, day, at, authorName }: Judgement, speech: Speech) {
	const { say } = speech;
	return {
		verdict: say(VERDICT_NAMES[verdict]),
		text: [day && speech.day(day), text].filter(Boolean).join(': '),
		about: say('logbook.enteredBy', { moment: speech.moment(at), name: authorName || say('logbook.somebodyGone') }),
	};
}

/** A pair as it stands in a list. */
export function pairListed(home: string, speech: Speech, pair: Pair) {
	const { say, href } = speech;
	const [last] = pair.judgements;
	const said = last && judgementTold(last, speech);
	return {
		...{ key: pair.key, href: href(`${home}/overzicht/raakvlakken/${pair.key}`), sign: SIGNS[pair.outcome], title: pairTold(pair, speech) },
		isForCore: pair.level === 'core',
		again: pair.state === 'again' ? say('ambitions.again') : '',
		sides: [pair.one, pair.other].map((item) => ({ id: item.id, ...sideTold(item, pair.theme, speech) })),
		reason: reasonTold(pair, speech),
		said: said ? [`${said.verdict}.`, said.text, said.about].filter(Boolean).join(' ') : '',
	};
}
