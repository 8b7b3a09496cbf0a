/** That an organisation is here on trial. Without a row it is here to stay. */
export interface TrialTable {
	organisation: string;
	/** What they called themselves; here they are called so with an addition. */
	wished_name: string;
	/** In one sentence what they want to try. */
	purpose: string;
	asker: string | null;
	began_at: string;
	/** From this moment on everything is only read. */
	until: string;
	extended_at: string | null;
}

export interface TrialTables {
	trials: TrialTable;
}
