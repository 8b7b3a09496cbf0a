/** Where the people of one organisation can sign in with the organisation itself. */
export interface IdentityProviderTable {
	organisation: string;
	issuer: string;
	client_id: string;
	/** Sealed. */
	client_secret: string;
	/** Values of `acr` and `amr` that stand for both factors, with spaces between them; empty when there are none. */
	vouchers: string;
	set_at: string;
}

/** A mail domain belongs to one organisation, so an address leads to one provider. */
export interface ProviderDomainTable {
	domain: string;
	organisation: string;
}

/** Whom a provider means by a name. A mail address is never part of it: those are given to somebody else one day. */
export interface IdentityTable {
	issuer: string;
	subject: string;
	account: string;
	linked_at: string;
}

export interface SingleSignOnTables {
	identity_providers: IdentityProviderTable;
	provider_domains: ProviderDomainTable;
	identities: IdentityTable;
}
