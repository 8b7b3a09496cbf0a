import * as v from 'valibot';
import { line, oneOf } from '#platform/forms.ts';
import { LEVELS } from '#projects/level.ts';

const LONGEST_NOTE = 10_000;

/** What is asked of a new document beside its file. */
export const ADD_DOCUMENT = v.object({
	titel: line('documents.titleMissing'),
	toelichting: v.pipe(
		v.string(),
		v.transform((typed) => typed.normalize('NFC').replace(/\r\n?/g, '\n').toWellFormed().trim()),
		v.maxLength(LONGEST_NOTE, 'platform.tooLong'),
	),
	niveau: oneOf(LEVELS, 'projects.levelMissing'),
	deel: v.pipe(v.string(), v.maxLength(100, 'projects.partMissing')),
	knooppunt: v.pipe(v.string(), v.maxLength(200, 'platform.tooLong')),
});
