import type { Mark } from '#logbook/entry.ts';
import type { MessageKey } from '#platform/messages.ts';
import { type Facts, NO_FACTS } from '../stakeholder.ts';

/** What is the same in every neighbourhood. Whose the dwellings are, and whether they want to, differs by neighbourhood. */
export const BASE_FIELDS = ['name', 'kind', 'rank', 'contacts', 'source'] as const satisfies readonly (keyof Facts)[];
export type BaseField = (typeof BASE_FIELDS)[number];
export type BaseFacts = Pick<Facts, BaseField>;

export const BASE_FIELD_NAMES: Record<BaseField, MessageKey> = {
	name: 'stakeholders.name',
	kind: 'stakeholders.kind',
	rank: 'stakeholders.rank',
	contacts: 'stakeholders.contacts',
	source: 'stakeholders.source',
};

/** A stakeholder that a municipality knows of in all its neighbourhoods. */
export interface BaseStakeholder {
	id: string;
	/** From 1; rises with every change. */
	version: number;
	changed: Mark;
	/** Null once it was taken out. */
	facts: BaseFacts | null;
}

export const baseFactsOf = ({ name, kind, rank, contacts, source }: Facts): BaseFacts => ({ name, kind, rank, contacts, source });

/** As the base set has it, with nothing that is known here only. */
export const factsFrom = (facts: BaseFacts): Facts => ({ ...NO_FACTS, ...facts });

/** The fields in which a neighbourhood says something else than the base set. */
export const differing = (base: BaseFacts, own: Facts): BaseField[] => BASE_FIELDS.filter((field) => base[field] !== own[field]);
