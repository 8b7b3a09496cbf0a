import type { Item } from './item.ts';
import { measureOf } from './naming.ts';
import { inBase, unitOf } from './unit.ts';

/** What may be, in the unit its kind is counted in; both ends included. */
interface Range {
	low: number;
	high: number;
}

/** A billionth of a value is the machine’s rounding and nobody’s wish. */
const ROUNDING = 1e-9;

export const hasLimits = ({ measure, atLeast, atMost }: Item): boolean =>
	measure !== undefined && (atLeast !== undefined || atMost !== undefined);

/** Whether two items limit the same measure in units that can be compared. A unit that one of them leaves out is that of the other. */
export function isComparable(one: Item, other: Item): boolean {
	if (measureOf(one) !== measureOf(other)) return false;
	const [unit, otherUnit] = unitsOf(one, other);
	return unit.kind === otherUnit.kind;
}

/** Whether both limits can hold at once. Only asked where they are comparable. */
export function canBothHold(one: Item, other: Item): boolean {
	const [unit, otherUnit] = unitsOf(one, other);
	const a = rangeOf(one, unit);
	const b = rangeOf(other, otherUnit);
	const low = Math.max(a.low, b.low);
	const high = Math.min(a.high, b.high);
	return low <= high + Math.abs(high) * ROUNDING;
}

const unitsOf = (one: Item, other: Item) => [unitOf(one.unit || other.unit || ''), unitOf(other.unit || one.unit || '')] as const;

const rangeOf = ({ atLeast, atMost }: Item, unit: ReturnType<typeof unitOf>): Range => ({
	low: atLeast === undefined ? Number.NEGATIVE_INFINITY : inBase(atLeast, unit),
	high: atMost === undefined ? Number.POSITIVE_INFINITY : inBase(atMost, unit),
});
