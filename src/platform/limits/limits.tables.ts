import type { Generated } from 'kysely';

/** How much was spent of one limit by one who, until when. */
export interface LimitTable {
	/** A mark of limit and who; an address is never kept in the clear. */
	key: string;
	/** Which limit it is, for the operator. */
	name: Generated<string>;
	/** How much may be spent of it. */
	most: Generated<number>;
	spent: number;
	until: string;
}

export interface LimitTables {
	limits: LimitTable;
}
