import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { ROLE_NAMES } from '#projects/member.ts';
import { memberOf, membersFor } from '#projects/members.server.ts';
import { spreadsheet } from './spreadsheet.ts';

const PER_ACCOUNT: Limit = { name: 'members', most: 20, within: 3600 };

/** Who takes part and who did, for a spreadsheet, as far as somebody may see it. */
export async function takeMembersAlong(
	db: Database,
	keys: Keys,
	account: Account,
	project: string,
	now: Date = new Date(),
): Promise<string> {
	const member = await memberOf(db, account, project, now);
	const members = await membersFor(db, member);
	assertFresh(account, now);
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
	note('members.exported', 'done', { object: project });
	const { say } = speechIn(account.language);
	return spreadsheet([
		[
			say('accounts.name'),
			say('accounts.organisation'),
			say('projects.role'),
			say('projects.part'),
			say('exports.ownFrom'),
			say('exports.until'),
		],
		...members.map(({ name, organisation, role, subproject, since, until }) => [
			...[name || say('projects.erasedMember'), organisation, say(ROLE_NAMES[role]), subproject ?? ''],
			...[since.slice(0, 10), until?.slice(0, 10) ?? ''],
		]),
	]);
}
