import type { Mark } from '#logbook/entry.ts';
import type { MessageKey } from '#platform/messages.ts';
import type { Member } from '#projects/member.ts';
import { mayAddStakeholder } from '../stakeholder.ts';

/** Whom every team can begin with. */
export const PROPOSALS = ['missing', 'unheard', 'later', 'next', 'nature', 'neighbours'] as const;
export type Proposal = (typeof PROPOSALS)[number];

export const PROPOSED: Record<Proposal, { name: MessageKey; question: MessageKey }> = {
	missing: { name: 'stakeholders.voiceMissing', question: 'stakeholders.voiceMissingAsks' },
	unheard: { name: 'stakeholders.voiceUnheard', question: 'stakeholders.voiceUnheardAsks' },
	later: { name: 'stakeholders.voiceLater', question: 'stakeholders.voiceLaterAsks' },
	next: { name: 'stakeholders.voiceNext', question: 'stakeholders.voiceNextAsks' },
	nature: { name: 'stakeholders.voiceNature', question: 'stakeholders.voiceNatureAsks' },
	neighbours: { name: 'stakeholders.voiceNeighbours', question: 'stakeholders.voiceNeighboursAsks' },
};

/** What is written down of somebody who is not at the table. Either somebody speaks for them, or a question is asked on their behalf. */
export interface Saying {
	name: string;
	question: string;
	/** The account that speaks for them. */
	spokesperson: string | null;
	/** Who does so without an account; may be empty. */
	spokespersonName: string;
}

/** Somebody who is not at the table but matters: it stands where everybody who reads the register reads it. */
export interface Voice extends Saying {
	id: string;
	addedAt: string;
	proposal: Proposal | null;
	/** Whoever speaks for them, by name; empty when nobody does. */
	speaks: string;
	version: number;
	changed: Mark;
	left: (Mark & { reason: string }) | null;
}

export const mayKeepVoices = (member: Member): boolean => mayAddStakeholder(member, 'internal');

/** Those that are asked for at a decision. */
export const onTheList = (voices: readonly Voice[]): Voice[] => voices.filter(({ left }) => left === null);

/** What could be taken over. What was on the list once is not proposed again. */
export const proposalsBeside = (voices: readonly Voice[]): Proposal[] =>
	PROPOSALS.filter((proposal) => !voices.some((voice) => voice.proposal === proposal));
