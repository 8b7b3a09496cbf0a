import { LEVEL_NAMES, type Level } from '#projects/level.ts';
import { registerOf } from '#registers/all.ts';
import { type Content, NO_CONTENT, type Remarked } from '#registers/content.ts';
import { factsOf } from '#registers/told.ts';
import { type Markup, records } from './markup.ts';
import type { Reading } from './pages.ts';

/** What stood on the registers of the project, with what was remarked of each and what was taken off. */
export function registers({ speech, person, on, rows }: Reading): Markup {
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
	return records(told, say('exports.ownNothing'));
}
