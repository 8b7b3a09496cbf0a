import type { MessageKey, Speech } from '#platform/messages.ts';
import { DEADLOCKS } from '../definitions/goals.ts';
import type { Filled } from '../field.ts';
import type { Reckoned } from '../reckoned.ts';
import { labelOf } from '../told.ts';
import { type DeadlockCosts, type DeadlockFigure, type DeadlockLine, deadlockCosts } from './deadlock.ts';

const LINE_NAMES: Record<DeadlockLine['name'], MessageKey> = {
	hours: 'registers.lineHours',
	dwellings: 'registers.lineDwellings',
	budget: 'registers.lineBudget',
	other: 'registers.lineOther',
};

/** What a deadlock costs, a month and until today or its end, with the lines it is made up of. */
export function deadlockTold(filled: Filled, speech: Speech, today: string): Reckoned {
	const { say } = speech;
	const sum = deadlockCosts(filled, today);
	const euro = (amount: number) => speech.euro(Math.round(amount));
	const rows = sum.lines.map((line) => ({
		cells: [say(LINE_NAMES[line.name]), howOf(line, sum, speech), line.perMonth === null ? '–' : euro(line.perMonth)],
	}));
	const total = { cells: [say('registers.sumTotal'), '', sum.perMonth === null ? '–' : euro(sum.perMonth)], isTotal: true as const };
	return {
		title: say('registers.deadlockTitle'),
		short: shortOf(sum, speech),
		told: toldOf(filled, sum, speech, today),
		table: { head: [say('registers.sumLine'), say('registers.sumHow'), say('registers.sumPerMonth')], rows: [...rows, total] },
		notes: [say('registers.deadlockCounted')],
	};
}

const named = (figures: readonly DeadlockFigure[], speech: Speech): string =>
	figures.map((figure) => `‘${labelOf(DEADLOCKS.fields[figure].label, speech)}’`).join(', ');

function shortOf({ perMonth, soFar, isOver }: DeadlockCosts, { say, euro }: Speech): string {
	if (perMonth === null || soFar === null) return say('registers.deadlockUnknownShort');
	const told = { perMonth: euro(Math.round(perMonth)), soFar: euro(Math.round(soFar)) };
	return say(isOver ? 'registers.deadlockOverShort' : 'registers.deadlockShort', told);
}

function toldOf({ from = '' }: Filled, sum: DeadlockCosts, speech: Speech, today: string): string[] {
	const { say, day, number } = speech;
	const euro = (amount: number) => speech.euro(Math.round(amount));
	const { perMonth, soFar, missing, isOver, until } = sum;
	if (perMonth === null || soFar === null) return [say('registers.deadlockUnknown', { figures: named(missing, speech) })];
	const months = Math.round(sum.months * 10) / 10;
	const lasted = { from: day(from), until: day(until), count: months, months: number(months), soFar: euro(soFar) };
	return [
		say(isOver ? 'registers.deadlockCostMonth' : 'registers.deadlockCostsMonth', { perMonth: euro(perMonth) }),
		from > today
			? say('registers.deadlockBegins', { from: day(from) })
			: say(isOver ? 'registers.deadlockLasted' : 'registers.deadlockLasts', lasted),
		...(missing.length > 0 ? [say('registers.deadlockMissing', { figures: named(missing, speech) })] : []),
	];
}

/** With which figures a line was reckoned, or what is missing for it. */
function howOf({ name, missing }: DeadlockLine, { figures }: DeadlockCosts, speech: Speech): string {
	const { say, euro, number } = speech;
	if (missing.length > 0) return say('registers.notFilledIn', { figures: named(missing, speech) });
	const { hours, rate, dwellings, perDwelling, budget, rise, other } = figures;
	// Of nothing, the price may have stayed empty.
	const told = (figure: number | null) => (figure === null ? '–' : number(figure));
	const amount = (figure: number | null) => (figure === null ? '–' : euro(figure));
	switch (name) {
		case 'hours':
			return say('registers.howHours', { hours: told(hours), rate: amount(rate) });
		case 'dwellings':
			return say('registers.howDwellings', { dwellings: told(dwellings), amount: amount(perDwelling) });
		case 'budget':
			return say('registers.howBudget', { budget: amount(budget), rise: told(rise) });
		case 'other':
			return amount(other);
	}
}
