import type { Generated } from 'kysely';

/** Somebody who can sign in. */
export interface AccountTable {
	id: string;
	/** What the journal calls them; it stays when the person is erased. */
	pseudonym: string;
	name: string;
	address: string;
	/** The address as it is compared. */
	address_key: string;
	language: string;
	organisation: string;
	/** Argon2id in PHC notation, or null for who signs in another way. */
	password: string | null;
	created_at: string;
	/** When they came in wholly, last and the time before it. */
	signed_in_at: string | null;
	signed_in_before: string | null;
}

/** Since when somebody may not come in. They are let in again, or erased. */
export interface DeactivationTable {
	account: string;
	since: string;
}

/** Who keeps the installation running. It gives no right to anything that people wrote. */
export interface OperatorTable {
	account: string;
	since: string;
}

/** Who looks after the people of their own organisation. */
export interface AdministratorTable {
	account: string;
	since: string;
}

/** An app that shows codes. */
export interface AuthenticatorTable {
	id: string;
	account: string;
	/** Sealed. */
	secret: string;
	added_at: string;
	/** The newest step whose code was used; it and all before it are worth nothing any more. */
	last_step: number;
}

export interface RecoveryCodeTable {
	hash: string;
	account: string;
	used_at: string | null;
}

/** What the cookie holds. */
export interface SignInTable {
	id: string;
	hash: string;
	account: string;
	/** What the browser says it is, cut short. */
	device: string;
	began_at: string;
	seen_at: string;
	/** When the second factor was last shown; null while only the password was given. */
	proven_at: string | null;
	/** The sealed secret of an app that is being added during this sign-in. */
	new_secret: string | null;
}

export interface KnownDeviceTable {
	hash: string;
	account: string;
	since: string;
}

export interface InvitationTable {
	id: string;
	hash: string;
	name: string;
	address: string;
	address_key: string;
	language: string;
	organisation: string;
	as_administrator: number;
	/** By the command line only: nobody on screen makes an operator. */
	as_operator: Generated<number>;
	/** The letter it went out with. */
	letter: string;
	inviter: string | null;
	invited_at: string;
	expires_at: string;
	accepted_at: string | null;
	withdrawn_at: string | null;
}

/** That somebody was erased. What is kept of them is what the journal calls them. */
export interface ErasedTable {
	pseudonym: string;
	at: string;
	/** The invitations that held their name, as a JSON list of ids. */
	invitations: string;
}

export interface PasswordResetTable {
	hash: string;
	account: string;
	expires_at: string;
	used_at: string | null;
}

/** The one-time key of an installation that nobody has set up yet. */
export interface SetUpKeyTable {
	hash: string;
	made_at: string;
}

export interface InstallationTable {
	id: number;
	name: string;
	set_up_at: string;
}

export interface AccountTables {
	installation: InstallationTable;
	accounts: AccountTable;
	operators: OperatorTable;
	administrators: AdministratorTable;
	deactivations: DeactivationTable;
	authenticators: AuthenticatorTable;
	recovery_codes: RecoveryCodeTable;
	sign_ins: SignInTable;
	known_devices: KnownDeviceTable;
	invitations: InvitationTable;
	erased: ErasedTable;
	password_resets: PasswordResetTable;
	set_up_keys: SetUpKeyTable;
}
