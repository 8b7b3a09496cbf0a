import type { Kind } from '#logbook/entry.ts';
import type { MessageKey } from '#platform/messages.ts';
import type { Level } from '#projects/level.ts';
import type { Member } from '#projects/member.ts';

/** What a printout can be. */
export const FORMS = ['reading', 'archive', 'text', 'page'] as const;
export type Form = (typeof FORMS)[number];

export const FORM_NAMES: Record<Form, MessageKey> = {
	reading: 'printouts.formReading',
	archive: 'printouts.formArchive',
	text: 'printouts.formText',
	page: 'printouts.formPage',
};

export const FILES: Record<Form, { type: string; extension: string }> = {
	reading: { type: 'application/pdf', extension: 'pdf' },
	archive: { type: 'application/pdf', extension: 'pdf' },
	text: { type: 'application/vnd.oasis.opendocument.text', extension: 'odt' },
	page: { type: 'text/html', extension: 'html' },
};

export const CHAPTERS = ['about', 'members', 'stakeholders', 'shared', 'registers', 'progress', 'history', 'logbook', 'journal'] as const;
export type ChapterName = (typeof CHAPTERS)[number];

export const CHAPTER_NAMES: Record<ChapterName, MessageKey> = {
	about: 'projects.about',
	members: 'projects.members',
	stakeholders: 'stakeholders.stakeholders',
	registers: 'registers.registers',
	shared: 'talks.shared',
	progress: 'printouts.progress',
	history: 'printouts.history',
	logbook: 'logbook.logbook',
	journal: 'printouts.journal',
};

/** What somebody wants on paper. It never makes readable what they may not read. */
export interface Choice {
	form: Form;
	chapters: ChapterName[];
	/** Numbers of phases of the edition. Entries that belong to no junction are of every phase. */
	phases: number[];
	kinds: Kind[];
	/** Days, both counted in; null is open. */
	from: string | null;
	until: string | null;
	/** Ids of parts; null is the project as a whole. */
	parts: (string | null)[];
	/** Levels above internal that go along. */
	levels: Exclude<Level, 'internal'>[];
}

/** How far one is. */
export const STEPS = ['reading', 'setting', 'sealing'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_NAMES: Record<Step, MessageKey> = {
	reading: 'printouts.stepReading',
	setting: 'printouts.stepSetting',
	sealing: 'printouts.stepSealing',
};

export type State =
	/** `ahead` others come first. */
	{ kind: 'waiting'; ahead: number } | { kind: 'busy'; step: Step } | { kind: 'made'; at: string; bytes: number } | { kind: 'failed' };

export interface Printout {
	id: string;
	choice: Choice;
	askedAt: string;
	expiresAt: string;
	state: State;
}

/** For how many days one is kept. */
export const KEPT_DAYS = 7;

/** Whoever reads in a project may have what they read on paper, also when its work has ended; not who looks in from outside. */
export const mayPrint = (member: Member): boolean => !member.isOpener && !member.isByToken;

/** Such as `Zonnedam-Oost-2026-11-22.pdf`. */
export function fileName(project: string, { form }: Choice, at: string): string {
	const plain = project.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'project';
	return `${plain}-${at.slice(0, 10)}.${FILES[form].extension}`;
}
