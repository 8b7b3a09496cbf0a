import type { Account } from '#accounts/account.ts';
import { assertFresh } from '#accounts/proving-again.server.ts';
import type { Edition } from '#guide/edition.ts';
import { dayOf } from '#logbook/question.ts';
import type { Database } from '#platform/database/database.server.ts';
import type { Keys } from '#platform/keys/keys.server.ts';
import { type Limit, spend } from '#platform/limits/limits.server.ts';
import { speechIn } from '#platform/messages.ts';
import { Refusal } from '#platform/refusals.ts';
import { note } from '#platform/security-log/noting.server.ts';
import { memberOf } from '#projects/members.server.ts';
import { contactsFor } from '#stakeholders/involvement/involvements.server.ts';
import { judgementsFor } from '#stakeholders/judgements.server.ts';
import { standingOf } from '#stakeholders/matrix.ts';
import { matrixPicture } from '#stakeholders/picture.ts';
import { inSight } from '#stakeholders/stakeholder.ts';
import { stakeholdersFor } from '#stakeholders/stakeholders.server.ts';
import { involvementHeadings, involvementRows } from './involvement-rows.ts';
import { spreadsheet } from './spreadsheet.ts';
import { stakeholderData, stakeholderHeadings, stakeholderRow } from './stakeholder-rows.ts';

const PER_ACCOUNT: Limit = { name: 'stakeholders', most: 20, within: 3600 };

export interface StakeholdersTaken {
	/** The register or its moments for a spreadsheet, in the words of who takes it; all of it for programs; or the matrix as a picture. */
	as: 'csv' | 'moments' | 'json' | 'svg';
	/** What a kind of party is called. */
	kindNamed: (kind: string) => string;
	/** The method the project stands on. */
	edition: Edition;
}

/** The register as far as somebody may read it, with what the team made of each. What people thought on their own stays with them. */
export async function takeStakeholdersAlong(
	db: Database,
	keys: Keys,
	account: Account,
	project: string,
	{ as, kindNamed, edition }: StakeholdersTaken,
	now: Date = new Date(),
): Promise<string> {
	const member = await memberOf(db, account, project, now);
	assertFresh(account, now);
	const there = inSight(await stakeholdersFor(db, keys, member));
	if (!(await spend(db, keys, PER_ACCOUNT, account.id, now))) throw new Refusal('too-much', 'platform.tooMuch');
	const judged = await judgementsFor(db, keys, member, there);
	const standings = there.map((one) => standingOf(one, judged.get(one.id)));
	note('stakeholders.exported', 'done', { object: project });
	const contacts = await contactsFor(db, keys, member, there, now);
	if (as === 'json') {
		const told = standings.flatMap((standing, index) => {
			const contact = contacts[index];
			return contact ? [stakeholderData(standing, contact)] : [];
		});
		return `${JSON.stringify(told, null, '\t')}\n`;
	}
	const speech = speechIn(account.language);
	if (as === 'svg') return matrixPicture(standings, `${member.project.name}, ${speech.day(dayOf(now))}`, speech);
	if (as === 'moments')
		return spreadsheet([involvementHeadings(speech), ...contacts.flatMap((one) => involvementRows(one, edition, speech, dayOf(now)))]);
	return spreadsheet([stakeholderHeadings(speech), ...standings.map((standing) => stakeholderRow(standing, speech, kindNamed))]);
}
