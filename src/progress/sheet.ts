import type { Edition } from '#guide/edition.ts';
import type { Junction } from '#guide/junction.ts';
import type { MessageKey, Speech } from '#platform/messages.ts';
import { dayAsTyped, dayFrom, happenedIssue, windowIssue } from './forms.ts';
import { type Colleague, type Seen, type Standings, seqIn, statusIn } from './progress.ts';
import { STATUS_NAMES, STATUSES, type Status } from './status.ts';

/** A spreadsheet as it goes out and comes back: rows of text, whatever kind of file it was. */
export type Rows = string[][];

const COLUMNS = [
	'junction',
	'number',
	'title',
	'status',
	'why',
	'happenedOn',
	'owner',
	'plannedFrom',
	'plannedUntil',
	'last',
	'seq',
] as const;
type Column = (typeof COLUMNS)[number];

const HEADINGS: Record<Column, MessageKey> = {
	junction: 'progress.columnJunction',
	number: 'progress.columnNumber',
	title: 'progress.junction',
	status: 'progress.status',
	why: 'progress.columnWhy',
	happenedOn: 'progress.happenedOn',
	owner: 'progress.owner',
	plannedFrom: 'progress.plannedFrom',
	plannedUntil: 'progress.plannedUntil',
	last: 'progress.columnLast',
	seq: 'progress.columnSeq',
};

/** All junctions with what holds for them, to be changed in a spreadsheet. The reason for a change is left open, to be written there. */
export function rowsOf(edition: Edition, standings: Standings, speech: Speech): Rows {
	const { say } = speech;
	const rows = edition.junctions.map((junction) => {
		const now = standings.get(junction.id);
		const cells: Record<Column, string> = {
			junction: junction.id,
			number: junction.number,
			title: speech.wording(junction.texts).text.title,
			status: say(STATUS_NAMES[statusIn(standings, junction.id)]),
			why: '',
			happenedOn: '',
			owner: now?.ownerName ?? '',
			plannedFrom: dayAsTyped(now?.plannedFrom ?? null),
			plannedUntil: dayAsTyped(now?.plannedUntil ?? null),
			last: now?.reason ?? '',
			seq: String(seqIn(standings, junction.id)),
		};
		return COLUMNS.map((column) => cells[column]);
	});
	return [COLUMNS.map((column) => say(HEADINGS[column])), ...rows];
}

/** What becomes of one row of a file. */
export type Fate = { line: number; cells: string[] } & (
	| { kind: 'changes'; junction: Junction; wish: Seen }
	| { kind: 'same'; junction: Junction }
	| { kind: 'not-understood'; junction: Junction | null; issues: MessageKey[] }
);

export type Reading = { ok: true; fates: Fate[] } | { ok: false; issue: MessageKey };

export interface Against {
	edition: Edition;
	standings: Standings;
	colleagues: readonly Colleague[];
	/** Such as 2026-11-22. */
	today: string;
}

/**
 * Tells of every row what would become of it, without doing anything. Headings are understood in both languages and in any order; only
 * the junction and the status have to be there. What is left out of a row stays as it is. Lines count from 1, the headings among them.
 */
export function read(rows: Rows, against: Against, speeches: readonly Speech[]): Reading {
	const [headings = [], ...others] = rows;
	const columns = new Map(
		COLUMNS.map((column) => {
			const names = speeches.map(({ say }) => fold(say(HEADINGS[column])));
			return [column, headings.findIndex((heading) => names.includes(fold(heading)))];
		}),
	);
	if (columns.get('junction') === -1 || columns.get('status') === -1) return { ok: false, issue: 'progress.headingsMissing' };
	const statuses = new Map<string, Status>(
		STATUSES.flatMap((status) => [
			[status, status] as const,
			...speeches.map(({ say }) => [fold(say(STATUS_NAMES[status])), status] as const),
		]),
	);
	const seen = new Set<string>();
	const fates = others.flatMap((cells, index): Fate | [] => {
		if (cells.every((cell) => cell.trim() === '')) return [];
		const cell = (column: Column) => {
			const at = columns.get(column) ?? -1;
			return at === -1 ? null : (cells[at] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
		};
		const id = cell('junction') ?? '';
		const again = seen.has(id);
		seen.add(id);
		return { line: index + 2, cells, ...fateOf(cell, statuses, against, again) };
	});
	return { ok: true, fates };
}

type Outcome = Fate extends infer F ? (F extends Fate ? Omit<F, 'line' | 'cells'> : never) : never;

function fateOf(
	cell: (column: Column) => string | null,
	statuses: ReadonlyMap<string, Status>,
	{ edition, standings, colleagues, today }: Against,
	again: boolean,
): Outcome {
	const junction = edition.junction(cell('junction') ?? '');
	if (!junction) return { kind: 'not-understood', junction: null, issues: ['progress.rowUnknown'] };
	if (again) return { kind: 'not-understood', junction, issues: ['progress.rowTwice'] };
	const issues: MessageKey[] = [];
	const now = standings.get(junction.id);
	const status = statuses.get(fold(cell('status') ?? ''));
	if (!status) issues.push('progress.rowStatus');
	const dayIn = (column: Column, kept: string | null): string | null => {
		const typed = cell(column);
		if (typed === null) return kept;
		if (typed === '') return null;
		const day = dayFrom(typed);
		if (day === null) issues.push('progress.dayWrong');
		return day;
	};
	const happenedOn = dayIn('happenedOn', null);
	const plannedFrom = dayIn('plannedFrom', now?.plannedFrom ?? null);
	const plannedUntil = dayIn('plannedUntil', now?.plannedUntil ?? null);
	for (const issue of [happenedIssue(happenedOn, today), windowIssue(plannedFrom, plannedUntil)]) if (issue) issues.push(issue);
	const owner = ownerIn(cell('owner'), now?.owner ?? null, now?.ownerName ?? null, colleagues);
	if (owner === undefined) issues.push('progress.rowOwner');
	if (issues.length > 0 || !status || owner === undefined) return { kind: 'not-understood', junction, issues: [...new Set(issues)] };

	const isSame =
		status === statusIn(standings, junction.id) &&
		owner === (now?.owner ?? null) &&
		plannedFrom === (now?.plannedFrom ?? null) &&
		plannedUntil === (now?.plannedUntil ?? null);
	const reason = (cell('why') ?? '').slice(0, LONGEST);
	if (isSame && reason === '') return { kind: 'same', junction };
	const seen = cell('seq');
	if (reason === '') issues.push('progress.rowReason');
	if ((cell('why') ?? '').length > LONGEST) issues.push('progress.rowLong');
	if (seen !== null && seen !== String(seqIn(standings, junction.id))) issues.push('progress.rowOvertaken');
	if (issues.length > 0) return { kind: 'not-understood', junction, issues };
	const wish = { junction: junction.id, status, reason, happenedOn, plannedFrom, plannedUntil, owner };
	return { kind: 'changes', junction, wish: { ...wish, seen: seqIn(standings, junction.id) } };
}

const LONGEST = 500;

/** The account that goes by this name; undefined where nobody does, or several do. */
function ownerIn(
	typed: string | null,
	kept: string | null,
	keptName: string | null,
	colleagues: readonly Colleague[],
): string | null | undefined {
	if (typed === null) return kept;
	if (typed === '') return null;
	if (keptName !== null && fold(typed) === fold(keptName)) return kept;
	const called = colleagues.filter(({ name }) => fold(name) === fold(typed));
	return called.length === 1 ? called[0]?.account : undefined;
}

const fold = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
