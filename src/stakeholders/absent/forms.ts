import * as v from 'valibot';
import { id, text } from '#logbook/forms.ts';
import { type Issues, line } from '#platform/forms.ts';
import { LONGEST_REASON, optionalLine } from '../forms.ts';
import { PROPOSALS, type Saying } from './voice.ts';

export const VOICE = v.object({
	naam: line('stakeholders.voiceNameMissing'),
	woordvoerder: id,
	woordvoerdernaam: optionalLine,
	vraag: optionalLine,
});
export const CHANGED_VOICE = v.object({ ...VOICE.entries, versie: v.string() });
export const TAKE_OFF = v.object({ reden: text('stakeholders.offReasonMissing', LONGEST_REASON), versie: v.string() });
export const TAKE_OVER = v.object(Object.fromEntries(PROPOSALS.map((proposal) => [proposal, v.string()])) as v.ObjectEntries);

type Given = v.InferOutput<typeof VOICE>;

/** What the form says, and what is to be mended: somebody speaks for them, or something is asked. */
export function sayingIn({ naam, woordvoerder, woordvoerdernaam, vraag }: Given): { saying: Saying; issues: Issues } {
	const saying = { name: naam, question: vraag, spokesperson: woordvoerder || null, spokespersonName: woordvoerdernaam };
	const isSaid = vraag !== '' || woordvoerder !== '' || woordvoerdernaam !== '';
	return { saying, issues: isSaid ? {} : { vraag: 'stakeholders.speakerOrQuestion' } };
}

export const voiceTyped = ({ name, question, spokesperson, spokespersonName }: Saying): Record<keyof Given, string> => ({
	...{ naam: name, vraag: question, woordvoerder: spokesperson ?? '', woordvoerdernaam: spokespersonName },
});

/** A voice that may be ticked at a decision has a field of its own. */
export const fieldOfVoice = (voice: string): string => `stem-${voice}`;
