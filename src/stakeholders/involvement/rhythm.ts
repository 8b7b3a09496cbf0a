import { GROUPS, type Group } from '../judgement.ts';

/** A group, or those for whom none was chosen yet. */
export const RHYTHM_GROUPS = [...GROUPS, 'none'] as const;
export type RhythmGroup = Group | 'none';

/** After how many months without a moment a stakeholder counts as silent. */
export type Rhythm = Record<RhythmGroup, number>;

/** As long as a project says nothing else: whoever decides along is spoken with more often, who is only told less often. */
export const USUAL_RHYTHM: Rhythm = { deciding: 2, thinking: 3, working: 3, informed: 6, none: 3 };

export const FEWEST_MONTHS = 1;
export const MOST_MONTHS = 24;
