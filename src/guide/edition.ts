import type { InLanguages } from '#platform/languages.ts';
import type { Junction, LinkKind } from './junction.ts';

export interface Phase {
	number: number;
	address: string;
	texts: InLanguages<{ name: string; summary: string; milestone: string; body: string }>;
}

export interface Track {
	code: string;
	group: string;
	texts: InLanguages<{ name: string; summary: string; body: string }>;
}

export interface TrackGroup {
	id: string;
	name: InLanguages<string>;
}

export interface Party {
	id: string;
	letter: string;
	order: number;
	texts: InLanguages<{ name: string; plural: string; summary: string; body: string }>;
}

export interface Series {
	id: string;
	phase: number;
	name: InLanguages<string>;
}

/** A kind of neighbourhood approach; it suggests what to take up first. */
export interface Archetype {
	id: string;
	/** Junctions in a suggested order. */
	first: string[];
	/** Junctions that are often not needed here. */
	skip: string[];
	texts: InLanguages<{ name: string; summary: string; body: string }>;
}

/** A junction that has no successor in the newer edition. */
export interface Retirement {
	id: string;
	reason: InLanguages<string>;
}

/** Everything an edition consists of, as it was read. */
export interface EditionParts {
	id: string;
	name: InLanguages<string>;
	summary: InLanguages<string>;
	released: string | null;
	/** The edition before this one. */
	follows: string | null;
	trackGroups: TrackGroup[];
	phases: Phase[];
	tracks: Track[];
	parties: Party[];
	series: Series[];
	archetypes: Archetype[];
	retired: Retirement[];
	junctions: Junction[];
}

/** One junction as seen from another. */
export interface Neighbour {
	junction: Junction;
	kind: LinkKind;
	/** The junction on whose page the reason was written. */
	writtenBy: Junction;
	/** Whether the other one comes first: this one uses its result. */
	direction: 'before' | 'after' | 'beside';
}

/** One edition of the method. Phases, tracks and parties are its data: another edition may have others. */
export class Edition {
	readonly parts: EditionParts;
	readonly #byId: Map<string, Junction>;
	readonly #byAddress: Map<string, Junction>;

	constructor(parts: EditionParts) {
		this.parts = parts;
		this.#byId = new Map(parts.junctions.map((junction) => [junction.id, junction]));
		this.#byAddress = new Map(parts.junctions.map((junction) => [junction.address, junction]));
	}

	get id(): string {
		return this.parts.id;
	}
	get phases(): Phase[] {
		return this.parts.phases;
	}
	get tracks(): Track[] {
		return this.parts.tracks;
	}
	get parties(): Party[] {
		return this.parts.parties;
	}
	/** All junctions, by phase and number. */
	get junctions(): Junction[] {
		return this.parts.junctions;
	}

	junction(id: string): Junction | undefined {
		return this.#byId.get(id);
	}
	junctionAt(address: string): Junction | undefined {
		return this.#byAddress.get(address);
	}
	phase(number: number): Phase | undefined {
		return this.phases.find((phase) => phase.number === number);
	}
	phaseAt(address: string): Phase | undefined {
		return this.phases.find((phase) => phase.address === address);
	}
	track(code: string): Track | undefined {
		return this.tracks.find((track) => track.code.toLowerCase() === code.toLowerCase());
	}
	party(id: string): Party | undefined {
		return this.parties.find((party) => party.id === id);
	}
	seriesOf(junction: Junction): Series | undefined {
		return this.parts.series.find((series) => series.id === junction.series);
	}
	inPhase(number: number): Junction[] {
		return this.junctions.filter((junction) => junction.phase === number);
	}
	inSeries(series: Series): Junction[] {
		return this.junctions.filter((junction) => junction.series === series.id);
	}

	/** What comes before, after and beside a junction: its own links and those of others to it. */
	neighboursOf(junction: Junction): Neighbour[] {
		const own = junction.links.flatMap(({ kind, to }): Neighbour[] => {
			const other = this.junction(to);
			return other ? [{ junction: other, kind, writtenBy: junction, direction: isInput(kind) ? 'after' : 'beside' }] : [];
		});
		const others = this.junctions.flatMap((other): Neighbour[] =>
			other.links
				.filter(({ to }) => to === junction.id)
				.map(({ kind }) => ({ junction: other, kind, writtenBy: other, direction: isInput(kind) ? 'before' : 'beside' })),
		);
		const seen = new Set<string>();
		return [...own, ...others].filter((neighbour) => {
			const key = `${neighbour.direction} ${neighbour.junction.id}`;
			return seen.has(key) ? false : seen.add(key);
		});
	}
}

const isInput = (kind: LinkKind) => kind === 'input-for' || kind === 'feeds';
