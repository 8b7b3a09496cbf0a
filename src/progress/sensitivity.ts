import type { Junction } from '#guide/junction.ts';

/** Whether a day is known on which somebody deals with it, or why that is not needed. Both null where nobody said yet. */
export interface Timing {
	on: string | null;
	/** The reason. */
	unneeded: string | null;
}

/** What a project says of how sensitive a junction is for it. */
export interface Sensitivity {
	seq: number;
	isSensitive: boolean;
	reason: string;
	college: Timing;
	council: Timing;
	authorName: string | null;
	madeAt: string;
}

export type Sensitivities = ReadonlyMap<string, Sensitivity>;

/** What the project says holds; where it says nothing, what the method says. */
export const isSensitiveIn = (own: Sensitivities, junction: Junction): boolean => own.get(junction.id)?.isSensitive ?? junction.sensitive;

/** Of college and council, those of whom nobody said yet when they deal with it. */
export const timingMissing = (own: Sensitivity | undefined): ('college' | 'council')[] =>
	(['college', 'council'] as const).filter((body) => (own?.[body].on ?? own?.[body].unneeded ?? null) === null);
