import { locked, unlocked } from '#logbook/content.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import type { RegisterLevel } from '../stakeholder.ts';
import type { Involvement } from './involvement.ts';

/** What was written down of a moment. */
export type Written = Pick<Involvement, 'plan' | 'note'>;

/** A version of a moment; its level is that of whom it is about. */
interface Sealed {
	id: string;
	version: number;
	level: RegisterLevel;
}

/** A moment as the database keeps it: locked above internal. */
export const packedInvolvement = (own: Keys, { id, version, level }: Sealed, written: Written): string =>
	locked(own, level, `involvement ${id} ${version}`, JSON.stringify(written));
export const unpackedInvolvement = (own: Keys, { id, version, level }: Sealed, kept: string): Written =>
	JSON.parse(unlocked(own, level, `involvement ${id} ${version}`, kept)) as Written;
