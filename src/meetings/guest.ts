declare const proven: unique symbol;

/**
 * Somebody in one meeting that is open now, known by the sign their browser keeps. Only `guestOf` makes one. They have no account, and
 * with this in hand nothing can be asked but what is of their meeting.
 */
export interface Guest {
	readonly [proven]: 'guest';
	readonly id: string;
	/** What the journal calls them. */
	readonly pseudonym: string;
	readonly name: string;
	readonly meeting: { readonly id: string; readonly title: string; readonly question: string; readonly openUntil: string };
}

export const pseudonymOf = (guest: string): string => `guest-${guest}`;

/** Where it is written down what guests do: in the journal of their meeting, beside that of the project. */
export const chainOf = (meeting: string): string => `meeting-${meeting}`;
