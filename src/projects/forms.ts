import * as v from 'valibot';
import { line, oneOf } from '#platform/forms.ts';
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
export const NOTE = v.object({
	tekst: v.pipe(v.string(), v.trim(), v.nonEmpty('projects.textMissing'), v.maxLength(LONGEST_NOTE, 'platform.tooLong')),
	niveau: oneOf(LEVELS, 'projects.levelMissing'),
	deel: v.pipe(v.string(), v.maxLength(100, 'projects.partMissing')),
});
