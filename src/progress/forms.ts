import * as v from 'valibot';
import { type Issues, line, oneOf } from '#platform/forms.ts';
import type { MessageKey } from '#platform/messages.ts';
import { STATUSES } from './status.ts';

const LONGEST_REASON = 500;
const EARLIEST = '1990-01-01';
const LATEST = '2100-01-01';

/** A day as people type it, `22-11-2026`, or as programs do, `2026-11-22`; null when it is neither. */
export function dayFrom(typed: string): string | null {
	const text = typed.trim();
	const [, day = '', month = '', year = ''] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text) ?? [];
	const iso = /^\d{4}-\d\d-\d\d$/.test(text) ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const at = new Date(`${iso}T00:00:00Z`);
	// A day that no month has becomes one of the next.
	if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso) return null;
	return iso >= EARLIEST && iso < LATEST ? iso : null;
}

/** The same the other way round: `22-11-2026`. */
export const dayAsTyped = (day: string | null): string => (day ?? '').split('-').toReversed().join('-');

/** Today, on clocks in the Netherlands. */
export const todayAt = (now: Date): string => TODAY.format(now);
const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

/** A day that may stay empty. */
const day = v.pipe(
	v.string(),
	v.trim(),
	v.check((text) => text === '' || dayFrom(text) !== null, 'progress.dayWrong'),
	v.transform((text) => (text === '' ? null : dayFrom(text))),
);
const reason = (missing: MessageKey) => line(missing, LONGEST_REASON);
const optional = v.pipe(
	v.string(),
	v.transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim()),
	v.maxLength(LONGEST_REASON, 'platform.tooLong'),
	v.transform((text) => (text === '' ? null : text)),
);
/** The number of what somebody saw. */
const seen = v.pipe(
	v.string(),
	v.transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : 0)),
);
const id = v.pipe(v.string(), v.maxLength(100, 'platform.tooLong'));
const status = oneOf(STATUSES, 'progress.statusMissing');

export const CHANGE = v.object({
	status,
	reden: reason('progress.reasonMissing'),
	gebeurd: day,
	eigenaar: id,
	van: day,
	tot: day,
	gezien: seen,
	deel: id,
});
export const MANY = v.object({ status, reden: reason('progress.reasonMissing'), deel: id });
export const ACCEPT = v.object({ voorstel: id, gezien: seen });
export const DECLINE = v.object({ waarom: reason('progress.declineMissing') });
export const SENSITIVE = v.object({
	isgevoelig: oneOf(['ja', 'nee'], 'progress.sensitiveMissing'),
	waarom: reason('progress.reasonMissing'),
	college: day,
	collegeniet: optional,
	raad: day,
	raadniet: optional,
	gevoeliggezien: seen,
});
export const WAIT = v.object({
	knooppunt: line('progress.junctionMissing', 100),
	wachtop: line('progress.junctionMissing', 100),
	reden: reason('progress.reasonMissing'),
});
export const END_WAIT = v.object({ van: id });

/** What days of a plan say together. */
export const windowIssue = (from: string | null, until: string | null): MessageKey | null =>
	from !== null && until !== null && until < from ? 'progress.windowBackwards' : null;

/** Something that happened lies behind us. */
export const happenedIssue = (happenedOn: string | null, today: string): MessageKey | null =>
	happenedOn !== null && happenedOn > today ? 'progress.dayAhead' : null;

/** Somebody deals with it on a day, or need not: not both. */
export function timingIssues(given: {
	college: string | null;
	collegeniet: string | null;
	raad: string | null;
	raadniet: string | null;
}): Issues {
	return {
		...(given.college !== null && given.collegeniet !== null && { collegeniet: 'progress.timingBoth' as const }),
		...(given.raad !== null && given.raadniet !== null && { raadniet: 'progress.timingBoth' as const }),
	};
}
