/** How much was spent of one limit by one who, until when. */
export interface LimitTable {
	/** A mark of limit and who; an address is never kept in the clear. */
	key: string;
	spent: number;
	until: string;
}

export interface LimitTables {
	limits: LimitTable;
}
