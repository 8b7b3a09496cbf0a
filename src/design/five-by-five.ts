/** A square of five steps by five, in which things stand by two sizes: the first further to the right, the second higher up. */
const STEPS = 5;

/** Sizes in the picture, which is as wide as it is high. */
export const CELL = 68;
export const SIDE = CELL * STEPS;
const LARGEST_DOT = 11;
const MARGIN = 6;

/** A place in the square: steps from 1 to 5. */
export interface Cell {
	along: number;
	up: number;
}

export interface Spot {
	x: number;
	y: number;
}

/** Something to be drawn. */
export interface Placed extends Cell {
	/** Of two sorts of things, whether it is the other one. */
	isSquare: boolean;
	/** Where it stood before. */
	from: Cell | null;
}

/** The same in the picture, by its number in the table. */
export interface Dot extends Spot {
	number: number;
	radius: number;
	isSquare: boolean;
	from: Spot | null;
}

/** Each on its own spot within its cell, smaller where there are many. Its place in the list is its number. */
export function dotsIn(placed: readonly Placed[]): Dot[] {
	const numbered = placed.map((one, index) => ({ ...one, number: index + 1 }));
	return [...Map.groupBy(numbered, ({ along, up }) => `${along} ${up}`).values()].flatMap((together) => {
		const columns = Math.ceil(Math.sqrt(together.length));
		const rows = Math.ceil(together.length / columns);
		const room = Math.min((CELL - 2 * MARGIN) / columns, 2 * LARGEST_DOT + 2);
		return together.map(({ number, isSquare, from, ...cell }, index) => {
			const middle = middleOf(cell);
			return {
				...{ number, isSquare, radius: room / 2 - 1 },
				x: middle.x + ((index % columns) - (columns - 1) / 2) * room,
				y: middle.y + (Math.floor(index / columns) - (rows - 1) / 2) * room,
				from: from && middleOf(from),
			};
		});
	});
}

const middleOf = ({ along, up }: Cell): Spot => ({ x: (along - 0.5) * CELL, y: SIDE - (up - 0.5) * CELL });
