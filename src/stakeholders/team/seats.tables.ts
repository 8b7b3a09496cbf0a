/** That somebody of a stakeholder takes part without an account, from when until when. */
export interface StakeholderSeatTable {
	id: string;
	stakeholder: string;
	/** Days. */
	from_on: string;
	until_on: string | null;
	author: string | null;
	added_at: string;
	ended_by: string | null;
	/** Who it is and what they do, as JSON; sealed above internal. */
	content: string;
}

export interface SeatTables {
	stakeholder_seats: StakeholderSeatTable;
}
