import type { Channel, Mark } from '#logbook/entry.ts';
import type { MessageKey } from '#platform/messages.ts';
import type { Level } from '#projects/level.ts';
import { isOfCore, type Member, mayAdminister } from '#projects/member.ts';
import { mayReadAt, mayWriteAt } from '#projects/reading.ts';
import type { Step } from './steps.ts';

/** The junction of the guide that asks for all of this. */
export const JUNCTION = 'juiste-partijen';

/** A stakeholder is of the whole project; what somebody thinks for themselves is no register. */
export const REGISTER_LEVELS = ['internal', 'core'] as const satisfies readonly Level[];
export type RegisterLevel = (typeof REGISTER_LEVELS)[number];

export const RANKS = ['primary', 'secondary'] as const;
export type Rank = (typeof RANKS)[number];

export const RANK_NAMES: Record<Rank, MessageKey> = { primary: 'stakeholders.primary', secondary: 'stakeholders.secondary' };

/** What stands on one line, in characters. */
export const LONGEST_LINE = 200;

/** What is known of a stakeholder. */
export interface Facts {
	name: string;
	/** The id of one of the parties of the guide; empty for any other. */
	kind: string;
	/** People to turn to, a line each. */
	contacts: string;
	rank: Rank | null;
	/** How many dwellings of the neighbourhood are theirs. */
	dwellings: number | null;
	/** The same in percent of all dwellings there. */
	share: number | null;
	willingness: Step | null;
	/** Where this is known from. */
	source: string;
	/** The day on which somebody looks at it again. */
	reviewOn: string | null;
}

export const NO_FACTS: Facts = {
	...{ name: '', kind: '', contacts: '', rank: null, dwellings: null, share: null, willingness: null, source: '', reviewOn: null },
};

/** A party with an interest in the neighbourhood. */
export interface Stakeholder {
	id: string;
	level: RegisterLevel;
	author: string | null;
	authorName: string;
	/** Who keeps in touch with them: an account, and what they are called. */
	owner: string | null;
	ownerName: string;
	addedAt: string;
	channel: Channel;
	/** From 1; rises with every change. */
	version: number;
	changed: Mark;
	/** Of what was removed there are none any more. */
	facts: Facts;
	removed: (Mark & { reason: string }) | null;
}

/** Where one stands: never in a part of the project. */
const placeOf = (level: RegisterLevel) => ({ level, subproject: null, author: null });

/** The register is of the whole project, and so not for who is in one part only. */
export const maySeeStakeholders = (member: Member): boolean => mayReadAt(member, placeOf('internal'));

/** What `stakeholdersFor` asks of the database is asked here of one. */
export const mayReadStakeholder = (member: Member, { level }: Pick<Stakeholder, 'level'>): boolean => mayReadAt(member, placeOf(level));

export const mayAddStakeholder = (member: Member, level: RegisterLevel): boolean =>
	maySeeStakeholders(member) && mayWriteAt(member, placeOf(level));

export const mayChangeStakeholder = (member: Member, one: Stakeholder): boolean =>
	one.removed === null && mayReadStakeholder(member, one) && mayAddStakeholder(member, one.level);

/** Who added it, or who leads the work. */
export const mayRemoveStakeholder = (member: Member, one: Stakeholder): boolean =>
	mayChangeStakeholder(member, one) && (one.author === member.account || mayAdminister(member));

/** Says what they think of it themselves. */
export const mayScore = mayChangeStakeholder;

/** Writes down what the team made of it together. */
export const mayDecideFor = (member: Member, one: Stakeholder): boolean => mayChangeStakeholder(member, one) && isOfCore(member.role);

const DECISIVE_SHARE = 25;

/** Whether the neighbourhood cannot do without them: a quarter of the dwellings or more is theirs. */
export const isDecisive = ({ facts }: Pick<Stakeholder, 'facts'>): boolean => (facts.share ?? 0) >= DECISIVE_SHARE;

/** Those who are still there: who makes or breaks it first, then by how much is theirs, then by name. */
export const inSight = (stakeholders: readonly Stakeholder[]): Stakeholder[] =>
	stakeholders
		.filter(({ removed }) => removed === null)
		.toSorted(
			({ facts: one }, { facts: other }) =>
				(other.share ?? -1) - (one.share ?? -1) || new Intl.Collator('nl').compare(one.name, other.name),
		);
