import type { Fault, Verdict } from './verifying.ts';

const SAID: Record<Fault, string> = {
	gap: 'an entry is missing here, or stands out of place',
	changed: 'this entry was changed',
	unlinked: 'the link to the entry before is broken',
	detail: 'what was kept beside this entry does not fit it',
	differs: 'this is not the history that a checkpoint tells',
	shorter: 'a checkpoint tells of this entry, and it is gone',
	forged: 'the checkpoint stored here is not one that this installation signed',
};

/** A verdict in one line for the operator. */
export const toldVerdict = (verdict: Verdict): string =>
	verdict.ok
		? `good, ${verdict.size} entries, ${verdict.destroyed} details destroyed, head ${verdict.head}`
		: `wrong at entry ${verdict.seq}: ${SAID[verdict.fault]}`;
