/** A key pair that one site made with one device of a person; the device keeps the other half. */
export interface PasskeyTable {
	id: string;
	account: string;
	/** What the device calls it. Base64url. */
	credential: string;
	/** COSE, base64url. */
	public_key: string;
	/** How often the device says it was used, in figures; it counts further than an integer of PostgreSQL does. Many devices always say 0. */
	counter: string;
	/** What the person calls it. */
	name: string;
	added_at: string;
	used_at: string | null;
}

/** What a device is asked to sign, once. */
export interface PasskeyChallengeTable {
	hash: string;
	/** What for, and where that belongs to somebody, in which sign-in. */
	purpose: string;
	expires_at: string;
}

export interface PasskeyTables {
	passkeys: PasskeyTable;
	passkey_challenges: PasskeyChallengeTable;
}
