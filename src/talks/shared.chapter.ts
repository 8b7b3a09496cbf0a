import { type Block, type Chapter, fact, heading, paragraph, words } from '#paper/blocks.ts';
import type { Speech } from '#platform/messages.ts';
import { ITEM_KINDS, ITEM_TITLES } from './line.ts';
import { AGREEMENT_NAMES, type Remark, type SharedItem, STATE_NAMES } from './shared.ts';

/** What parties released of what they said in confidence: what they want, what they fear for, and on what they take part. */
export function sharedChapter(items: readonly SharedItem[], remarks: ReadonlyMap<string, Remark[]>, speech: Speech): Chapter {
	const { say } = speech;
	const title = words(say('talks.shared'));
	if (items.length === 0) return { title, blocks: [paragraph(say('talks.paperEmpty'))] };
	const blocks = ITEM_KINDS.flatMap((kind): Block[] => {
		const some = items.filter((item) => item.kind === kind);
		if (some.length === 0) return [];
		return [heading(2, say(ITEM_TITLES[kind])), ...some.flatMap((item) => aboutItem(item, remarks.get(item.id) ?? [], speech))];
	});
	return { title, blocks: [paragraph(say('talks.paperLead')), ...blocks] };
}

function aboutItem(item: SharedItem, remarks: readonly Remark[], { say, day }: Speech): Block[] {
	const told: [string, string][] = [
		[say('talks.wording'), item.text],
		[say('talks.state'), say(STATE_NAMES[item.state])],
		[say('talks.owner'), item.ownerName || say('logbook.nobody')],
		[say('talks.sharedOn'), day(item.sharedAt.slice(0, 10))],
		[say('talks.agreement'), item.agreement === null ? '' : say(AGREEMENT_NAMES[item.agreement])],
		[say('projects.level'), item.level === 'internal' ? '' : say('talks.forCore')],
		...remarks.filter(({ text }) => text !== '').map(({ at, text }): [string, string] => [day(at.slice(0, 10)), text]),
	];
	return [heading(3, item.party), { kind: 'facts', facts: told.flatMap(([label, text]) => (text === '' ? [] : [fact(label, text)])) }];
}
