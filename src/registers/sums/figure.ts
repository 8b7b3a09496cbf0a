/** A number as it is kept; null where none is filled in, which is never the same as nothing. */
export const figureIn = (kept: string | undefined): number | null => (kept ? Number(kept) : null);

/** Some of these multiplied, or what is missing for that. Of nothing, one need not know the price. */
export function product<F extends string>(
	figures: Readonly<Record<F, number | null>>,
	factors: readonly F[],
): { amount: number | null; missing: F[] } {
	const values = factors.map((factor) => figures[factor]);
	if (values.includes(0)) return { amount: 0, missing: [] };
	const missing = factors.filter((factor) => figures[factor] === null);
	return { missing, amount: missing.length > 0 ? null : values.reduce<number>((one, other) => one * (other ?? 0), 1) };
}
