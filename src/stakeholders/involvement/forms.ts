import * as v from 'valibot';
import type { Edition } from '#guide/edition.ts';
import { CHOSEN_CHANNELS } from '#logbook/entry.ts';
import { id, text } from '#logbook/forms.ts';
import { dayOf, isDay } from '#logbook/question.ts';
import { type Issues, oneOf } from '#platform/forms.ts';
import { type Involvement, type Plan, WAYS } from './involvement.ts';
import { FEWEST_MONTHS, MOST_MONTHS, RHYTHM_GROUPS, type Rhythm, type RhythmGroup } from './rhythm.ts';

const LONGEST_OTHER = 200;
const LONGEST_TEXT = 2_000;
const LONGEST_REASON = 500;
const FIRST_DAY = '1950-01-01';
const LAST_DAY = '2199-12-31';

const isOurDay = (typed: string): boolean => isDay(typed) && typed >= FIRST_DAY && typed <= LAST_DAY;
const day = v.pipe(v.string(), v.trim(), v.check(isOurDay, 'logbook.dayMissing'));
const optionalDay = v.pipe(
	v.string(),
	v.trim(),
	v.check((typed) => typed === '' || isOurDay(typed), 'logbook.dayMissing'),
);

const DAYS = { van: day, tot: optionalDay };
const PLAN = {
	...DAYS,
	vorm: oneOf(WAYS, 'stakeholders.wayMissing'),
	andersnamelijk: text(null, LONGEST_OTHER),
	waarbij: id,
	waarvoor: text('stakeholders.purposeMissing', LONGEST_TEXT),
	eigenaar: id,
};
type Given = v.InferOutput<v.ObjectSchema<typeof PLAN, undefined>>;

/** A stakeholder that may be ticked has a field of its own. */
export const fieldOfStakeholder = (stakeholder: string): string => `partij-${stakeholder}`;

/** A new moment, for as many of these stakeholders as somebody ticks. */
export const newInvolvement = (stakeholders: readonly string[]) =>
	v.object({
		...PLAN,
		...(Object.fromEntries(stakeholders.map((one) => [fieldOfStakeholder(one), v.string()])) as Record<string, v.StringSchema<undefined>>),
		stand: oneOf(['planned', 'held'], 'stakeholders.standMissing'),
		uitkomst: text(null, LONGEST_TEXT),
		weg: oneOf(CHOSEN_CHANNELS, 'logbook.channelMissing'),
	});
export const CHANGED_INVOLVEMENT = v.object({ ...PLAN, uitkomst: text(null, LONGEST_TEXT), versie: v.string() });
export const HELD = v.object({
	gehoudenvan: day,
	gehoudentot: optionalDay,
	resultaat: text('stakeholders.outcomeMissing', LONGEST_TEXT),
	versie: v.string(),
});
export const STRUCK = v.object({ reden: text('stakeholders.strikeReasonMissing', LONGEST_REASON), versie: v.string() });

/** What is wrong with a moment as a whole, though each field is right by itself. */
export function planIssues({ van, tot, vorm, andersnamelijk }: Given, isHeld: boolean, now: Date = new Date()): Issues {
	return {
		...windowIssues(van, tot, isHeld, 'van', 'tot', now),
		...(vorm === 'other' && andersnamelijk === '' ? { andersnamelijk: 'stakeholders.otherWayMissing' as const } : {}),
	};
}

export function windowIssues(from: string, until: string, isHeld: boolean, van: string, tot: string, now: Date = new Date()): Issues {
	if (isHeld && from > dayOf(now)) return { [van]: 'stakeholders.heldInFuture' };
	if (until !== '' && until < from) return { [tot]: 'stakeholders.untilBeforeFrom' };
	return isHeld && until > dayOf(now) ? { [tot]: 'stakeholders.heldInFuture' } : {};
}

/** Where in the method a moment belongs, as its field says it. */
const PHASE = 'fase-';
export const placeTyped = ({ junction, phase }: Pick<Plan, 'junction' | 'phase'>): string =>
	junction ?? (phase === null ? '' : `${PHASE}${phase}`);

/** The plan as the domain knows it. What the edition does not know is not kept, unless it was so before. */
export function planIn(given: Given, edition: Edition, before?: Plan): Plan {
	const isOther = given.vorm === 'other';
	return {
		...{
			from: given.van,
			until: given.tot || given.van,
			way: given.vorm,
			otherWay: isOther ? given.andersnamelijk : '',
			purpose: given.waarvoor,
		},
		...placeIn(given.waarbij, edition, before),
	};
}

function placeIn(typed: string, edition: Edition, before?: Plan): Pick<Plan, 'junction' | 'phase'> {
	if (before && placeTyped(before) === typed) return { junction: before.junction, phase: before.phase };
	const junction = edition.junction(typed);
	if (junction) return { junction: junction.id, phase: junction.phase };
	const phase = typed.startsWith(PHASE) ? edition.phase(Number(typed.slice(PHASE.length))) : undefined;
	return { junction: null, phase: phase?.number ?? null };
}

/** A moment as its form has it. A day that is the first and the last one is typed once. */
export const involvementTyped = ({
	plan,
	owner,
	note,
	version,
}: Pick<Involvement, 'plan' | 'owner' | 'note' | 'version'>): Record<string, string> => ({
	...{ van: plan.from, tot: plan.until === plan.from ? '' : plan.until, vorm: plan.way, andersnamelijk: plan.otherWay },
	...{ waarbij: placeTyped(plan), waarvoor: plan.purpose, eigenaar: owner ?? '', uitkomst: note, versie: String(version) },
});

const months = v.pipe(
	v.string(),
	v.trim(),
	v.check((typed) => /^\d{1,2}$/.test(typed) && Number(typed) >= FEWEST_MONTHS && Number(typed) <= MOST_MONTHS, 'stakeholders.monthsWrong'),
);
export const fieldOfRhythm = (group: RhythmGroup): string => `maanden-${group}`;
export const RHYTHM = v.object(
	Object.fromEntries(RHYTHM_GROUPS.map((group) => [fieldOfRhythm(group), months])) as Record<string, typeof months>,
);
export const rhythmIn = (values: Record<string, string>): Rhythm =>
	Object.fromEntries(RHYTHM_GROUPS.map((group) => [group, Number(values[fieldOfRhythm(group)])])) as Rhythm;
