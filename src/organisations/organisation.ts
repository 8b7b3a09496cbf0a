import type { MessageKey } from '#platform/messages.ts';

/** What an organisation is in a neighbourhood. */
export const ORGANISATION_KINDS = [
	'municipality',
	'corporation',
	'grid-operator',
	'heat-company',
	'residents',
	'owners',
	'adviser',
	'other',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export interface Organisation {
	id: string;
	name: string;
	kind: OrganisationKind;
}

/** A name as it is compared: two organisations that differ in capitals and spaces only are one. */
export const nameKey = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

export const KIND_NAMES: Record<OrganisationKind, MessageKey> = {
	municipality: 'organisations.municipality',
	corporation: 'organisations.corporation',
	'grid-operator': 'organisations.gridOperator',
	'heat-company': 'organisations.heatCompany',
	residents: 'organisations.residents',
	owners: 'organisations.owners',
	adviser: 'organisations.adviser',
	other: 'organisations.other',
};
