import * as v from 'valibot';
import { CHOSEN_CHANNELS } from '#logbook/entry.ts';
import { id, text } from '#logbook/forms.ts';
import { isDay } from '#logbook/question.ts';
import { line, oneOf } from '#platform/forms.ts';
import { AGREEMENTS, SHARED_LEVELS, STATES } from './shared.ts';
import { type Plan, PRIVACIES, STAGES, STEPS, type Step } from './talk.ts';

const LONGEST_LINE = 200;
const LONGEST_TEXT = 2_000;
const LONGEST_WORDS = 5_000;
const LONGEST_WORDING = 1_000;

const optionalLine = v.pipe(
	v.string(),
	v.transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').toWellFormed().trim()),
	v.maxLength(LONGEST_LINE, 'platform.tooLong'),
);
const day = v.pipe(
	v.string(),
	v.trim(),
	v.check((typed) => typed === '' || (isDay(typed) && typed >= '1950-01-01' && typed <= '2199-12-31'), 'logbook.dayMissing'),
);
/** A time of day, as people write one: 9.30 is as good as 09:30. */
const time = v.pipe(
	v.string(),
	v.transform((typed) =>
		typed
			.trim()
			.replace('.', ':')
			.replace(/^(\d):/, '0$1:'),
	),
	v.check((typed) => typed === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(typed), 'talks.timeWrong'),
);

/** How the questions of a step are called in the form. */
export const QUESTION_FIELDS: Record<Step, string> = {
	...{ opening: 'vragen-begin', dream: 'vragen-droom', nightmare: 'vragen-nachtmerrie' },
	...{ fear: 'vragen-angst', closing: 'vragen-slot' },
};

/** What is asked to prepare a talk. Fields are called in Dutch, as all of our addresses and forms. */
export const PLAN = v.object({
	partij: line('talks.partyMissing'),
	persoon: id,
	plaats: optionalLine,
	dag: day,
	tijd: time,
	privacy: oneOf(PRIVACIES, 'talks.privacyMissing'),
	afgesproken: text(null, LONGEST_TEXT),
	werkvorm: id,
	...(Object.fromEntries(STEPS.map((step) => [QUESTION_FIELDS[step], text(null, LONGEST_TEXT)])) as Record<
		string,
		ReturnType<typeof text>
	>),
});
export const PREPARED = v.object({ ...PLAN.entries, versie: v.string() });

/** What there is to choose from: parties of the register, and method cards. */
export interface Known {
	parties: readonly { id: string; name: string }[];
	cards: readonly string[];
}

/** What the form says, as the domain knows it. A party that stands in the register is known by its name. */
export function planIn(values: Record<string, unknown>, { parties, cards }: Known): Plan {
	const said = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
	const party = said('partij');
	return {
		...{ party, place: said('plaats'), on: said('dag') || null, at: said('tijd'), agreed: said('afgesproken') },
		stakeholder: parties.find(({ name }) => name.toLowerCase() === party.toLowerCase())?.id ?? null,
		privacy: PRIVACIES.find((one) => one === said('privacy')) ?? 'each-line',
		card: cards.includes(said('werkvorm')) ? said('werkvorm') : '',
		questions: Object.fromEntries(STEPS.map((step) => [step, said(QUESTION_FIELDS[step])])) as Record<Step, string>,
	};
}

/** A plan as its form has it. */
export const asTyped = (plan: Plan, person: string | null): Record<string, string> => ({
	...{ partij: plan.party, persoon: person ?? '', plaats: plan.place, dag: plan.on ?? '', tijd: plan.at },
	...{ privacy: plan.privacy, afgesproken: plan.agreed, werkvorm: plan.card },
	...Object.fromEntries(STEPS.map((step) => [QUESTION_FIELDS[step], plan.questions[step]])),
});

export const STAGE = v.object({ stand: oneOf(STAGES, 'talks.stageElsewhere') });
const words = text('talks.wordsMissing', LONGEST_WORDS);
export const LINE = v.object({ woorden: words, weg: oneOf(CHOSEN_CHANNELS, 'logbook.channelMissing') });
export const CHANGED_LINE = v.object({ woorden: words, versie: v.string() });
export const AMBITION = v.object({ woorden: words });

const wording = {
	tekst: text('talks.wordingMissing', LONGEST_WORDING),
	niveau: oneOf(SHARED_LEVELS, 'projects.levelMissing'),
	versie: v.string(),
};
export const RELEASE = v.object(wording);
/** For a party without anybody here: how it agreed. */
export const RELEASE_ON_BEHALF = v.object({ ...wording, akkoord: oneOf(AGREEMENTS, 'talks.agreementMissing') });

export const FOLLOW_UP = v.object({
	eigenaar: id,
	stand: oneOf(STATES, 'talks.stateMissing'),
	opmerking: text(null, LONGEST_TEXT),
	versie: v.string(),
});
