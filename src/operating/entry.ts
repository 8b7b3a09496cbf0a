import type { Operator } from '#accounts/account.ts';
import { type Happening, INSTALLATION } from '#platform/journal/journal.ts';

/** What the journal of the installation says of something an operator did at the desk. */
export const entry = (operator: Operator, action: string, object: string, after?: unknown): Happening => ({
	chain: INSTALLATION,
	actor: operator.pseudonym,
	action: `operating.${action}`,
	object,
	channel: 'screen',
	...(after === undefined ? {} : { after }),
});
