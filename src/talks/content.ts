import type { Keys } from '#platform/keys/keys.server.ts';
import type { Line } from './line.ts';
import type { Wording } from './shared.ts';
import { NO_PLAN, type Plan } from './talk.ts';

/** Everything here is sealed at every level: what is internal today may be taken back tomorrow, and no copy of the database keeps it then. */
const sealed = (purpose: string) => ({
	pack: (own: Keys, id: string, content: unknown): string => own.seal(`${purpose} ${id}`, JSON.stringify(content)),
	unpack: <T>(own: Keys, id: string, kept: string): T => JSON.parse(own.unseal(`${purpose} ${id}`, kept)) as T,
});
const plans = sealed('talk');
const lines = sealed('talk line');
const wordings = sealed('shared item');
const remarks = sealed('shared remark');

export const packedPlan = (own: Keys, id: string, plan: Plan): string => plans.pack(own, id, plan);
export const unpackedPlan = (own: Keys, id: string, kept: string): Plan => ({ ...NO_PLAN, ...plans.unpack<Plan>(own, id, kept) });

/** The kind is as private as the words. */
export type Said = Pick<Line, 'kind' | 'words'>;
export const packedLine = (own: Keys, id: string, said: Said): string => lines.pack(own, id, said);
export const unpackedLine = (own: Keys, id: string, kept: string): Said => lines.unpack(own, id, kept);

export const packedWording = (own: Keys, id: string, wording: Wording): string => wordings.pack(own, id, wording);
export const unpackedWording = (own: Keys, id: string, kept: string): Wording => wordings.unpack(own, id, kept);

export const packedRemark = (own: Keys, id: string, text: string): string => remarks.pack(own, id, text);
export const unpackedRemark = (own: Keys, id: string, kept: string): string => remarks.unpack(own, id, kept);
