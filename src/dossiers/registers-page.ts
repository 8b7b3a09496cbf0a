import { LEVEL_NAMES, type Level } from '#projects/level.ts';
import { registerOf } from '#registers/all.ts';
import { type Content, NO_CONTENT, type Remarked } from '#registers/content.ts';
import { type Judged, OUTCOME_NAMES, VERDICT_NAMES, type Verdict } from '#registers/pairs/pair.ts';
import { factsOf } from '#registers/told.ts';
import { type Markup, records, section } from './markup.ts';
import type { Reading } from './pages.ts';

/** What stood on the registers of the project, with what was remarked of each and what was taken off. */
export function registers(reading: Reading): Markup {
	const { speech, person, on, rows } = reading;
	const { say, number } = speech;
	const removals = new Map(rows('register_removals').map((row) => [row.item, row]));
	const remarks = Map.groupBy(rows('register_remarks'), ({ item }) => item);
	const decisions = new Map(rows('entries').map(({ id, content }) => [id, (content as { title?: string }).title ?? '']));
	const titleOf = (id: string) => decisions.get(id) ?? '';
	const remarkTold = ({ day, text, measured }: Remarked) =>
		[on(day), measured === null ? '' : number(measured), text].filter(Boolean).join(' · ');
	const told = rows('register_items').flatMap((row) => {
		const register = registerOf(String(row.register));
		if (!register) return [];
		const content = (row.content as Content | null) ?? NO_CONTENT;
		const removed = removals.get(row.id);
		const facts = factsOf(register, { ...content, owner: null }, row.owner === null ? '' : person(row.owner), speech, titleOf);
		return [
			{
				title: content.filled[register.called] || say('registers.isRemoved'),
				facts: [
					[say('registers.register'), say(register.title)],
					...facts.map(({ label, text }): [string, string] => [label, text]),
					[say('dossiers.by'), person(row.author)],
					[say('projects.level'), say(LEVEL_NAMES[row.level as Level])],
					[say('registers.remarks'), (remarks.get(row.id) ?? []).map((one) => remarkTold(one.content as Remarked)).join('\n')],
					[say('dossiers.removed'), removed ? `${on(removed.at)}, ${person(removed.account)}: ${removed.reason}` : ''],
				] as [string, string][],
			},
		];
	});
	const said = pairs(reading);
	return [...records(told, say('exports.ownNothing')), ...(said.length === 0 ? [] : section(say('registers.pairs'), said))];
}

/** What was said of two items beside each other, in the order in which it was said. */
function pairs({ speech, person, on, rows }: Reading): Markup {
	const { say } = speech;
	const items = new Map(rows('register_items').map((row) => [row.id, row]));
	const called = (id: unknown): string => {
		const row = items.get(id as string);
		const { filled } = (row?.content as Content | null | undefined) ?? NO_CONTENT;
		return filled[registerOf(String(row?.register))?.called ?? ''] || say('registers.isRemoved');
	};
	const told = rows('pair_judgements').map((row) => {
		const { outcome, text, day } = row.content as Judged;
		return {
			title: `${say(OUTCOME_NAMES[outcome])}: ${called(row.one)} – ${called(row.other)}`,
			facts: [
				[say('registers.pairVerdict'), say(VERDICT_NAMES[row.verdict as Verdict])],
				[say('registers.remark'), [day && on(day), text].filter(Boolean).join(': ')],
				[say('dossiers.by'), [person(row.author), on(row.made_at)].filter(Boolean).join(', ')],
				[say('projects.level'), say(LEVEL_NAMES[row.level as Level])],
			] as [string, string][],
		};
	});
	return told.length === 0 ? [] : records(told, '', 3);
}
