import type { Edition } from '#guide/edition.ts';
import { type Block, heading, paragraph, strong, words } from '#paper/blocks.ts';
import type { Speech } from '#platform/messages.ts';
import type { Contact } from './contact.ts';
import { methodPlaceTold, quietTold, rhythmGroupTold, silenceTold, stateTold, wayTold, whenTold } from './telling.ts';

/** When and how each stakeholder is involved, and where they hear nothing for long. */
export const involvementBlocks = (contacts: readonly Contact[], edition: Edition, speech: Speech, today: string): Block[] => [
	paragraph(speech.say('stakeholders.involveLead')),
	...contacts.flatMap((contact) => blocksOf(contact, edition, speech, today)),
];

function blocksOf(contact: Contact, edition: Edition, speech: Speech, today: string): Block[] {
	const { say } = speech;
	const { stakeholder, involvements, quiet, group } = contact;
	const silences = quiet.silences.map((silence) => silenceTold(silence, today, speech));
	return [
		heading(3, `${stakeholder.facts.name} (${rhythmGroupTold(group, speech)})`),
		...(involvements.length === 0
			? [paragraph(say('stakeholders.involveNone'))]
			: [
					{
						kind: 'table' as const,
						widths: [3, 3, 4, 4],
						head: [
							words(say('stakeholders.when')),
							words(say('stakeholders.way')),
							words(say('stakeholders.purpose')),
							words(say('stakeholders.state')),
						],
						rows: involvements.map((one) => [
							strong(whenTold(one.plan, speech)),
							words([wayTold(one.plan, speech), one.ownerName].filter(Boolean).join('\n')),
							words([one.plan.purpose, methodPlaceTold(one.plan, edition, speech)].filter(Boolean).join('\n')),
							words([stateTold(one, today, speech), one.note].filter(Boolean).join('\n')),
						]),
					},
				]),
		paragraph(silences.length > 0 ? `${silences.join('. ')}.` : `${quietTold(contact, today, speech)}.`),
	];
}
