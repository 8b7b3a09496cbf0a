/** What one part of a measurement found: a small table, and what was promised about it. */
export interface Part {
	name: string;
	rows: Row[];
	targets: Target[];
	notes: string[];
}

/** One line of a table, by the names of its columns; null where there was nothing to measure. */
export type Row = Record<string, string | number | null>;

export interface Target {
	what: string;
	wanted: string;
	/** Null when the measurement itself failed. */
	measured: number | null;
	reached: boolean;
}

export const atLeast = (what: string, measured: number, least: number): Target => ({
	what,
	wanted: `at least ${least}`,
	measured,
	reached: measured >= least,
});

export const below = (what: string, measured: number, limit: number, unit: string): Target => ({
	what: `${what}, ${unit}`,
	wanted: `below ${limit}`,
	measured,
	reached: measured < limit,
});
