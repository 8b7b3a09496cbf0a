/** A place in an order: 1 is the most important, of so many that were ranked. */
export interface Ranked {
	rank?: number | undefined;
	of?: number | undefined;
}

/** 0 is the first of an order, 1 the last. An order of unknown length is taken for one of five. */
const UNKNOWN_LENGTH = 5;
export const heightOf = ({ rank = 1, of = Math.max(UNKNOWN_LENGTH, rank) }: Ranked): number => (of === 1 ? 0 : (rank - 1) / (of - 1));

/** High is the first third of an order, low the last. */
export const HIGH = 1 / 3;
export const isHigh = (height: number): boolean => height <= HIGH;
const isLow = (height: number): boolean => height >= 1 - HIGH;

/** Whether a theme stands at the two ends: high with one, low with the other. */
export const areOpposite = (one: number, other: number): boolean =>
	((isHigh(one) && isLow(other)) || (isLow(one) && isHigh(other))) && Math.abs(one - other) >= 1 / 2;
