import type { Stakeholder } from '../stakeholder.ts';

/** Who takes part for a stakeholder, and what they do. */
export interface Seated {
	/** May be empty: a party can take part without it being told by whom. */
	person: string;
	role: string;
}

/** That a stakeholder takes part without an account. From and to are days, the last one counted in. */
export interface Seat extends Seated {
	id: string;
	stakeholder: Stakeholder;
	fromOn: string;
	untilOn: string | null;
}
