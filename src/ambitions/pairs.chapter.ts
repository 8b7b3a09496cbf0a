import { type Block, fact, heading, paragraph } from '#paper/blocks.ts';
import type { Speech } from '#platform/messages.ts';
import { isConfirmed, type Pair } from './pairs.ts';
import { pairTold, reasonTold, sideTold } from './told.ts';

/** What people confirmed that clashes and reinforces, as a section below the registers; nothing where nothing was. */
export function pairBlocks(pairs: readonly Pair[], speech: Speech): Block[] {
	const { say, day } = speech;
	const confirmed = pairs.filter(isConfirmed);
	if (confirmed.length === 0) return [];
	return [
		heading(2, say('ambitions.pairs')),
		paragraph(say('ambitions.pairsOnPaper')),
		...confirmed.flatMap((pair): Block[] => {
			const { one, other, theme, level, state, judgements } = pair;
			const facts = [one, other].map((item) => sideTold(item, theme, speech));
			const reason = reasonTold(pair, speech);
			if (reason !== '') facts.push({ label: say('ambitions.why'), text: reason });
			const [last] = judgements;
			if (state === 'resolved' && last) facts.push({ label: say('registers.pairResolved'), text: `${day(last.day)}: ${last.text}` });
			if (level === 'core') facts.push({ label: say('projects.level'), text: say('registers.forCore') });
			return [heading(3, pairTold(pair, speech)), { kind: 'facts', facts: facts.map(({ label, text }) => fact(label, text)) }];
		}),
	];
}
