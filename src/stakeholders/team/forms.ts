import * as v from 'valibot';
import { id } from '#logbook/forms.ts';
import { isDay } from '#logbook/question.ts';
import { line } from '#platform/forms.ts';
import { optionalLine } from '../forms.ts';

const day = v.pipe(
	v.string(),
	v.trim(),
	v.check((typed) => isDay(typed) && typed >= '1950-01-01' && typed <= '2199-12-31', 'logbook.dayMissing'),
);

export const SEAT = v.object({
	partij: v.pipe(id, v.nonEmpty('stakeholders.partyMissing')),
	wie: optionalLine,
	rol: line('stakeholders.seatRoleMissing'),
	vanaf: day,
});
export const END_SEAT = v.object({ plaats: id, tot: day });
