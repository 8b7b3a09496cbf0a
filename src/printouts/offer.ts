import type { Edition } from '#guide/edition.ts';
import type { Level } from '#projects/level.ts';
import { isOfCore, type Member, maySeeMembers } from '#projects/member.ts';
import { maySeeRegisters } from '#registers/register.ts';
import { maySeeStakeholders } from '#stakeholders/stakeholder.ts';
import { maySeeShared } from '#talks/talk.ts';
import { CHAPTERS, type ChapterName } from './printout.ts';

/** What one member can choose from: what they may read, and no more. */
export interface Offer {
	chapters: readonly ChapterName[];
	phases: readonly number[];
	/** The whole first, where they see it. */
	parts: readonly { id: string | null; name: string }[];
	levels: readonly Exclude<Level, 'internal'>[];
}

const maySee = (member: Member, chapter: ChapterName): boolean =>
	(chapter !== 'members' || maySeeMembers(member)) &&
	(chapter !== 'stakeholders' || maySeeStakeholders(member)) &&
	(chapter !== 'registers' || maySeeRegisters(member)) &&
	(chapter !== 'shared' || maySeeShared(member));

/** `parts` are the parts this member sees, `whole` how the project as a whole is called. */
export function offerFor(member: Member, edition: Edition, parts: readonly { id: string; name: string }[], whole: string): Offer {
	const isInPart = member.role === 'subproject';
	return {
		chapters: CHAPTERS.filter((one) => maySee(member, one)),
		phases: edition.phases.map(({ number }) => number),
		parts: isInPart ? parts : [{ id: null, name: whole }, ...parts],
		levels: isOfCore(member.role) ? ['core', 'personal'] : ['personal'],
	};
}
