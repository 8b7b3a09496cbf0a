import type { InLanguages } from '#platform/languages.ts';
import { addressOf } from './address.ts';
import type { Edition } from './edition.ts';
import type { Junction } from './junction.ts';

/** What became of a junction in the edition after its own. */
export type Fate =
	| { kind: 'same' | 'renamed' | 'moved' | 'merged'; junctions: [Junction] }
	| { kind: 'split'; junctions: Junction[] }
	| { kind: 'retired'; junctions: []; reason: InLanguages<string> | null };

export function fateOf(junction: Junction, next: Edition): Fate {
	const heirs = next.junctions.filter(({ splitFrom }) => splitFrom.includes(junction.id));
	const same = next.junction(junction.id);
	if (heirs.length > 0) return { kind: 'split', junctions: same && !heirs.includes(same) ? [same, ...heirs] : heirs };
	if (same) return { kind: changeOf(junction, same), junctions: [same] };
	const merged = next.junctions.find(({ mergedFrom }) => mergedFrom.includes(junction.id));
	if (merged) return { kind: 'merged', junctions: [merged] };
	return { kind: 'retired', junctions: [], reason: next.parts.retired.find(({ id }) => id === junction.id)?.reason ?? null };
}

function changeOf(older: Junction, newer: Junction): 'same' | 'renamed' | 'moved' {
	if (older.phase !== newer.phase) return 'moved';
	return older.texts.nl.title === newer.texts.nl.title ? 'same' : 'renamed';
}

/** Where a junction of an older edition is found in the newest one, following every edition between. */
export function heirsOf(junction: Junction, later: Edition[]): { junctions: Junction[]; reason: InLanguages<string> | null } {
	let junctions = [junction];
	let reason: InLanguages<string> | null = null;
	for (const edition of later) {
		const fates = junctions.map((one) => fateOf(one, edition));
		reason = fates.find((fate) => fate.kind === 'retired')?.reason ?? reason;
		junctions = [...new Set(fates.flatMap((fate) => fate.junctions))];
	}
	return { junctions, reason };
}

/** What an address leads to when no junction of the newest edition has it. */
export interface Whereabouts {
	junctions: Junction[];
	/** Why it is no longer there, when it is not. */
	reason: InLanguages<string> | null;
}

/** Looks an old address up: titles a junction had before, then junctions of older editions and their older titles. */
export function whereabouts(editions: Edition[], address: string): Whereabouts | null {
	for (const [index, edition] of [...editions.entries()].toReversed()) {
		const junction =
			edition.junctionAt(address) ?? edition.junctions.find(({ aliases }) => aliases.some((alias) => addressOf(alias) === address));
		if (junction) return heirsOf(junction, editions.slice(index + 1));
	}
	return null;
}

/** The junctions of the edition before that this one continues. */
export function forebearsOf(junction: Junction, before: Edition): Junction[] {
	const ids = new Set([...junction.splitFrom, ...junction.mergedFrom, junction.id]);
	return before.junctions.filter(({ id }) => ids.has(id));
}
