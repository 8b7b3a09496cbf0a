import type { Edition } from '#guide/edition.ts';
import type { Speech } from '#platform/messages.ts';
import { GROUP_NAMES } from '../judgement.ts';
import type { Contact } from './contact.ts';
import { type Involvement, isUntold, type Plan, type State, WAY_NAMES } from './involvement.ts';
import type { RhythmGroup } from './rhythm.ts';
import { monthsOf, type Silence } from './silence.ts';

/** Moments and silences in words, alike on every page, on paper and in a spreadsheet. */

export const whenTold = ({ from, until }: Pick<Plan, 'from' | 'until'>, { say, day }: Speech): string =>
	from === until ? day(from) : say('stakeholders.whenPeriod', { from: day(from), until: day(until) });

export const wayTold = ({ way, otherWay }: Pick<Plan, 'way' | 'otherWay'>, { say }: Speech): string => otherWay || say(WAY_NAMES[way]);

export const STATE_NAMES = {
	planned: 'stakeholders.statePlanned',
	held: 'stakeholders.stateHeld',
	struck: 'stakeholders.stateStruck',
} as const satisfies Record<State, string>;

export const stateTold = (one: Pick<Involvement, 'state' | 'plan'>, today: string, { say }: Speech): string =>
	say(isUntold(one, today) ? 'stakeholders.stateUntold' : STATE_NAMES[one.state]);

/** The junction or phase it belongs to; empty where that is none, or none that this edition knows. */
export function methodPlaceTold({ junction, phase }: Pick<Plan, 'junction' | 'phase'>, edition: Edition, { say, wording }: Speech): string {
	const there = junction === null ? undefined : edition.junction(junction);
	if (there) return `${there.number} ${wording(there.texts).text.title}`;
	const during = phase === null ? undefined : edition.phase(phase);
	return during ? say('stakeholders.methodPhase', { number: during.number, name: wording(during.texts).text.name }) : '';
}

export function silenceTold(silence: Silence, today: string, { say, day }: Speech): string {
	const months = monthsOf(silence, today);
	if (silence.until === null) return say('stakeholders.silentNow', { day: day(silence.from), months });
	return say('stakeholders.silentUntil', { from: day(silence.from), until: day(silence.until), months });
}

/** How it stands with somebody today: silent already, or from when. */
export const quietTold = ({ quiet }: Contact, today: string, speech: Speech): string =>
	quiet.now ? silenceTold(quiet.now, today, speech) : speech.say('stakeholders.silentFrom', { day: speech.day(quiet.dueBy) });

export const rhythmGroupTold = (group: RhythmGroup, { say }: Speech): string =>
	say(group === 'none' ? 'stakeholders.involveGroupNone' : GROUP_NAMES[group]);
