/** The secret address at which a calendar program fetches what somebody has to do. */
export interface AgendaTable {
	id: string;
	account: string;
	hash: string;
	made_at: string;
}

export interface AgendaTables {
	agendas: AgendaTable;
}
