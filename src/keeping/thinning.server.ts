import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** How many backups stay: the newest of so many days, weeks and months that have one. */
const KEPT = { days: 7, weeks: 4, months: 12 };
const NAME = /^wijkspoor-(\d{4}-\d\d-\d\d)T\d{6}Z\.backup$/;

/** The names of backups that are not needed beside the others. What is not called as we call a backup is left alone. */
export function superfluous(names: string[]): string[] {
	const ours = names
		.filter((name) => NAME.test(name))
		.toSorted()
		.toReversed();
	const dayOf = (name: string) => NAME.exec(name)?.[1] ?? '';
	const kept = new Set([
		...newestOf(ours, dayOf, KEPT.days),
		...newestOf(ours, (name) => mondayOf(dayOf(name)), KEPT.weeks),
		...newestOf(ours, (name) => dayOf(name).slice(0, 7), KEPT.months),
	]);
	return ours.filter((name) => !kept.has(name));
}

/** Removes them; gives how many. */
export async function thinOut(folder: string): Promise<number> {
	const names = superfluous(await readdir(folder));
	for (const name of names) await rm(join(folder, name));
	return names.length;
}

/** Of names from new to old, the newest of each period. */
function newestOf(names: string[], periodOf: (name: string) => string, most: number): string[] {
	const newest = new Map<string, string>();
	for (const name of names) if (!newest.has(periodOf(name))) newest.set(periodOf(name), name);
	return [...newest.values()].slice(0, most);
}

function mondayOf(day: string): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
	return date.toISOString().slice(0, 10);
}
