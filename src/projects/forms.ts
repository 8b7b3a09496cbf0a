import * as v from 'valibot';
import { line, oneOf, tick } from '#platform/forms.ts';
import { LEVELS } from './level.ts';
import { ROLES } from './member.ts';

const LONGEST_NOTE = 10_000;

export const BEGIN = v.object({
	naam: line('projects.nameMissing', 120),
	leider: line('projects.leaderMissing', 100),
});
export const ADD = v.object({
	adres: line('accounts.addressMissing', 254),
	rol: oneOf(ROLES, 'projects.roleMissing'),
	deel: v.pipe(v.string(), v.maxLength(100, 'projects.partMissing')),
});
export const PART = v.object({ naam: line('projects.newPartMissing', 120) });
export const ROLE = v.object({
	rol: oneOf(ROLES, 'projects.roleMissing'),
	deel: v.pipe(v.string(), v.maxLength(100, 'projects.partMissing')),
	overdragen: tick,
});
export const OPEN = v.object({
	project: line('projects.nameOrIdMissing', 120),
	reden: v.pipe(v.string(), v.trim(), v.nonEmpty('projects.reasonMissing'), v.maxLength(1000, 'platform.tooLong')),
});
export const APPOINT = v.object({
	project: v.pipe(v.string(), v.maxLength(100, 'platform.tooLong')),
	leider: line('projects.leaderMissing', 100),
});
export const NOTE = v.object({
	tekst: v.pipe(v.string(), v.trim(), v.nonEmpty('projects.textMissing'), v.maxLength(LONGEST_NOTE, 'platform.tooLong')),
	niveau: oneOf(LEVELS, 'projects.levelMissing'),
	deel: v.pipe(v.string(), v.maxLength(100, 'projects.partMissing')),
});

/** What the database of one engine refuses, or writes down as something else. */
const isPlain = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** A note as a program sends it. Programs write for everybody in the project, never narrower. */
export const NOTE_BY_PROGRAM = v.strictObject({
	text: v.pipe(
		v.string('projects.textMissing'),
		v.trim(),
		v.nonEmpty('projects.textMissing'),
		v.maxLength(LONGEST_NOTE, 'platform.tooLong'),
		v.check(isPlain, 'projects.textNotPlain'),
	),
	part: v.optional(
		v.nullable(
			v.pipe(v.string('projects.partMissing'), v.maxLength(100, 'projects.partMissing'), v.check(isPlain, 'projects.partMissing')),
		),
	),
});
