import type { MessageKey } from '#platform/messages.ts';

/** What an entry can be to an earlier one. */
export const RELATIONS = ['revises', 'follows-from', 'supports', 'contradicts', 'carries-out', 'see-also'] as const;
export type Relation = (typeof RELATIONS)[number];

/** As it is read from the one that says it, and from the one it is said of. */
export const RELATION_NAMES: Record<Relation, { to: MessageKey; from: MessageKey }> = {
	revises: { to: 'logbook.revises', from: 'logbook.revisedBy' },
	'follows-from': { to: 'logbook.followsFrom', from: 'logbook.ledTo' },
	supports: { to: 'logbook.supports', from: 'logbook.supportedBy' },
	contradicts: { to: 'logbook.contradicts', from: 'logbook.contradictedBy' },
	'carries-out': { to: 'logbook.carriesOut', from: 'logbook.carriedOutBy' },
	'see-also': { to: 'logbook.seeAlso', from: 'logbook.seeAlso' },
};
