/** A party that people belong to. */
export interface OrganisationTable {
	id: string;
	name: string;
	/** The name as it is compared. */
	name_key: string;
	kind: string;
	language: string;
	created_at: string;
	/** The name of a theme that comes with the product, or null for that of the installation. */
	theme: string | null;
}

export interface OrganisationTables {
	organisations: OrganisationTable;
}
