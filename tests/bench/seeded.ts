/** Chance that falls the same way every time, so that two runs measure the same thing. */
export interface Seeded {
	below(limit: number): number;
	oneOf<T>(things: readonly T[]): T;
}

/** Mulberry32: small, quick, and even enough to mix sentences with. */
export function seeded(seed: number): Seeded {
	let state = seed;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		below,
		oneOf<T>(things: readonly T[]): T {
			if (things.length === 0) throw new Error('There is nothing to choose from.');
			return things[below(things.length)] as T;
		},
	};
}
