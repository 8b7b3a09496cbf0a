/** That somebody wants another mail address, and what became of it. */
export interface AddressChangeTable {
	id: string;
	account: string;
	/** The new one. That somebody else has it already is not told, and such a change can never be confirmed. */
	address: string;
	/** The address as it is compared. */
	address_key: string;
	/** Of the link in the letter to the new address. */
	hash: string;
	/** The letter with that link; null when there is none, for the address was taken. */
	letter: string | null;
	asked_at: string;
	expires_at: string;
	confirmed_at: string | null;
	/** The address before it. */
	former: string | null;
	former_key: string | null;
	undo_hash: string | null;
	undo_letter: string | null;
	undo_until: string | null;
	undone_at: string | null;
}

export interface NewAddressTables {
	address_changes: AddressChangeTable;
}
