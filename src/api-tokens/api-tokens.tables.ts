/** What a program comes in with, for the person who made it. */
export interface ApiTokenTable {
	id: string;
	hash: string;
	account: string;
	name: string;
	/** With spaces between. */
	scopes: string;
	made_at: string;
	expires_at: string;
}

/** From where a token was used, and on which day last. */
export interface ApiTokenUseTable {
	token: string;
	place: string;
	last_day: string;
}

export interface ApiTokenTables {
	api_tokens: ApiTokenTable;
	api_token_uses: ApiTokenUseTable;
}
