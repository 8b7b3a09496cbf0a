/**
 * That two people want somebody's second factor removed. Open until it is used, stopped by the person, withdrawn by an
 * administrator, or over.
 */
export interface FactorResetTable {
	id: string;
	/** Whose second factor it is. */
	account: string;
	/** Who started it; null once they were erased, and then nobody can confirm it any more. */
	starter: string | null;
	reason: string;
	started_at: string;
	confirmer: string | null;
	confirmed_at: string | null;
	/** From when on the person's next sign-in removes it. */
	ready_at: string | null;
	/** Of the link by which the person stops it. */
	stop_hash: string | null;
	/** Without confirmation, and once confirmed without being used. */
	expires_at: string;
	stopped_at: string | null;
	withdrawn_at: string | null;
	used_at: string | null;
}

export interface LostSecondFactorTables {
	factor_resets: FactorResetTable;
}
