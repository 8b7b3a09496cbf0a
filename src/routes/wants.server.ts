import { VIEWS } from '#ambitions/views.ts';
import { partyTold, type Want } from '#ambitions/want.ts';
import type { Speech } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import { registerOf } from '#registers/all.ts';
import { PRIORITIES } from '#registers/definitions/ambitions.ts';
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
