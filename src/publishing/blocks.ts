import type { CardBlock } from '#guide/card.ts';
import type { Block } from '#guide/junction.ts';
import type { Language } from '#platform/languages.ts';

/** The headings that open each block in a file. They belong to the file format; the headings on the page are messages. */
export const JUNCTION_HEADINGS: Record<Language, Record<string, Block>> = {
	nl: {
		Doel: 'goal',
		Aanpak: 'approach',
		Tips: 'tips',
		'Klaar als': 'finishedWhen',
		'Herzien als': 'reviseWhen',
		'Wie en waarom': 'who',
		Gevoelig: 'sensitivity',
		Besluit: 'decision',
	},
	en: {
		Goal: 'goal',
		Approach: 'approach',
		Tips: 'tips',
		'Finished when': 'finishedWhen',
		'Revise when': 'reviseWhen',
		'Who and why': 'who',
		Sensitive: 'sensitivity',
		Decision: 'decision',
	},
};

export const CARD_HEADINGS: Record<Language, Record<string, CardBlock>> = {
	nl: { Waarvoor: 'purpose', Stappen: 'steps', Vragen: 'questions', Resultaat: 'result', 'In het dossier': 'dossier' },
	en: { Purpose: 'purpose', Steps: 'steps', Questions: 'questions', Result: 'result', 'In the dossier': 'dossier' },
};
