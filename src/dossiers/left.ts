import type { Tables } from '#platform/database/database.server.ts';

/** Where else in a dossier a table of a project stands than in a list of its own. */
export const ELSEWHERE: Partial<Record<keyof Tables, string>> = {
	projects: 'the record `project`',
	project_people: '`people`',
	project_hands: 'the fields that name people',
	files: '`documents`, and the folder of that name',
	document_versions: 'the list of that name, with what is sealed here',
	journal: 'journal.ndjson, to the byte',
	journal_details: 'the list of that name, opened',
	journal_places: 'the list of that name',
	journal_witnesses: 'witnesses.json',
};

/** What no dossier holds, and why. A table that stands in none of the lists is found by a test. */
export const LEFT: Partial<Record<keyof Tables, string>> = {
	project_invitations: 'a letter of this installation to an address; who took it up is a member',
	project_warnings: 'when a closed project goes is told anew by whoever keeps it',
	printouts: 'what somebody had put on paper is kept a week, and is theirs',
	base_answers: 'names what the municipality of this installation offers its neighbourhoods',
	follows: 'what somebody wishes to hear of is theirs, and goes with their own data',
	talks: 'what is said in confidence stays with its two sides, and goes with their own data',
	talk_lines: 'what is said in confidence stays with its two sides, and goes with their own data',
	guests: 'guests are forgotten after their meeting, wherever it is kept',
	entry_words: 'words to find entries by are made anew',
	document_texts: 'the text of a file is read from it anew',
	journal_checkpoints: 'signed by each installation itself; the newest goes along beside the journal',
};

/** Tables that know no project. */
export const OF_NO_PROJECT: readonly string[] = `
	accounts address_changes administrators agendas base_stakeholders api_token_uses api_tokens authenticators daily_runs deactivations duties erased factor_resets
	identities identity_providers installation invented_organisations invitations known_devices letter_choices letters limits operators organisations passkey_challenges
	passkeys password_resets provider_domains recovery_codes release_files release_texts releases set_up_keys sign_ins trial_offer trial_requests
	trial_warnings trials write_tests
`
	.trim()
	.split(/\s+/);
