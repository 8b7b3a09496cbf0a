import * as v from 'valibot';
import { line, oneOf, tick } from '#platform/forms.ts';
import { LIFETIMES, SCOPE_FIELDS, SCOPES, type Scope } from './scope.ts';

const ticks = Object.fromEntries(SCOPES.map((scope) => [SCOPE_FIELDS[scope], tick])) as Record<string, typeof tick>;

export const MAKE = v.object({
	naam: line('api-tokens.nameMissing', 80),
	dagen: oneOf(LIFETIMES, 'api-tokens.daysMissing'),
	...ticks,
});

/** What was ticked, of what is offered. */
export const scopesIn = (values: Record<string, unknown>, offered: readonly Scope[]): Scope[] =>
	offered.filter((scope) => values[SCOPE_FIELDS[scope]] === true);
