const DAY = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);
const dayAt = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The same day of the month so many months later, or earlier; the last one of a month that is too short for it. */
export function monthsAfter(day: string, months: number): string {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return dayAt(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

export const startOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;

/** Days from one day to another. */
export const daysBetween = (from: string, until: string): number => Math.round((at(until) - at(from)) / DAY);
