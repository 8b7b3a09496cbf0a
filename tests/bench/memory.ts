import type { Part } from './part.ts';

/** Memory of the server before and after it was asked as much as it could take. */
export const memory = (afterStart: number | null, afterLoad: number | null): Part => ({
	name: 'Memory of the server',
	rows: [{ 'after start MB': afterStart, 'after the load MB': afterLoad }],
	targets: [],
	notes: afterStart === null ? ['only Linux tells how much a process uses'] : [],
});
