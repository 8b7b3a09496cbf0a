/** The value below which this share of the values lies: 0.5 is the median. */
export function quantile(values: number[], share: number): number {
	const inOrder = values.toSorted((a, b) => a - b);
	const found = inOrder[Math.min(inOrder.length - 1, Math.ceil(inOrder.length * share) - 1)];
	if (found === undefined) throw new Error('There are no values to take a quantile of.');
	return found;
}

export const median = (values: number[]): number => quantile(values, 0.5);

export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));
