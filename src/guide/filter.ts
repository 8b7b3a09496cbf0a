import type { Edition } from './edition.ts';
import type { Junction } from './junction.ts';

/** Which junctions a reader wants to see. It lives in the address, so that it can be kept, shared and printed. */
export interface Filter {
	phase: number | null;
	track: string | null;
	party: string | null;
}

export const NO_FILTER: Filter = { phase: null, track: null, party: null };

/** Reads a filter from an address. What the edition does not have is left out. */
export function filterFrom(query: URLSearchParams, edition: Edition): Filter {
	const phase = edition.phase(Number(query.get('fase')));
	const track = edition.track(query.get('spoor') ?? '');
	const party = edition.party(query.get('partij') ?? '');
	return { phase: phase?.number ?? null, track: track?.code ?? null, party: party?.id ?? null };
}

/** The filter as the end of an address, always in the same order. */
export function queryOf(filter: Filter): string {
	const query = new URLSearchParams();
	if (filter.phase !== null) query.set('fase', String(filter.phase));
	if (filter.track !== null) query.set('spoor', filter.track.toLowerCase());
	if (filter.party !== null) query.set('partij', filter.party);
	return query.size === 0 ? '' : `?${query}`;
}

export const isOpen = ({ phase, track, party }: Filter): boolean => phase === null && track === null && party === null;

export const letsThrough = (filter: Filter, junction: Junction): boolean =>
	(filter.phase === null || junction.phase === filter.phase) &&
	(filter.track === null || junction.tracks.includes(filter.track)) &&
	(filter.party === null || junction.parties.includes(filter.party));
