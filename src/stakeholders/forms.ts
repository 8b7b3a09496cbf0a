import * as v from 'valibot';
import { CHOSEN_CHANNELS } from '#logbook/entry.ts';
import { id, text } from '#logbook/forms.ts';
import { isDay } from '#logbook/question.ts';
import { line, oneOf } from '#platform/forms.ts';
import { GROUPS, type Place } from './judgement.ts';
import { type Facts, LONGEST_LINE, RANKS, REGISTER_LEVELS } from './stakeholder.ts';
import { AXES, type Axis, STEPS, type Step, stepIn } from './steps.ts';

const LONGEST_TEXT = 2_000;
export const LONGEST_REASON = 500;
const MOST_DWELLINGS = 1_000_000;

export const optionalLine = v.pipe(
	v.string(),
	v.transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').toWellFormed().trim()),
	v.maxLength(LONGEST_LINE, 'platform.tooLong'),
);
/** A number of people, as they type one: 1.250 is as good as 1250. */
const dwellings = v.pipe(
	v.string(),
	v.transform((typed) => typed.replace(/[\s.]/g, '')),
	v.check((typed) => typed === '' || (/^\d{1,7}$/.test(typed) && Number(typed) <= MOST_DWELLINGS), 'stakeholders.dwellingsWrong'),
);
const share = v.pipe(
	v.string(),
	v.transform((typed) => typed.replace(/[\s%]/g, '').replace(',', '.')),
	v.check((typed) => typed === '' || (/^\d{1,3}(\.\d)?$/.test(typed) && Number(typed) <= 100), 'stakeholders.shareWrong'),
);
const step = v.pipe(
	v.string(),
	v.check((typed) => typed === '' || STEPS.some((one) => String(one) === typed), 'stakeholders.stepWrong'),
);
const day = v.pipe(
	v.string(),
	v.trim(),
	v.check((typed) => typed === '' || (isDay(typed) && typed >= '1950-01-01' && typed <= '2199-12-31'), 'logbook.dayMissing'),
);

/** What is asked of a stakeholder. Fields are called in Dutch, as all of our addresses and forms. */
export const STAKEHOLDER = v.object({
	naam: line('stakeholders.nameMissing'),
	soort: id,
	contactpersonen: text(null, LONGEST_TEXT),
	rang: v.pipe(
		v.string(),
		v.check((typed) => typed === '' || RANKS.some((rank) => rank === typed), 'stakeholders.stepWrong'),
	),
	woningen: dwellings,
	aandeel: share,
	bereidheid: step,
	bron: optionalLine,
	eigenaar: id,
	herzien: day,
});
type Given = v.InferOutput<typeof STAKEHOLDER>;

/** Where a new one belongs, and along which way it came. */
export const NEW_STAKEHOLDER = v.object({
	...STAKEHOLDER.entries,
	niveau: oneOf(REGISTER_LEVELS, 'projects.levelMissing'),
	weg: oneOf(CHOSEN_CHANNELS, 'logbook.channelMissing'),
});
export const CHANGED_STAKEHOLDER = v.object({ ...STAKEHOLDER.entries, versie: v.string() });

const numberIn = (typed: string): number | null => (typed === '' ? null : Number(typed));

/** What the form says, as the domain knows it. A kind that the guide does not know is any other party. */
export const factsIn = (given: Given, kinds: readonly string[]): Facts => ({
	name: given.naam,
	kind: kinds.includes(given.soort) ? given.soort : '',
	contacts: given.contactpersonen,
	rank: RANKS.find((rank) => rank === given.rang) ?? null,
	dwellings: numberIn(given.woningen),
	share: numberIn(given.aandeel),
	willingness: stepIn(given.bereidheid),
	source: given.bron,
	reviewOn: given.herzien === '' ? null : given.herzien,
});

/** A stakeholder as its form has it. */
export const asTyped = (facts: Facts, owner: string | null): Record<keyof Given, string> => ({
	naam: facts.name,
	soort: facts.kind,
	contactpersonen: facts.contacts,
	rang: facts.rank ?? '',
	woningen: String(facts.dwellings ?? ''),
	aandeel: String(facts.share ?? '').replace('.', ','),
	bereidheid: String(facts.willingness ?? ''),
	bron: facts.source,
	eigenaar: owner ?? '',
	herzien: facts.reviewOn ?? '',
});

export const REMOVE = v.object({ reden: text('stakeholders.removeReasonMissing', LONGEST_REASON) });
export const GROUP = v.object({
	groep: oneOf(GROUPS, 'stakeholders.groupMissing'),
	groepreden: text('stakeholders.groupReasonMissing', LONGEST_REASON),
	groepgezien: id,
});

/** The fields of one line of the matrix. The reason stands beside the step it is for; on a page of one stakeholder there is no id. */
const STEP_FIELDS: Record<Axis, string> = { interest: 'belang', influence: 'invloed' };
export const stepField = (axis: Axis, stakeholder = ''): string => `${STEP_FIELDS[axis]}${stakeholder && `-${stakeholder}`}`;
export const reasonField = (axis: Axis, stakeholder = ''): string => `${STEP_FIELDS[axis]}-waarom${stakeholder && `-${stakeholder}`}`;

const LINE = (stakeholder: string) =>
	Object.fromEntries(
		AXES.flatMap((axis) => [
			[stepField(axis, stakeholder), step],
			[reasonField(axis, stakeholder), text(null, LONGEST_REASON)],
		]),
	);

/** The matrix to fill in, a line for each of these stakeholders. */
export const matrixSchema = (stakeholders: readonly string[]) =>
	v.object({
		...Object.assign({}, ...stakeholders.map(LINE)),
		weg: oneOf(CHOSEN_CHANNELS, 'logbook.channelMissing'),
	} as v.ObjectEntries);
export const PLACE = v.object({ ...LINE(''), plaatsgezien: id } as v.ObjectEntries);

/** One line of it, and which of its reasons is missing. */
export function placeIn(
	values: Record<string, unknown>,
	stakeholder = '',
): { place: Place; issues: Record<string, 'stakeholders.whyMissing'> } {
	const said = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
	const on = (axis: Axis): { step: Step | null; reason: string } => ({
		step: stepIn(said(stepField(axis, stakeholder))),
		reason: said(reasonField(axis, stakeholder)),
	});
	const place: Place = { interest: on('interest'), influence: on('influence') };
	const missing = AXES.filter((axis) => place[axis].step !== null && place[axis].reason === '');
	return { place, issues: Object.fromEntries(missing.map((axis) => [reasonField(axis, stakeholder), 'stakeholders.whyMissing' as const])) };
}

/** One line of it as its fields have it. */
export const placeTyped = (place: Place, stakeholder = ''): Record<string, string> =>
	Object.fromEntries(
		AXES.flatMap((axis) => [
			[stepField(axis, stakeholder), String(place[axis].step ?? '')],
			[reasonField(axis, stakeholder), place[axis].reason],
		]),
	);

/** A place as somebody dragged it to, as the address of its form says; the reason is asked anew where the step is another one. */
export function draggedTo(place: Place, query: URLSearchParams): Place | null {
	const to = (axis: Axis) => stepIn(query.get(STEP_FIELDS[axis]) ?? '');
	if (AXES.some((axis) => to(axis) === null)) return null;
	const on = (axis: Axis) => (to(axis) === place[axis].step ? place[axis] : { step: to(axis), reason: '' });
	return { interest: on('interest'), influence: on('influence') };
}

/** The address of a form with the steps still to be filled in, for the script of the matrix. */
export const toDrag = (path: string, anchor: string, query = ''): string =>
	`${path}?${query}${STEP_FIELDS.interest}=BELANG&${STEP_FIELDS.influence}=INVLOED#${anchor}`;
