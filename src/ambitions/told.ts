import type { Speech } from '#platform/messages.ts';
import { rankedIn } from '#registers/field.ts';
import { OUTCOME_NAMES, type Outcome } from '#registers/pairs/pair.ts';
import type { Item } from '#registers/register.ts';
import { placeIn, type Standing } from './orders.ts';
import type { Pair } from './pairs.ts';
import { partyOf, partyTold, themeTold, WANT_NAMES } from './want.ts';

/** Beside the word, never instead of it. */
export const SIGNS: Record<Outcome, string> = { clash: '≠', reinforcement: '+' };

/** Why two items clash or reinforce, in the reader’s language; empty where the finder says so no more. */
export function reasonTold({ reason, one, other }: Pair, speech: Speech): string {
	if (!reason) return '';
	const { values } = reason;
	const days = (value: unknown) => String(value ?? '').replace(/\d{4}-\d{2}-\d{2}/g, (day) => speech.day(day));
	return speech.say(reason.key, {
		...values,
		...{ one: partyTold(partyOf(one), speech), other: partyTold(partyOf(other), speech) },
		...('theme' in values ? { theme: themeTold(String(values.theme), speech) } : {}),
		...('period' in values ? { period: days(values.period), otherPeriod: days(values.otherPeriod) } : {}),
	});
}

/** What stands on one side of a pair: whose it is, what kind of thing, and what it says. Of what was removed there is nothing left. */
export function sideTold(item: Item, theme: string, speech: Speech): { label: string; text: string } {
	const { say } = speech;
	if (item.removed) return { label: say('registers.isRemoved'), text: '' };
	const place = placeIn({ ranked: rankedIn(item.filled.ranking ?? '') }, theme);
	const text = place
		? `${themeTold(theme, speech)}: ${say('ambitions.placeTold', { rank: place.rank, of: place.of })}`
		: (item.filled.what ?? '');
	return { label: `${partyTold(partyOf(item), speech)} – ${say(WANT_NAMES[item.register] ?? 'ambitions.wish')}`, text };
}

/** What is to be said of a theme in all orders: high with many, far apart, or nothing. */
export const stateTold = ({ high, isShared, isApart }: Standing, count: number, { say }: Speech): string =>
	[isShared && say('ambitions.highWithMany', { high, count }), isApart && say('ambitions.farApart')].filter(Boolean).join('; ');

/** What a pair is called in a list. */
export function pairTold({ one, other, outcome, theme }: Pair, speech: Speech): string {
	const about = theme || one.filled.theme || other.filled.theme || '';
	const between = [one, other].map((item) => (item.removed ? speech.say('registers.isRemoved') : partyTold(partyOf(item), speech)));
	return `${speech.say(OUTCOME_NAMES[outcome])}: ${[...new Set(between)].join(' – ')}${about ? ` (${themeTold(about, speech)})` : ''}`;
}
