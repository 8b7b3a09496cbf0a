import { strToU8, zipSync } from 'fflate';
import type { Account } from '#accounts/account.ts';
import { ownDataOf } from '#accounts/own-data.server.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import { agendaOf } from '#agendas/agendas.server.ts';
import { apiTokensOf } from '#api-tokens/api-tokens.server.ts';
import { ownDocumentsOf } from '#documents/own-data.server.ts';
import { dutiesOf } from '#duties/duties.server.ts';
import { ownLogbookOf } from '#logbook/own-data.server.ts';
import { ownMeetingsOf } from '#meetings/own-data.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { ownPrintoutsOf } from '#printouts/own-data.server.ts';
import { ownProgressOf } from '#progress/own-data.server.ts';
import { ownProjectDataOf } from '#projects/own-data.server.ts';
import { ownRegistersOf } from '#registers/own-data.server.ts';
import { ownStakeholdersOf } from '#stakeholders/own-data.server.ts';
import { ownTalksOf } from '#talks/own-data.server.ts';
import { ownTrialRequestsOf } from '#trials/own-data.server.ts';
import { ownDataPage } from './own-data.ts';

const PER_ACCOUNT: Limit = { name: 'own data', most: 5, within: 3600 };

/** Everything that is kept of a person as one ZIP: `gegevens.json` for programs and `gegevens.html` to read, in their own language. */
export async function takeOwnDataAlong(
	db: Database,
	keys: Keys,
	account: Account,
	installation: string,
	now: Date = new Date(),
): Promise<Uint8Array> {
	assertFresh(account, now);
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
	const data = {
		...(await ownDataOf(db, keys, account, now)),
		...(await ownProjectDataOf(db, account)),
		logbook: await ownLogbookOf(db, keys, account),
		progress: await ownProgressOf(db, account),
		register: await ownStakeholdersOf(db, keys, account),
		lists: await ownRegistersOf(db, keys, account),
		inConfidence: await ownTalksOf(db, keys, account),
		...(await ownMeetingsOf(db, account)),
		...(await ownDocumentsOf(db, keys, account)),
		...(await ownPrintoutsOf(db, account)),
		duties: await dutiesOf(db, account),
		apiTokens: await apiTokensOf(db, account, now),
		agenda: await agendaOf(db, account),
		trialRequests: await ownTrialRequestsOf(db, account),
	};
	const page = ownDataPage(data, installation, speechIn(account.language));
	note('account.exported', 'done', { object: account.pseudonym });
	return zipSync({ 'gegevens.json': strToU8(`${JSON.stringify(data, null, '\t')}\n`), 'gegevens.html': strToU8(page) }, { mtime: now });
}
