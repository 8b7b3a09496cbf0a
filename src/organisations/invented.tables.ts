/** That an organisation does not exist: it was invented for the sample. */
export interface InventedOrganisationTable {
	organisation: string;
	since: string;
}

export interface InventedTables {
	invented_organisations: InventedOrganisationTable;
}
