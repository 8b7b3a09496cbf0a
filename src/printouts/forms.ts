import * as v from 'valibot';
import { KINDS } from '#logbook/entry.ts';
import { type Issues, oneOf, tick } from '#platform/forms.ts';
import { dayFrom } from '#progress/forms.ts';
import type { Offer } from './offer.ts';
import { type ChapterName, type Choice, FORMS } from './printout.ts';

/** How each box is called in the form: Dutch, as all of our addresses and forms. */
export const FIELD_OF_CHAPTER: Record<ChapterName, string> = {
	about: 'over',
	members: 'leden',
	stakeholders: 'partijen',
	registers: 'lijsten',
	shared: 'gedeeld',
	progress: 'voortgang',
	history: 'verloop',
	logbook: 'logboek',
	journal: 'journaal',
};
export const fieldOfPhase = (number: number): string => `fase-${number}`;
export const fieldOfKind = (kind: string): string => `soort-${kind}`;
export const fieldOfPart = (part: string | null): string => `deel-${part ?? 'geheel'}`;
export const fieldOfLevel = (level: string): string => `niveau-${level}`;

const day = v.pipe(
	v.string(),
	v.trim(),
	v.check((text) => text === '' || dayFrom(text) !== null, 'progress.dayWrong'),
	v.transform((text) => (text === '' ? null : dayFrom(text))),
);

/** What is not offered has no field, so nobody can choose it. */
export const schemaOf = ({ chapters, phases, parts, levels }: Offer) => {
	const boxes = [
		...chapters.map((one) => FIELD_OF_CHAPTER[one]),
		...phases.map(fieldOfPhase),
		...KINDS.map(fieldOfKind),
		...parts.map(({ id }) => fieldOfPart(id)),
		...levels.map(fieldOfLevel),
	];
	return v.object({
		vorm: oneOf(FORMS, 'printouts.formMissing'),
		van: day,
		tot: day,
		...(Object.fromEntries(boxes.map((box) => [box, tick])) as Record<string, typeof tick>),
	});
};

type Given = v.InferOutput<ReturnType<typeof schemaOf>>;

/** What the boxes say together, or what is to be mended. */
export function choiceFrom(given: Given, offer: Offer): { ok: true; choice: Choice } | { ok: false; issues: Issues } {
	const isTicked = (field: string) => (given as Record<string, unknown>)[field] === true;
	const choice: Choice = {
		...{ form: given.vorm, from: given.van, until: given.tot },
		chapters: offer.chapters.filter((one) => isTicked(FIELD_OF_CHAPTER[one])),
		phases: offer.phases.filter((one) => isTicked(fieldOfPhase(one))),
		kinds: KINDS.filter((one) => isTicked(fieldOfKind(one))),
		parts: offer.parts.flatMap(({ id }) => (isTicked(fieldOfPart(id)) ? [id] : [])),
		levels: offer.levels.filter((one) => isTicked(fieldOfLevel(one))),
	};
	const issues = issuesOf(choice);
	return Object.keys(issues).length > 0 ? { ok: false, issues } : { ok: true, choice };
}

function issuesOf({ chapters, phases, kinds, parts, from, until }: Choice): Issues {
	const has = (...names: ChapterName[]) => names.some((name) => chapters.includes(name));
	return {
		...(chapters.length === 0 && { hoofdstukken: 'printouts.chaptersMissing' as const }),
		...(has('progress', 'history') && phases.length === 0 && { fasen: 'printouts.phasesMissing' as const }),
		...(has('logbook') && kinds.length === 0 && { soorten: 'printouts.kindsMissing' as const }),
		...(has('progress', 'history', 'logbook') && parts.length === 0 && { delen: 'printouts.partsMissing' as const }),
		...(from !== null && until !== null && until < from && { tot: 'printouts.periodBackwards' as const }),
	};
}
