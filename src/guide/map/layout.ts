import type { Edition, Phase } from '../edition.ts';
import type { Junction } from '../junction.ts';
import { linesOf, widthOf } from './type-measure.ts';

/** Where everything of the rail map lies. The same edition always gives the same map; nothing is placed by hand. */
export interface MapLayout {
	width: number;
	height: number;
	zones: Zone[];
	lines: Line[];
	stops: Stop[];
	/** Where the goal of the stop that is pointed at appears. */
	plate: { x: number; y: number; width: number; height: number };
}

/** A phase, as a piece of ground. */
export interface Zone {
	phase: Phase;
	x: number;
	width: number;
	/** The name of the phase, broken to fit. */
	name: string[];
	milestone: string[];
}

/** A track, as a line that runs through all phases. */
export interface Line {
	code: string;
	/** Its place from the top; decides the stroke. */
	index: number;
	path: string;
	start: Point;
	end: Point;
}

export interface Point {
	x: number;
	y: number;
}

/** A junction, as a stop on the lines it serves. */
export interface Stop {
	junction: Junction;
	x: number;
	/** The lines it serves, from the top. */
	served: Point[];
	/** Neighbouring lines that are served together are drawn as one long stop. */
	runs: { from: number; to: number }[];
	/** Its first and last line; what lies between belongs to it too. */
	top: number;
	bottom: number;
	side: Side;
	/** Where its name begins; the name rises or falls from there at the angle of the map. */
	label: Point;
	name: string;
	nameWidth: number;
}

export type Side = 'above' | 'below';

/** What the names on the map are in one language. */
export interface MapNames {
	junction(junction: Junction): string;
	phase(phase: Phase): { name: string; milestone: string };
}

/** All lengths are in units of the drawing; at 1600 wide one unit is about one pixel. */
export const MAP = {
	left: 66,
	right: 104,
	head: 110,
	lineGap: 44,
	groupsApart: 104,
	labelPitch: 24,
	stopPitch: 24,
	leaderPitch: 15,
	labelRise: 28,
	/** Names stand steeper than lines turn: that leaves room for larger letters between one name and the next. */
	angle: 60,
	nameSize: 19,
	phaseSize: 26,
	milestoneSize: 19,
	zoneStart: 24,
	zoneEnd: 28,
	plateHeight: 100,
	foot: 104,
} as const;

/** Where at least this share of a phase is a decision, social and technical tracks have to come together in one plan. */
const CLOSE_WHEN_DECIDING = 0.2;
const RISE = Math.sin((MAP.angle * Math.PI) / 180);

export function layOut(edition: Edition, names: MapNames): MapLayout {
	const heights = lineHeights(edition, longestName(edition, names));
	const zones: Zone[] = [];
	const stops: Stop[] = [];
	let x = MAP.left;
	for (const phase of edition.phases) {
		const ys = heights.of(phase);
		const placed = placeStops(edition, edition.inPhase(phase.number), names, x + MAP.zoneStart, ys);
		const last = placed.reduce((most, stop) => Math.max(most, stop.x), x + MAP.zoneStart);
		const { name, milestone } = names.phase(phase);
		const width = Math.max(last + MAP.zoneEnd - x, 150);
		zones.push({
			phase,
			x,
			width,
			name: linesOf(name, MAP.phaseSize, width - 70),
			milestone: linesOf(milestone, MAP.milestoneSize, width - 40),
		});
		stops.push(...placed);
		x += width;
	}
	const width = x + MAP.right;
	return {
		width,
		height: heights.bottom + MAP.foot + MAP.plateHeight,
		zones,
		lines: drawLines(edition, zones, heights, x),
		stops,
		plate: { x: MAP.left, y: heights.bottom + MAP.foot, width: width - MAP.left - MAP.right, height: MAP.plateHeight },
	};
}

interface LineHeights {
	of(phase: Phase): number[];
	bottom: number;
}

/** Lines keep an even distance; only the distance between the groups changes, and only between phases. */
function lineHeights(edition: Edition, longest: number): LineHeights {
	const groups = edition.parts.trackGroups.map((group) => edition.tracks.filter((track) => track.group === group.id));
	const names = longest * RISE + MAP.labelRise;
	const top = MAP.head + names;
	const apart = MAP.groupsApart - MAP.lineGap;
	const tallest = (edition.tracks.length - 1) * MAP.lineGap + (groups.length - 1) * apart;
	return {
		bottom: top + tallest + names,
		of(phase) {
			const junctions = edition.inPhase(phase.number);
			const decisions = junctions.filter((junction) => junction.decision).length;
			const gap = decisions >= junctions.length * CLOSE_WHEN_DECIDING ? 0 : apart;
			const start = top + ((groups.length - 1) * (apart - gap)) / 2;
			return groups.flatMap((tracks, group) => {
				const before = groups.slice(0, group).reduce((sum, other) => sum + other.length, 0);
				return tracks.map((_, index) => start + (before + index) * MAP.lineGap + group * gap);
			});
		},
	};
}

const longestName = (edition: Edition, names: MapNames): number =>
	edition.junctions.reduce((most, junction) => Math.max(most, widthOf(names.junction(junction), MAP.nameSize)), 0) + 24;

/** Places stops from left to right, each as far to the left as names and neighbours allow. */
function placeStops(edition: Edition, junctions: Junction[], names: MapNames, from: number, ys: number[]): Stop[] {
	const tracks = tracksFromTop(edition);
	const free = new Free(from, ys.length);
	return junctions.map((junction) => {
		const rows = junction.tracks.map((code) => tracks.indexOf(code)).toSorted((a, b) => a - b);
		const first = rows[0] ?? 0;
		const last = rows.at(-1) ?? first;
		const ways = sidesFor(first, last, tracks.length).map((side) => ({ side, x: free.first(side, first, last) }));
		const { side, x } = ways.reduce((best, way) => (way.x < best.x ? way : best));
		free.take(side, first, last, x);
		const y = (row: number) => ys[row] ?? 0;
		return {
			junction,
			x,
			served: rows.map((row) => ({ x, y: y(row) })),
			runs: runsOf(rows).map(([start, end]) => ({ from: y(start), to: y(end) })),
			top: y(first),
			bottom: y(last),
			side,
			label: { x, y: side === 'above' ? y(0) - MAP.labelRise : y(ys.length - 1) + MAP.labelRise },
			name: names.junction(junction),
			nameWidth: Math.ceil(widthOf(names.junction(junction), MAP.nameSize)) + (junction.sensitive ? 30 : 12),
		};
	});
}

/** Tracks in the order in which their lines lie: by group, then by code. */
export const tracksFromTop = (edition: Edition): string[] =>
	edition.parts.trackGroups.flatMap((group) => edition.tracks.filter((track) => track.group === group.id).map((track) => track.code));

/** A name stands on the side its stop is nearest to; one that lies across the middle may stand on either. */
function sidesFor(first: number, last: number, lines: number): Side[] {
	const middle = (lines - 1) / 2;
	if (last <= middle) return ['above'];
	if (first >= middle) return ['below'];
	return first < lines - 1 - last ? ['above', 'below'] : ['below', 'above'];
}

/** How far each line and each row of names is taken. */
class Free {
	readonly #stops: number[];
	readonly #leaders: number[];
	readonly #names: Record<Side, number>;
	#order: number;

	constructor(from: number, lines: number) {
		this.#stops = new Array<number>(lines).fill(from);
		this.#leaders = new Array<number>(lines).fill(from);
		this.#names = { above: from, below: from };
		this.#order = from;
	}

	/** The first place where a stop over these lines can stand, hardly before the stop that comes before it. */
	first(side: Side, top: number, bottom: number): number {
		const own = this.#stops.slice(top, bottom + 1);
		const crossed = this.#leaders.slice(...this.#crossed(side, top, bottom));
		return Math.max(this.#order, this.#names[side], ...own, ...crossed);
	}

	take(side: Side, top: number, bottom: number, x: number): void {
		for (let row = top; row <= bottom; row++) {
			this.#stops[row] = x + MAP.stopPitch;
			this.#leaders[row] = x + MAP.leaderPitch;
		}
		const [from, to] = this.#crossed(side, top, bottom);
		for (let row = from; row < to; row++) {
			this.#stops[row] = Math.max(this.#stops[row] ?? 0, x + MAP.leaderPitch);
		}
		this.#names[side] = x + MAP.labelPitch;
		this.#order = Math.max(this.#order, x - MAP.stopPitch);
	}

	/** The lines between a stop and its name. */
	#crossed(side: Side, top: number, bottom: number): [number, number] {
		return side === 'above' ? [0, top] : [bottom + 1, this.#stops.length];
	}
}

/** Rows that follow each other, as first and last of each run. */
function runsOf(rows: number[]): [number, number][] {
	const runs: [number, number][] = [];
	for (const row of rows) {
		const run = runs.at(-1);
		if (run && run[1] === row - 1) run[1] = row;
		else runs.push([row, row]);
	}
	return runs;
}

/** Lines run level and turn at 45 degrees where the groups draw together or part. */
function drawLines(edition: Edition, zones: Zone[], heights: LineHeights, end: number): Line[] {
	return tracksFromTop(edition).map((code, index) => {
		const y = (zone: Zone) => heights.of(zone.phase)[index] ?? 0;
		const first = zones[0];
		let height = first ? y(first) : 0;
		const start = { x: MAP.left - 34, y: height };
		let path = `M${start.x} ${height}`;
		for (const zone of zones) {
			const next = y(zone);
			if (next !== height) {
				const reach = Math.abs(next - height) / 2;
				path += `H${round(zone.x - reach)}L${round(zone.x + reach)} ${round(next)}`;
				height = next;
			}
		}
		return { code, index, path: `${path}H${round(end + 14)}`, start, end: { x: end + 14, y: height } };
	});
}

const round = (value: number): number => Math.round(value * 10) / 10;
