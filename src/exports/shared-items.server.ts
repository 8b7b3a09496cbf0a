import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { remarksOn, sharedFor } from '#talks/shared.server.ts';
import { sharedData, sharedHeadings, sharedRow } from './shared-item-rows.ts';
import { spreadsheet } from './spreadsheet.ts';

const PER_ACCOUNT: Limit = { name: 'shared items', most: 20, within: 3600 };

/** What was released of talks, as far as somebody may read it: for a spreadsheet in their own words, or for programs. */
export async function takeSharedAlong(
	db: Database,
	keys: Keys,
	account: Account,
	project: string,
	as: 'csv' | 'json',
	now: Date = new Date(),
): Promise<string> {
	const member = await memberOf(db, account, project, now);
	assertFresh(account, now);
	const items = await sharedFor(db, keys, member);
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
	const remarks = await remarksOn(db, keys, member, items);
	note('shared-items.exported', 'done', { object: project });
	const of = (id: string) => remarks.get(id) ?? [];
	if (as === 'json')
		return `${JSON.stringify(
			items.map((item) => sharedData(item, of(item.id))),
			null,
			'\t',
		)}\n`;
	const speech = speechIn(account.language);
	return spreadsheet([sharedHeadings(speech), ...items.map((item) => sharedRow(item, of(item.id), speech))]);
}
