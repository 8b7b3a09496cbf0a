import * as v from 'valibot';
import { line, oneOf } from '#platform/forms.ts';
import { readJoinCode } from './join-code.ts';
import { HOURS } from './meeting.ts';

/** In characters. */
export const LONGEST_CONTRIBUTION = 500;
const LONGEST_NAME = 40;

export const OPEN = v.object({
	titel: line('meetings.titleMissing', 120),
	vraag: line('meetings.questionMissing', 300),
	uren: oneOf(HOURS, 'meetings.hoursMissing'),
});

export const JOIN = v.object({
	code: v.pipe(
		v.string(),
		v.transform(readJoinCode),
		v.custom<string>((code) => code !== null, 'meetings.codeShape'),
	),
	naam: v.pipe(
		v.string(),
		v.transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim()),
		v.maxLength(LONGEST_NAME, 'platform.tooLong'),
	),
});

export const CONTRIBUTE = v.object({
	bijdrage: v.pipe(
		v.string(),
		// A browser sends two characters for the end of a line, and people count one.
		v.transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim()),
		v.nonEmpty('meetings.contributionMissing'),
		v.maxLength(LONGEST_CONTRIBUTION, 'meetings.contributionTooLong'),
	),
});

/** What a button stands beside: one guest, or one contribution. */
export const OF = v.object({ van: v.string() });
