/** A party that people belong to. */
export interface OrganisationTable {
	id: string;
	name: string;
	/** The name as it is compared. */
	name_key: string;
	kind: string;
	language: string;
	created_at: string;
}

export interface OrganisationTables {
	organisations: OrganisationTable;
}
