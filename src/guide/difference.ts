import { diffWords } from 'diff';

/** A stretch of text that is only in the older wording, only in the newer, or in both. */
export interface Stretch {
	text: string;
	changed: boolean;
}

/** Two wordings beside each other, word by word. */
export interface Difference {
	older: Stretch[];
	newer: Stretch[];
	isSame: boolean;
}

export function differenceBetween(older: string, newer: string): Difference {
	const changes = diffWords(older, newer);
	const side = (mine: 'removed' | 'added', other: 'removed' | 'added') =>
		changes.filter((change) => !change[other]).map((change) => ({ text: change.value, changed: Boolean(change[mine]) }));
	return {
		older: side('removed', 'added'),
		newer: side('added', 'removed'),
		isSame: changes.every((change) => !change.added && !change.removed),
	};
}
