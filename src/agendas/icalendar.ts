/** Something on one day or several, as a calendar shows it. */
export interface AgendaItem {
	/** Stays the same as long as it is the same thing. */
	id: string;
	title: string;
	/** Days; the last one included. */
	from: string;
	until: string;
	/** Where it can be read about. */
	url: string;
}

const LONGEST_LINE = 74;

/** Text as RFC 5545 wants it. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');

/** A longer line goes on in the next one, behind a space; never halfway a letter. */
function folded(line: string): string {
	const lines = [''];
	for (const letter of line) {
		if (Buffer.byteLength(lines.at(-1) + letter) > LONGEST_LINE) lines.push(' ');
		lines[lines.length - 1] += letter;
	}
	return lines.join('\r\n');
}

const compact = (day: string): string => day.replaceAll('-', '');
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Whole days as a calendar of its own. */
export function icalendar(name: string, items: readonly AgendaItem[], now: Date): string {
	const stamp = `${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;
	const events = items.flatMap(({ id, title, from, until, url }) => [
		'BEGIN:VEVENT',
		`UID:${id}@wijkspoor`,
		`DTSTAMP:${stamp}`,
		`DTSTART;VALUE=DATE:${compact(from)}`,
		`DTEND;VALUE=DATE:${compact(dayAfter(until))}`,
		`SUMMARY:${escaped(title)}`,
		`URL:${url}`,
		'TRANSP:TRANSPARENT',
		'END:VEVENT',
	]);
	const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Wijkspoor//NL', `X-WR-CALNAME:${escaped(name)}`, ...events, 'END:VCALENDAR'];
	return `${lines.map(folded).join('\r\n')}\r\n`;
}
