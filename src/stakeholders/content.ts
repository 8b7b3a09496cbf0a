import { locked, unlocked } from '#logbook/content.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { Level } from '#projects/level.ts';
import { type Facts, NO_FACTS } from './stakeholder.ts';
import type { Seated } from './team/seat.ts';

interface Sealed {
	id: string;
	level: Level;
}

/** Facts as the database keeps them: locked above internal. */
export const packedFacts = (own: Keys, { id, level }: Sealed, facts: Facts): string =>
	locked(own, level, `stakeholder ${id}`, JSON.stringify(facts));

/** What was removed is empty, and stays so. */
export const unpackedFacts = (own: Keys, { id, level }: Sealed, kept: string): Facts =>
	kept === '' ? NO_FACTS : { ...NO_FACTS, ...JSON.parse(unlocked(own, level, `stakeholder ${id}`, kept)) };

/** What was judged, by the same rule; the id is that of the judgement, the level that of whom it is about. */
export const packedJudgement = (own: Keys, { id, level }: Sealed, judged: unknown): string =>
	locked(own, level, `judgement ${id}`, JSON.stringify(judged));
export const unpackedJudgement = <T>(own: Keys, { id, level }: Sealed, kept: string): T =>
	JSON.parse(unlocked(own, level, `judgement ${id}`, kept)) as T;

/** Who takes part for one, and what they do, by the same rule. */
export const packedSeat = (own: Keys, { id, level }: Sealed, seated: Seated): string =>
	locked(own, level, `seat ${id}`, JSON.stringify(seated));
export const unpackedSeat = (own: Keys, { id, level }: Sealed, kept: string): Seated =>
	JSON.parse(unlocked(own, level, `seat ${id}`, kept)) as Seated;

/** Why it was removed stands beside it, by the same rule. */
export const packedReason = (own: Keys, { id, level }: Sealed, reason: string): string => locked(own, level, `removal ${id}`, reason);
export const unpackedReason = (own: Keys, { id, level }: Sealed, kept: string): string => unlocked(own, level, `removal ${id}`, kept);
